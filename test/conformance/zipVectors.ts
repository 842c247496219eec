import { Buffer } from 'node:buffer';
import { blobId, hash1, sha256Hex } from '../../server/src/dirhash/index.ts';
import { readManifest, selectFiles, vendorRule } from '../../server/src/divergence/index.ts';
import { goVersionOf } from '../../server/src/modfile/index.ts';
import type { ModuleVersion } from '../../server/src/module/index.ts';
import { foldPath, openModuleZip } from '../../server/src/zip/index.ts';
import { expect } from '../kit.ts';

/** What golang.org/x/mod/zip says of file trees and of zips. */
export interface ZipVectors {
  readonly module: ModuleVersion;
  readonly folds: readonly (readonly [number, number])[];
  readonly trees: readonly TreeVector[];
  readonly zips: readonly ZipVector[];
}

/** A file tree in which every file but go.mod holds its own path. */
interface TreeVector {
  readonly goMod: string;
  readonly files: readonly (readonly [path: string, kind: 'file' | 'link'])[];
  readonly valid: readonly string[];
  readonly omitted: readonly string[];
  readonly invalid: readonly string[];
  readonly h1?: string;
}

interface ZipVector {
  readonly zip: string;
  readonly error: boolean;
  readonly valid: readonly string[];
  readonly invalid: readonly string[];
  readonly h1?: string;
}

/** Expects that every code point is folded as Go folds it. */
export function expectFolds({ folds }: ZipVectors): void {
  const targets = new Map(folds);
  expect(targets.size).toBeGreaterThan(1400);
  const wrong: number[] = [];
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    if (codePoint >= 0xd800 && codePoint < 0xe000) continue;
    const expected = String.fromCodePoint(targets.get(codePoint) ?? codePoint);
    if (foldPath(String.fromCodePoint(codePoint)) !== expected) wrong.push(codePoint);
  }
  expect(wrong).toEqual([]);
}

/** Expects that trees give the same files, omissions, refusals and hashes. */
export function expectTrees({ trees, module }: ZipVectors): void {
  expect(trees.length).toBeGreaterThanOrEqual(400);
  expect(trees.filter(({ h1 }) => h1 !== undefined).length).toBeGreaterThan(100);
  for (const tree of trees) {
    const contentOf = (path: string): Buffer => Buffer.from(path === 'go.mod' ? tree.goMod : path);
    const entries = tree.files.map(([path, kind]) => ({
      path,
      mode: kind === 'link' ? 0o120000 : 0o100644,
      id: blobId(contentOf(path), 'sha1'),
    }));
    const hasGoMod = entries.some(({ path }) => path === 'go.mod');
    const rule = vendorRule(hasGoMod ? goVersionOf(tree.goMod) : null);
    const { files, omitted, unbuildable } = selectFiles(entries, '', rule);
    // What git refuses is not x/mod's business; such paths are unclean for it as well.
    const refused = unbuildable.filter(({ code }) => code !== 'forbidden-by-git');
    const valid = files.map(({ path }) => path);
    const hashes = valid.map((path) => ({
      name: `${module.path}@${module.version}/${path}`,
      sha256: sha256Hex(contentOf(path)),
    }));
    const ours = {
      valid,
      omitted: omitted
        .map(({ path }) => path)
        .filter((path) => !refused.some((fault) => fault.path === path)),
      invalid: refused.map(({ path }) => path),
      h1: refused.length === 0 ? hash1(hashes) : undefined,
    };
    const { goMod, files: given, ...theirs } = tree;
    expect({ goMod, given, ...ours }).toEqual({ goMod, given, h1: undefined, ...theirs });
  }
}

/** Expects that zips are judged as CheckZip judges them, and hashed as HashZip does. */
export function expectZips({ zips, module }: ZipVectors): void {
  expect(zips.length).toBeGreaterThan(300);
  const seen = { fine: 0, problems: 0, refused: 0 };
  for (const vector of zips) {
    const opened = openModuleZip(Buffer.from(vector.zip, 'base64'), module);
    if (opened.kind === 'refused') {
      seen.refused++;
      // Whatever is refused here must be worth nothing to Go either.
      expect([opened, vector.error]).toEqual([opened, true]);
      continue;
    }
    const { zip } = opened;
    const invalid = [...new Set(zip.problems.map(({ path }) => zip.prefix + path))].sort();
    const theirs = [...new Set(vector.invalid.map((name) => name.replace(/\/$/, '')))].sort();
    expect({ names: zip.files, invalid }).toEqual({ names: zip.files, invalid: theirs });
    expect(zip.problems.length > 0).toBe(vector.error);
    if (zip.problems.length > 0) seen.problems++;
    else {
      seen.fine++;
      expect(zip.files.map(({ path }) => zip.prefix + path)).toEqual(vector.valid);
    }
    expect(hashOf(zip)).toBe(vector.h1 ?? 'broken');
  }
  // Guards the generator.
  for (const [kind, count] of Object.entries(seen)) expect([kind, count > 20]).toEqual([kind, true]);
}

function hashOf(zip: Parameters<typeof readManifest>[0]): string {
  try {
    return readManifest(zip, 'sha1').h1;
  } catch {
    return 'broken';
  }
}
