import {
  canonicalVersion,
  checkFilePath,
  checkImportPath,
  checkPath,
  checkPathMajor,
  compareModuleVersions,
  escapePath,
  escapeVersion,
  isPseudoVersion,
  matchPrefixPatterns,
  parsePseudoVersion,
  pathMajorPrefix,
  splitPathVersion,
  unescapePath,
  unescapeVersion,
} from '../../server/src/module/index.ts';
import { expect } from '../kit.ts';

/** What golang.org/x/mod/module says. */
export interface ModuleVectors {
  readonly paths: readonly {
    readonly path: string;
    readonly module: boolean;
    readonly import: boolean;
    readonly file: boolean;
    readonly escaped: string | null;
    readonly unescaped: string | null;
    readonly split: readonly [string, string] | null;
  }[];
  readonly versions: readonly {
    readonly v: string;
    readonly escaped: string | null;
    readonly unescaped: string | null;
    readonly canonical: string;
    readonly pseudo: boolean;
    readonly time: number | null;
    readonly rev: string | null;
    readonly base: string | null;
  }[];
  readonly majors: readonly { readonly v: string; readonly major: string; readonly ok: boolean }[];
  readonly prefixes: Readonly<Record<string, string>>;
  readonly matches: readonly { readonly globs: string; readonly target: string; readonly ok: boolean }[];
  readonly sorted: readonly (readonly { readonly Path: string; readonly Version?: string }[])[];
}

/** Expects that paths are checked, escaped and split as Go does it. */
export function expectPaths(vectors: ModuleVectors): void {
  const ours = vectors.paths.map(({ path }) => {
    const split = splitPathVersion(path);
    return {
      path,
      module: checkPath(path) === null,
      import: checkImportPath(path) === null,
      file: checkFilePath(path) === null,
      escaped: escapePath(path),
      unescaped: unescapePath(path),
      split: split === null ? null : [split.prefix, split.pathMajor],
    };
  });
  expect(ours).toEqual(vectors.paths);
}

/** Expects that versions are escaped and made canonical as Go does it. */
export function expectVersions(vectors: ModuleVectors): void {
  for (const { v, escaped, unescaped, canonical } of vectors.versions) {
    expect([v, escapeVersion(v), unescapeVersion(v), canonicalVersion(v)]).toEqual([
      v,
      escaped,
      unescaped,
      canonical,
    ]);
  }
}

/** Expects that pseudo-versions are read as Go does it. */
export function expectPseudoVersions(vectors: ModuleVectors): void {
  for (const { v, pseudo, time, rev, base } of vectors.versions) {
    expect([v, isPseudoVersion(v)]).toEqual([v, pseudo]);
    const ours = parsePseudoVersion(v);
    const complete = time !== null && rev !== null && base !== null;
    expect([v, ours && { committedAt: ours.committedAt, revision: ours.revision, base: ours.base }]).toEqual([
      v,
      complete ? { committedAt: time, revision: rev, base } : null,
    ]);
    if (ours !== null) expect(v).toContain(`${ours.time}-${ours.revision}`);
  }
}

/** Expects that major versions fit paths as Go has it. */
export function expectMajors(vectors: ModuleVectors): void {
  const ours = vectors.majors.map(({ v, major }) => ({ v, major, ok: checkPathMajor(v, major) === null }));
  expect(ours).toEqual(vectors.majors);
  for (const [pathMajor, prefix] of Object.entries(vectors.prefixes)) {
    expect(pathMajorPrefix(pathMajor)).toBe(prefix);
  }
}

/** Expects that private patterns match as Go has it. */
export function expectPatterns(vectors: ModuleVectors): void {
  expect(vectors.matches.length).toBeGreaterThan(8000);
  expect(vectors.matches.some(({ ok }) => ok)).toBe(true);
  const ours = vectors.matches.map(({ globs, target }) => ({
    globs,
    target,
    ok: matchPrefixPatterns(globs, target),
  }));
  expect(ours).toEqual(vectors.matches);
}

/** Expects that module versions are sorted as Go does it. */
export function expectSorting(vectors: ModuleVectors): void {
  for (const sorted of vectors.sorted) {
    const theirs = sorted.map(({ Path, Version = '' }) => ({ path: Path, version: Version }));
    expect([...theirs].reverse().sort(compareModuleVersions)).toEqual(theirs);
    const byText = [...theirs].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    expect(byText.sort(compareModuleVersions)).toEqual(theirs);
  }
}
