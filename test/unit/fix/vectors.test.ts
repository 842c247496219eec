import { addReplace, replaceInGoMod } from '../../../server/src/fix/index.ts';
import { type ModFile, parseModFile } from '../../../server/src/modfile/index.ts';
import { compare } from '../../../server/src/semver/index.ts';
import { applyEdits } from '../../../server/src/text/index.ts';
import type { ModFileVector } from '../../conformance/modFileVectors.ts';
import { readVectors } from '../../conformance/vectors.ts';
import { describe, expect, test } from '../../kit.ts';

/*
 * The go.mod texts that golang.org/x/mod read, mended. That our reading of a
 * text is Go's own is what the conformance tests show; so what is read from a
 * mended text here is what Go reads from it.
 */

const TO = { path: 'good.example/x/v2', version: 'v2.3.0' };

/** Texts of vectors, whole ones and broken ones. */
const textsOf = (name: string): readonly string[] =>
  readVectors<ModFileVector[]>(name).vectors.flatMap(({ text }) => (text === undefined ? [] : [text]));

const SETS = ['modfile-written.json.gz', 'modfile-composed.json.gz', 'modfile-mutated.json.gz'];

/** Up to three modules of a file, each as it is required first. */
function requiredIn(file: ModFile): readonly { path: string; version: string }[] {
  const first = new Map<string, string>();
  for (const { path, version } of file.require) if (!first.has(path)) first.set(path, version);
  first.delete(TO.path);
  return [...first].slice(0, 3).map(([path, version]) => ({ path, version }));
}

/** The comments of a text, in order. */
function commentsOf({ tokens }: ModFile): string[] {
  return [...tokens].flatMap(({ kind, start, end }) =>
    kind === 'comment' ? [tokens.text.slice(start, end)] : [],
  );
}

/** What no replacement of a module may touch. */
function restOf(file: ModFile): unknown {
  const { module, go, toolchain, godebug, retract, ignore } = file;
  return [
    module?.path,
    go?.version,
    toolchain?.name,
    godebug.map(({ key, value }) => [key, value]),
    retract.map(({ low, high }) => [low, high]),
    ignore.map(({ path }) => path),
  ];
}

describe.each(SETS)('%s', (name) => {
  const texts = textsOf(name);

  test('a module is replaced, and nothing else', () => {
    let replaced = 0;
    for (const text of texts) {
      const before = parseModFile(text);
      for (const from of requiredIn(before.file)) {
        replaced++;
        const mended = applyEdits(text, replaceInGoMod(text, from, TO));
        const after = parseModFile(mended);
        const told = JSON.stringify({ text, from });
        expect(after.problems.length, told).toBe(before.problems.length);
        expect(restOf(after.file), told).toEqual(restOf(before.file));
        expect(new Set(after.file.require.map(({ path }) => path)), told).toEqual(
          new Set(before.file.require.map(({ path }) => (path === from.path ? TO.path : path))),
        );
        const own = after.file.require.filter(({ path }) => path === TO.path);
        expect(own.length, told).toBe(1);
        expect(compare(own[0]?.version ?? '', TO.version), told).toBeGreaterThanOrEqual(0);
        expect(
          after.file.exclude.some(({ path }) => path === from.path),
          told,
        ).toBe(false);
        if (mended.split('\n').length === text.split('\n').length)
          expect(commentsOf(after.file), told).toEqual(commentsOf(before.file));
        expect(replaceInGoMod(mended, from, TO), told).toEqual([]);
      }
    }
    expect(replaced).toBeGreaterThan(100);
  });

  test('a replacement is added, and nothing else', () => {
    let added = 0;
    const from = { path: 'bad.example/x', version: '' };
    for (const text of texts) {
      const before = parseModFile(text);
      const edits = addReplace(text, from, TO);
      if (edits.length === 0) continue;
      added++;
      const mended = applyEdits(text, edits);
      const after = parseModFile(mended);
      const lefts = ({ replace }: ModFile): string[] => replace.map(({ oldPath }) => oldPath).sort();
      expect(after.problems.length, text).toBe(before.problems.length);
      expect(lefts(after.file), text).toEqual([...lefts(before.file), from.path].sort());
      expect(commentsOf(after.file), text).toEqual(commentsOf(before.file));
      expect(addReplace(mended, from, TO), text).toEqual([]);
    }
    expect(added).toBeGreaterThan(100);
  });
});
