import { PATCH_BOUNDS, unifiedDiff } from '../../../server/src/patch/index.ts';
import { todaysSeed } from '../../conformance/seed.ts';
import { describe, expect, test } from '../../kit.ts';
import { applyHunks } from './apply.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function diff(before: string | Uint8Array | null, after: string | Uint8Array | null, bounds = {}) {
  const version = (content: string | Uint8Array | null): Uint8Array | null =>
    typeof content === 'string' ? bytes(content) : content;
  const file = { path: 'a.go', before: version(before), after: version(after) };
  return unifiedDiff(file, { ...PATCH_BOUNDS, ...bounds });
}

/** The lines of all hunks with their marks. */
function shown(...args: Parameters<typeof diff>): readonly string[] {
  const marks = { context: ' ', removed: '-', added: '+', 'no-newline': '\\' };
  return diff(...args).hunks.flatMap(({ lines }) => lines.map(({ kind, text }) => marks[kind] + text));
}

const numbered = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => `${from + index}\n`).join('');

describe('unifiedDiff', () => {
  test('three lines around a change, and lines that count from 1', () => {
    const file = diff(numbered(1, 20), `${numbered(1, 9)}x\ny\n${numbered(11, 20)}`);
    expect(file).toMatchObject({ status: 'changed', kind: 'lines', removed: 1, added: 2, cut: 0 });
    expect(file.hunks).toEqual([
      {
        beforeStart: 7,
        beforeLines: 7,
        afterStart: 7,
        afterLines: 8,
        lines: [
          ...['7', '8', '9'].map((text) => ({ kind: 'context', text })),
          { kind: 'removed', text: '10' },
          { kind: 'added', text: 'x' },
          { kind: 'added', text: 'y' },
          ...['11', '12', '13'].map((text) => ({ kind: 'context', text })),
        ],
      },
    ]);
  });

  test('changes far from one another are two hunks, near ones are one', () => {
    const change = (...lines: number[]): string =>
      numbered(1, 40).replace(/\d+\n/g, (line) => (lines.includes(Number(line)) ? 'x\n' : line));
    expect(diff(numbered(1, 40), change(5, 12)).hunks).toHaveLength(1);
    expect(diff(numbered(1, 40), change(5, 13)).hunks).toHaveLength(2);
  });

  test('a file that is added, removed, or empty', () => {
    expect(diff(null, 'a\nb\n')).toMatchObject({ status: 'added', added: 2, removed: 0, beforeBytes: null });
    expect(diff(null, 'a\n').hunks[0]).toMatchObject({ beforeStart: 0, beforeLines: 0, afterStart: 1 });
    expect(diff('a\n', null)).toMatchObject({ status: 'removed', added: 0, removed: 1, afterBytes: null });
    expect(diff(null, '')).toMatchObject({ status: 'added', kind: 'lines', hunks: [] });
    expect(diff('a\n', 'a\n').hunks).toEqual([]);
  });

  test('a last line without LF is another one than with it', () => {
    expect(shown('a\nb', 'a\nb\n')).toEqual([' a', '-b', '\\No newline at end of file', '+b']);
    expect(shown('a\n', '')).toEqual(['-a']);
  });

  test('line ends are seen', () => {
    expect(shown('a\r\nb\n', 'a\nb\n')).toEqual(['-a\\r', '+a', ' b']);
    expect(shown('a\n', 'b\rc\n')).toEqual(['-a', '+b\\u{d}c']);
  });

  test('bytes that are no UTF-8 are compared and shown', () => {
    expect(shown(new Uint8Array([0x61, 0xff, 0x0a]), new Uint8Array([0x61, 0xfe, 0x0a]))).toEqual([
      '-a\\xff',
      '+a\\xfe',
    ]);
    expect(shown('a\n', new Uint8Array([0xe2, 0x82, 0xac, 0xe2, 0x82, 0x0a]))).toEqual([
      '-a',
      '+€\\xe2\\x82',
    ]);
    for (let a = 0; a < 256; a++) {
      const other = new Uint8Array([0x61, (a + 1) % 256]);
      if (a === 0 || a === 255) continue;
      expect(diff(new Uint8Array([0x61, a]), other).hunks, `byte ${a}`).not.toEqual([]);
    }
  });

  test.each([
    ['an escape sequence', '\u001b[31m', '\\u{1b}[31m'],
    ['a bidirectional control', 'a\u202eb', 'a\\u{202e}b'],
    ['an invisible character', 'a\u200bb', 'a\\u{200b}b'],
    ['an annotation mark', 'a\ufff9b', 'a\\u{fff9}b'],
    ['a variation selector', 'a\u{e0101}b', 'a\\u{e0101}b'],
    ['a letter without a shape', 'a\u3164b', 'a\\u{3164}b'],
    ['a line separator', 'a\u2028b', 'a\\u{2028}b'],
    ['a byte order mark', '\ufeffa', '\\u{feff}a'],
    ['a tab', '\ta', '\ta'],
    ['letters', 'äß漢字😀', 'äß漢字😀'],
  ])('%s', (_, text, escaped) => {
    expect(shown(null, `${text}\n`)).toEqual([`+${escaped}`]);
  });

  test('a long line is cut in its middle, never inside a character', () => {
    const [line] = shown(null, `head${' '.repeat(5000)}€€€tail\n`, { lineLength: 30 });
    expect(line).toMatch(/^\+head {16} …\[\d+ bytes\]… {3}€+tail$|^\+head {16} …\[\d+ bytes\]… .*€tail$/);
    expect(line?.length).toBeLessThan(60);
    for (const lineLength of [30, 31, 32]) {
      expect(shown(null, `${'€'.repeat(5000)}\n`, { lineLength })[0]).toMatch(/^\+€+ …\[\d+ bytes\]… €+$/);
    }
    const [hostile] = shown(null, `${'\u202e'.repeat(5000)}\n`, { lineLength: 30 });
    expect(hostile?.length).toBeLessThan(60);
    expect(hostile).not.toMatch(/[\u202e\ufffd]/);
  });

  test('what is no text is told by its length', () => {
    expect(diff('a\n', new Uint8Array([0x61, 0, 0x62]))).toMatchObject({
      kind: 'binary',
      beforeBytes: 2,
      afterBytes: 3,
      hunks: [],
    });
  });

  test('what is too large is told by its length', () => {
    expect(diff('a\n', 'b'.repeat(100), { fileBytes: 99 })).toMatchObject({ kind: 'too-large', hunks: [] });
  });

  test('what is too different is told by its lines', () => {
    const mixed = Array.from({ length: 3000 }, (_, index) => `${(index * 7919) % 3000}\n`).join('');
    const file = diff(numbered(0, 2999), mixed);
    expect(file).toMatchObject({ kind: 'too-different', removed: 3000, added: 3000, hunks: [] });
  });

  test('lines that one side alone has need no search', () => {
    const many = numbered(1, 50_000);
    expect(diff(many, many.replaceAll('\n', ' x\n'), { steps: 10 })).toMatchObject({
      kind: 'lines',
      removed: 50_000,
      added: 50_000,
    });
  });

  test('hunks are cut, and what was cut is counted', () => {
    const file = diff(null, numbered(1, 100), { linesOfFile: 10 });
    expect(file.hunks[0]?.lines).toHaveLength(10);
    expect(file).toMatchObject({ added: 100, cut: 90 });
  });

  test('the hunks lead from the first version to the second', () => {
    let state = 1 + (todaysSeed() % 1e9);
    const random = (below: number): number => {
      state = (state * 48271) % 0x7fffffff;
      return state % below;
    };
    for (let round = 0; round < 300; round++) {
      const words = ['a', 'b', 'c', 'd'].slice(0, 1 + random(4));
      const text = (): string => {
        const lines = Array.from({ length: random(30) }, () => words[random(words.length)] as string);
        return lines.length === 0 ? '' : lines.join('\n') + (random(3) === 0 ? '' : '\n');
      };
      const [before, after] = [text(), text()];
      expect(applyHunks(before, diff(before, after)), `seed ${todaysSeed()}`).toBe(after);
    }
  });
});

describe('hostile contents', () => {
  test.each([
    ['nothing but line ends', '\n'.repeat(1e6), '\n'.repeat(9e5)],
    ['two lines in turn', 'a\nb\n'.repeat(2e5), 'b\na\na\n'.repeat(2e5)],
    ['one endless line', 'a'.repeat(3 << 20), 'b'.repeat(3 << 20)],
    ['one endless line of what is no UTF-8', '\n', new Uint8Array(3 << 20).fill(0xff)],
    ['a few words in no order', words(1e5, 1), words(1e5, 2)],
  ])('%s', (_, before, after) => {
    const file = diff(before, after);
    expect(file.hunks.flatMap(({ lines }) => lines).length).toBeLessThanOrEqual(PATCH_BOUNDS.linesOfFile + 2);
  });
});

function words(count: number, start: number): string {
  let state = start;
  return Array.from({ length: count }, () => {
    state = (state * 48271) % 0x7fffffff;
    return `${state % 7}\n`;
  }).join('');
}
