import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '../kit.ts';
import { requirement } from '../requirement.ts';
import { expectGoSums, type GoSumVector } from './gosumVectors.ts';
import { compareModFile, compareWorkFile, disagreements, type ModFileVector } from './modFileVectors.ts';
import {
  expectMajors,
  expectPaths,
  expectPatterns,
  expectPseudoVersions,
  expectSorting,
  expectVersions,
  type ModuleVectors,
} from './moduleVectors.ts';
import { todaysSeed } from './seed.ts';
import { expectOrder, expectParts, type SemverVectors } from './semverVectors.ts';
import { readVectors } from './vectors.ts';

const generator = new URL('generate/', import.meta.url);
const go = requirement('go');

const seed = String(todaysSeed());

describe(`vectors made now with seed ${seed} (${go.reason})`, () => {
  let path = '';
  let folder = new URL('file:///');

  beforeAll(() => {
    if (go.skip) return;
    path = mkdtempSync(join(tmpdir(), 'modproof-vectors-'));
    folder = pathToFileURL(`${path}/`);
    generate(['-only', 'gosum,modfile,module,semver,workfile'], path);
  });
  afterAll(() => {
    if (path !== '') rmSync(path, { recursive: true, force: true });
  });

  test.skipIf(go.skip)('versions agree with Go', () => {
    const { vectors } = readVectors<SemverVectors>('semver.json.gz', folder);
    expectParts(vectors);
    expectOrder(vectors);
  });

  test.skipIf(go.skip)('module paths and versions agree with Go', () => {
    const { vectors } = readVectors<ModuleVectors>('module.json.gz', folder);
    expectPaths(vectors);
    expectVersions(vectors);
    expectPseudoVersions(vectors);
    expectMajors(vectors);
    expectPatterns(vectors);
    expectSorting(vectors);
  });

  test.skipIf(go.skip)('go.sum texts agree with Go', () => {
    expectGoSums(readVectors<GoSumVector[]>('gosum.json.gz', folder).vectors);
  });

  test.skipIf(go.skip)('go.mod and go.work texts agree with Go', () => {
    for (const kind of ['written', 'composed', 'mutated', 'hostile']) {
      const { vectors } = readVectors<ModFileVector[]>(`modfile-${kind}.json.gz`, folder);
      expect(vectors.length).toBeGreaterThan(150);
      expect(disagreements(vectors, compareModFile)).toEqual([]);
    }
    const { vectors } = readVectors<ModFileVector[]>('workfile.json.gz', folder);
    expect(vectors.length).toBeGreaterThan(300);
    expect(disagreements(vectors, compareWorkFile)).toEqual([]);
  });

  test.skipIf(go.skip)('real go.mod files agree with Go', () => {
    const goroot = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
    const folders = [join(goroot, 'src'), ...realFolders()];
    generate(['-only', 'files', '-files', folders.join(delimiter)], path);
    const { vectors } = readVectors<ModFileVector[]>('files.json.gz', folder);
    expect(vectors.length).toBeGreaterThan(1);
    expect(disagreements(vectors, compareModFile)).toEqual([]);
  });
});

/** Folders with real go.mod files named *.mod: the one that is set, or the one beside the checkout. */
function realFolders(): string[] {
  const beside = fileURLToPath(new URL('../../../shared/data/gomod-dev', import.meta.url));
  const named = process.env.MODPROOF_REAL_GOMODS ?? '';
  if (named !== '') return [named];
  return existsSync(beside) ? [beside] : [];
}

function generate(args: readonly string[], out: string): void {
  // Nothing is asked of the network: what Go needs is in its module cache, or the test fails.
  const env = { ...process.env, GOPROXY: 'off', GOFLAGS: '-buildvcs=false', GOTOOLCHAIN: 'local' };
  const all = ['run', '.', '-out', out, '-date', '2000-01-01', '-seed', seed, ...args];
  execFileSync('go', all, { cwd: generator, env, stdio: ['ignore', 'ignore', 'pipe'] });
}
