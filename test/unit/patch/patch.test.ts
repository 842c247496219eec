import { PATCH_BOUNDS, type PatchBounds, patchLines, patchOf } from '../../../server/src/patch/index.ts';
import { describe, expect, test } from '../../kit.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const labels = { before: 'upstream', after: 'mirror' };

function textOf(
  files: Readonly<Record<string, readonly [string | null, string | null]>>,
  bounds: Partial<PatchBounds> = {},
): string {
  const versions = Object.entries(files).map(([path, [before, after]]) => ({
    path,
    before: before === null ? null : bytes(before),
    after: after === null ? null : bytes(after),
  }));
  const patch = patchOf(versions, { ...PATCH_BOUNDS, ...bounds });
  return [...patchLines(patch, labels)].map(({ text }) => `${text}\n`).join('');
}

describe('patchLines', () => {
  test('writes the unified format', () => {
    expect(
      textOf({
        'db.go': ['package bolt\n\nvar a = 1\n', 'package bolt\n\nvar a = 2\nvar b = 3'],
        'new.go': [null, 'package bolt\n'],
        'old.go': ['package bolt\n', null],
        'same.go': ['package bolt\n', 'package bolt\n'],
      }),
    ).toBe(`--- upstream/db.go
+++ mirror/db.go
@@ -1,3 +1,4 @@
 package bolt
${' '}
-var a = 1
+var a = 2
+var b = 3
\\ No newline at end of file
--- /dev/null
+++ mirror/new.go
@@ -0,0 +1 @@
+package bolt
--- upstream/old.go
+++ /dev/null
@@ -1 +0,0 @@
-package bolt
`);
  });

  test('says what cannot be told line by line', () => {
    const text = textOf({ 'a.bin': ['a\0', null], 'b.txt': ['b'.repeat(30), 'b'] }, { fileBytes: 20 });
    expect(text).toContain('not text: 2 bytes before, none after\n');
    expect(text).toContain('too large to compare line by line: 30 bytes before, 1 byte after\n');
  });

  test('a path cannot speak to the terminal', () => {
    expect(textOf({ 'a\u001b[31m\n+++ b\t\u202e.go': [null, 'a\n'] })).toContain(
      '+++ mirror/a\\u{1b}[31m\\u{a}+++ b\\t\\u{202e}.go\n',
    );
  });
});

describe('patchOf', () => {
  const many = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`${index}.go`, [null, 'a\n'.repeat(50)] as const]),
  );

  test('leaves out what the bounds do not allow, and says how much', () => {
    const text = textOf(many, { lines: 120, linesOfFile: 40 });
    expect(text.match(/^\+a$/gm)).toHaveLength(120);
    expect(text).toContain('… 10 more lines of this file not shown\n');
    expect(text).toMatch(/… 880 more lines in 20 files not shown\n$/);
    // Those that are left out whole have no lines of their own.
    expect(text.match(/^\+\+\+ /gm)).toHaveLength(3);
  });

  test('the length of the text is bounded too', () => {
    const long = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [
        `${index}.go`,
        [null, `${'\u202e'.repeat(2000)}\n`.repeat(50)] as const,
      ]),
    );
    expect(textOf(long, { textLength: 20_000 }).length).toBeLessThan(30_000);
  });

  const order = (step: number): string =>
    Array.from({ length: 3000 }, (_, index) => `${(index * step) % 3000}\n`).join('');
  const hard = [order(1), order(7919)] as const;

  test('one file that takes long does not keep the next one from being compared', () => {
    // Alone, the first file would take all of it: the two sides have 5,998 lines between those that are equal.
    const steps = 5998 * 1000;
    const text = textOf({ 'a.go': hard, 'b.go': ['a\nb\nc\nd\n', 'b\na\nd\nc\n'] }, { steps });
    expect(text).toContain('too different: 3000 lines replaced by 3000\n');
    expect(text).not.toContain('4 lines replaced');
  });

  test('many files that take long end the search for all', () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`${index}.go`, hard]));
    const lines = Array.from({ length: 200 }, (_, index) => `${index}\n`);
    const last = [lines.join(''), lines.slice().reverse().join('')] as const;
    expect(textOf({ 'z.go': last }, { steps: 6e6 })).not.toContain('too different');
    expect(textOf({ ...many, 'z.go': last }, { steps: 6e6 })).toContain(
      'too different: 200 lines replaced by 200\n',
    );
  });
});
