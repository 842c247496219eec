import { formatObservation, type Observation, parseLedger } from '../../../server/src/ledger/index.ts';
import { describe, expect, test } from '../../kit.ts';

const COMMIT = 'ebad5cb0c2a3b1f9f4a4c8e0d7b6a59483726150';
const SEEN: Observation = {
  seenAt: 1_637_452_800,
  repository: 'github.com/boltdb-go/bolt',
  ref: 'refs/tags/v1.3.1',
  commit: COMMIT,
};

const readBack = (observation: Observation): readonly Observation[] =>
  parseLedger(formatObservation(observation)).observations;

test('an observation is one line of four fields', () => {
  expect(formatObservation(SEEN)).toBe(
    `2021-11-21T00:00:00Z github.com/boltdb-go/bolt refs/tags/v1.3.1 ${COMMIT}\n`,
  );
});

test.each([
  ['a plain name', 'refs/tags/v1.3.1'],
  ['blanks', 'refs/tags/a b\tc'],
  ['line ends', 'refs/tags/a\n2021-11-21T00:00:00Z x refs/tags/y\r\n\u2028'],
  ['percent signs', 'refs/tags/100%20%'],
  ['a number sign', 'refs/tags/#1'],
  ['letters beyond ASCII', 'refs/tags/vérsion-版本-🎉'],
  ['characters that nobody sees', 'refs/tags/v1\u200b.0\u202e\u0000\u007f'],
  ['a literal escape', 'refs/tags/%41'],
])('a ref with %s stays one field of visible ASCII and is read back', (_, ref) => {
  const line = formatObservation({ ...SEEN, ref });
  expect(line).toMatch(/^[!-~]+ [!-~]+ [!-~]+ [!-~]+\n$/);
  expect(readBack({ ...SEEN, ref })).toEqual([{ ...SEEN, ref }]);
});

test('the repository is escaped like the ref', () => {
  const repository = 'example.com/a b/%/ü';
  expect(readBack({ ...SEEN, repository })).toEqual([{ ...SEEN, repository }]);
});

test('ids of SHA-256 repositories are ids', () => {
  const commit = 'a'.repeat(64);
  expect(readBack({ ...SEEN, commit })).toEqual([{ ...SEEN, commit }]);
});

describe('what no line can hold is refused', () => {
  test.each<[string, Partial<Observation>]>([
    ['a fraction of a second', { seenAt: 1.5 }],
    ['a time before 1970', { seenAt: -1 }],
    ['a time after 9999', { seenAt: 253_402_300_800 }],
    ['no time', { seenAt: Number.NaN }],
    ['no repository', { repository: '' }],
    ['a repository that is too long', { repository: 'x'.repeat(1025) }],
    ['a repository that is too long once it is escaped', { repository: 'ü'.repeat(200) }],
    ['no ref', { ref: '' }],
    ['a ref that is not in full', { ref: 'v1.3.1' }],
    ['an abbreviated commit', { commit: COMMIT.slice(0, 12) }],
    ['a commit of other digits', { commit: COMMIT.toUpperCase() }],
  ])('%s', (_, part) => {
    expect(() => formatObservation({ ...SEEN, ...part })).toThrow(RangeError);
  });

  test('the last second of 9999 is held', () => {
    expect(readBack({ ...SEEN, seenAt: 253_402_300_799 })).toHaveLength(1);
  });
});

describe('what is not quite an observation is a problem, and no observation', () => {
  const line = formatObservation(SEEN).trimEnd();
  test.each([
    ['two blanks', line.replace(' ', '  ')],
    ['a blank before', ` ${line}`],
    ['a blank after', `${line} `],
    ['a tab', line.replace(' ', '\t')],
    ['a fifth field', `${line} more`],
    ['three fields', line.slice(0, line.lastIndexOf(' '))],
    ['the 30th of February', line.replace('11-21', '02-30')],
    ['a 25th hour', line.replace('T00', 'T25')],
    ['the 24th hour', line.replace('T00', 'T24')],
    ['a time with another zone', line.replace('Z ', '+01:00 ')],
    ['a time with fractions', line.replace('Z ', '.000Z ')],
    ['a lower-case time', line.replace('T', 't')],
    ['a short ref', line.replace('refs/tags/', '')],
    ['a ref that is escaped and short', line.replace('refs/tags/', 'refs%00tags%00')],
    ['a broken escape', line.replace('v1.3.1', '%4')],
    ['an escape that is no UTF-8', line.replace('v1.3.1', '%FF')],
    ['an escape that is longer than it needs to be', line.replace('v1.3.1', '%C0%AE')],
    ['letters that are not escaped', line.replace('v1.3.1', 'vü')],
    ['a commit cut short', line.slice(0, -1)],
    ['a commit with a digit more', `${line}a`],
    ['a commit in capitals', line.toUpperCase()],
    ['a lone CR', line.replace(' ', '\r')],
  ])('%s', (_, broken) => {
    const { observations, problems } = parseLedger(`# modproof tag ledger 1\n${broken}\n`);
    expect(observations).toEqual([]);
    expect(problems).toMatchObject([{ kind: 'line', line: 2 }]);
  });
});
