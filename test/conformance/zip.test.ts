import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, test } from '../kit.ts';
import { requirement } from '../requirement.ts';
import { todaysSeed } from './seed.ts';
import { readVectors } from './vectors.ts';
import { expectFolds, expectTrees, expectZips, type ZipVectors } from './zipVectors.ts';

const { vectors } = readVectors<ZipVectors>('zip.json.gz');

test('letters are folded as the collision checker of golang.org/x/mod/zip does it', () =>
  expectFolds(vectors));

test('files are selected as golang.org/x/mod/zip selects them', () => expectTrees(vectors));

test('zips are judged and hashed as golang.org/x/mod does it', () => expectZips(vectors));

const go = requirement('go');
const seed = String(todaysSeed());

describe(`zip vectors made now with seed ${seed} (${go.reason})`, () => {
  test.skipIf(go.skip)('agree with Go', () => {
    const out = mkdtempSync(join(tmpdir(), 'modproof-zip-'));
    try {
      const args = ['run', '.', '-out', out, '-date', '2000-01-01', '-seed', seed, '-only', 'zip'];
      // Nothing is asked of the network: what Go needs is in its module cache, or the test fails.
      const env = { ...process.env, GOPROXY: 'off', GOFLAGS: '-buildvcs=false', GOTOOLCHAIN: 'local' };
      const cwd = new URL('generate/', import.meta.url);
      execFileSync('go', args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
      const { vectors: fresh } = readVectors<ZipVectors>('zip.json.gz', pathToFileURL(`${out}/`));
      expectTrees(fresh);
      expectZips(fresh);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  });
});
