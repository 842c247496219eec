import { LEDGER_HEADING, parseLedger } from '../../../server/src/ledger/index.ts';
import { describe, expect, test } from '../../kit.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const one = `2026-01-02T03:04:05Z example.com/o/r refs/tags/v1.0.0 ${A}`;
const two = `2026-02-02T03:04:05Z example.com/o/r refs/tags/v1.0.0 ${B}`;
const commits = (text: string): readonly string[] =>
  parseLedger(text).observations.map(({ commit }) => commit);

test('heading, comments, blank lines and observations are no problems', () => {
  const { observations, problems } = parseLedger(`${LEDGER_HEADING}\n# ours\n\n${one}\n#\n${two}\n`);
  expect(problems).toEqual([]);
  expect(observations).toEqual([
    { seenAt: 1_767_323_045, repository: 'example.com/o/r', ref: 'refs/tags/v1.0.0', commit: A },
    { seenAt: 1_770_001_445, repository: 'example.com/o/r', ref: 'refs/tags/v1.0.0', commit: B },
  ]);
});

test.each(['', '\n', '\r\n\n', '\ufeff'])('a blank text is an empty ledger that may grow: %j', (text) => {
  expect(parseLedger(text)).toMatchObject({ problems: [], isEmpty: true, mayGrow: true });
});

test('CRLF, a byte order mark and a missing last line end change nothing', () => {
  const text = `${LEDGER_HEADING}\n${one}\n${two}\n`;
  for (const other of [text.replaceAll('\n', '\r\n'), `\ufeff${text}`, text.trimEnd()]) {
    expect(parseLedger(other)).toEqual(parseLedger(text));
  }
});

test('the heading may stand anywhere and more than once, as merges leave it', () => {
  expect(parseLedger(`${one}\n${LEDGER_HEADING}\n${LEDGER_HEADING}\n${two}\n`)).toMatchObject({
    problems: [],
    mayGrow: true,
  });
});

describe('problems', () => {
  test('a conflict is four problems, and both sides are read', () => {
    const text = `${LEDGER_HEADING}\n<<<<<<< HEAD\n${one}\n||||||| base\n=======\n${two}\n>>>>>>> other\n`;
    expect(commits(text)).toEqual([A, B]);
    expect(parseLedger(text).problems.map(({ kind, line }) => [kind, line])).toEqual([
      ['conflict-marker', 2],
      ['conflict-marker', 4],
      ['conflict-marker', 5],
      ['conflict-marker', 7],
    ]);
  });

  test('what has no heading is read and may not grow', () => {
    const { observations, problems, mayGrow } = parseLedger(`\n${one}\n`);
    expect(observations).toHaveLength(1);
    expect(problems).toMatchObject([{ kind: 'no-heading', line: 1 }]);
    expect(mayGrow).toBe(false);
  });

  test('a format of another number is read as far as it is understood, and may not grow', () => {
    const text = `# modproof tag ledger 2\n${one}\nsomething new\n`;
    expect(commits(text)).toEqual([A]);
    expect(parseLedger(text).mayGrow).toBe(false);
    expect(parseLedger(text).problems.map(({ kind }) => kind)).toEqual([
      'no-heading',
      'other-version',
      'line',
    ]);
    expect(parseLedger(`${LEDGER_HEADING}\n${text}`).mayGrow).toBe(false);
  });

  test('one broken line costs no other line', () => {
    const lines = [LEDGER_HEADING, one, 'broken', two];
    expect(commits(lines.join('\n'))).toEqual([A, B]);
    expect(parseLedger(lines.join('\r\n')).problems).toMatchObject([{ kind: 'line', line: 3 }]);
  });
});

describe('hostile texts', () => {
  test('millions of broken lines leave a thousand problems and their number', () => {
    const { problems, problemCount } = parseLedger('x\n'.repeat(2_000_000));
    expect(problems.length).toBeLessThanOrEqual(1001);
    expect(problemCount).toBe(2_000_001);
  });

  test.each([
    ['blanks', ' '],
    ['letters', 'x'],
    ['percent signs', '%'],
    ['number signs', '#'],
    ['carriage returns', '\r'],
  ])('one line of many %s is read and over', (_, character) => {
    expect(parseLedger(character.repeat(20_000_000)).observations).toEqual([]);
  });

  test('a ledger of 600,000 lines is read whole, with each name once', () => {
    const lines = Array.from({ length: 600_000 }, (__, index) => {
      const id = (index % 5000).toString(16).padStart(40, '0');
      return `2026-01-02T03:04:05Z example.com/o/r refs/tags/v1.${index % 5000}.0 ${id}\n`;
    });
    const { observations, problems } = parseLedger(`${LEDGER_HEADING}\n${lines.join('')}`);
    expect(problems).toEqual([]);
    expect(observations).toHaveLength(600_000);
    expect(new Set(observations.map(({ ref }) => ref)).size).toBe(5000);
  });
});
