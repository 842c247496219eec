import { addSums, staleSums } from '../../../server/src/fix/index.ts';
import { applyEdits } from '../../../server/src/text/index.ts';
import { describe, expect, test } from '../../kit.ts';

const HASH = `h1:${'A'.repeat(43)}=`;
const OTHER = `h1:${'B'.repeat(43)}=`;
const line = (module: string, hash = HASH): string => `${module} ${hash}`;
const file = (...modules: string[]): string => modules.map((module) => `${line(module)}\n`).join('');

const without = (text: string, path: string, version = ''): string =>
  applyEdits(text, staleSums(text, [{ path, version }]));
const withLines = (text: string, ...lines: string[]): string => applyEdits(text, addSums(text, lines));

describe('stale lines', () => {
  const text = file(
    'a.example/b v1.0.0',
    'bad.example/x v1.0.0',
    'bad.example/x v1.0.0/go.mod',
    'bad.example/x v1.1.0/go.mod',
    'bad.example/x/n v1.0.0',
    'bad.example/xy v1.0.0',
  );

  test('of all versions go, those of other modules stay', () => {
    expect(without(text, 'bad.example/x')).toBe(
      file('a.example/b v1.0.0', 'bad.example/x/n v1.0.0', 'bad.example/xy v1.0.0'),
    );
  });

  test('of one version go', () => {
    expect(without(text, 'bad.example/x', 'v1.0.0')).toBe(
      file(
        'a.example/b v1.0.0',
        'bad.example/x v1.1.0/go.mod',
        'bad.example/x/n v1.0.0',
        'bad.example/xy v1.0.0',
      ),
    );
  });

  test('go with the blanks around them, and broken lines stay', () => {
    expect(
      without(`nonsense\r\n\tbad.example/x  v1.0.0\t${HASH} \r\n\r\nbad.example/x v1\r\n`, 'bad.example/x'),
    ).toBe('nonsense\r\n\r\nbad.example/x v1\r\n');
    expect(without(line('bad.example/x v1.0.0'), 'bad.example/x')).toBe('');
  });
});

describe('added lines', () => {
  test('stand in the order of the go command', () => {
    const text = file(
      'a.example/b v1.0.0',
      'c.example/d v1.2.0',
      'c.example/d v1.10.0',
      'e.example/f v1.0.0',
    );
    const added = [
      'z.example/a v1.0.0/go.mod',
      'c.example/d v1.9.0/go.mod',
      'c.example/d v1.9.0',
      'a.example/a v1.0.0',
      'c.example/D v1.0.0',
    ].map((module) => line(module));
    expect(withLines(text, ...added)).toBe(
      file(
        'a.example/a v1.0.0',
        'a.example/b v1.0.0',
        'c.example/D v1.0.0',
        'c.example/d v1.2.0',
        'c.example/d v1.9.0',
        'c.example/d v1.9.0/go.mod',
        'c.example/d v1.10.0',
        'e.example/f v1.0.0',
        'z.example/a v1.0.0/go.mod',
      ),
    );
  });

  test.each([
    ['an empty file', '', file('c.example/d v1.0.0')],
    [
      'a file without a last line end',
      line('a.example/b v1.0.0'),
      file('a.example/b v1.0.0', 'c.example/d v1.0.0'),
    ],
    [
      'CRLF',
      `${line('a.example/b v1.0.0')}\r\n`,
      file('a.example/b v1.0.0', 'c.example/d v1.0.0').replaceAll('\n', '\r\n'),
    ],
    ['a line that is there', file('c.example/d v1.0.0'), file('c.example/d v1.0.0')],
    [
      'another hash of the same',
      `${line('c.example/d v1.0.0', OTHER)}\n`,
      `${line('c.example/d v1.0.0', OTHER)}\n`,
    ],
    [
      'a hash of a kind that Go passes over',
      'c.example/d v1.0.0 h9:x\n',
      `c.example/d v1.0.0 h9:x\n${file('c.example/d v1.0.0')}`,
    ],
  ])('%s', (_, before, after) => {
    expect(withLines(before, line('c.example/d v1.0.0'), line('c.example/d v1.0.0'))).toBe(after);
  });

  test.each([
    'c.example/d v1.0.0',
    `c.example/d v1.0.0 ${HASH} more`,
    'c.example/d v1.0.0 h1:short',
    `c.example/d main ${HASH}`,
    `../d v1.0.0 ${HASH}`,
    '',
  ])('%j is no line to add', (text) => {
    expect(addSums('', [text])).toEqual([]);
  });

  test('take the place of a last line that goes', () => {
    const text = file('a.example/b v1.0.0') + line('bad.example/x v1.0.0');
    const stale = staleSums(text, [{ path: 'bad.example/x', version: '' }]);
    const edits = [...stale, ...addSums(text, [line('c.example/d v1.0.0')], stale)];
    expect(applyEdits(text, edits)).toBe(file('a.example/b v1.0.0', 'c.example/d v1.0.0'));
  });
});
