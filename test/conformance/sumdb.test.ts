import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, test } from '../kit.ts';
import { requirement } from '../requirement.ts';
import { todaysSeed } from './seed.ts';
import {
  expectSumdbFormats,
  expectSumdbLookups,
  expectSumdbProofs,
  type SumdbClientVectors,
  type SumdbVectors,
} from './sumdbVectors.ts';
import { readVectors } from './vectors.ts';

const go = requirement('go');
const seed = String(todaysSeed());

test('the formats of the checksum database are read as Go reads them', () => {
  const { vectors } = readVectors<SumdbVectors>('sumdb.json.gz');
  expectSumdbFormats(vectors);
  expectSumdbProofs(vectors);
});

test('lookups are proven, refused and found out as by the Go client', async () => {
  await expectSumdbLookups(readVectors<SumdbClientVectors>('sumdbclient.json.gz').vectors);
});

describe(`made now with seed ${seed} (${go.reason})`, () => {
  let path = '';
  let folder = new URL('file:///');

  beforeAll(() => {
    if (go.skip) return;
    path = mkdtempSync(join(tmpdir(), 'modproof-sumdb-'));
    folder = pathToFileURL(`${path}/`);
    // Nothing is asked of the network: what Go needs is in its module cache, or the test fails.
    const env = { ...process.env, GOPROXY: 'off', GOFLAGS: '-buildvcs=false', GOTOOLCHAIN: 'local' };
    const args = ['-out', path, '-date', '2000-01-01', '-seed', seed, '-only', 'sumdb,sumdbclient'];
    const cwd = new URL('generate/', import.meta.url);
    execFileSync('go', ['run', '.', ...args], { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  });
  afterAll(() => {
    if (path !== '') rmSync(path, { recursive: true, force: true });
  });

  test.skipIf(go.skip)('the formats agree with Go', () => {
    const { vectors } = readVectors<SumdbVectors>('sumdb.json.gz', folder);
    expectSumdbFormats(vectors);
    expectSumdbProofs(vectors);
  });

  test.skipIf(go.skip)('lookups agree with the Go client', async () => {
    await expectSumdbLookups(readVectors<SumdbClientVectors>('sumdbclient.json.gz', folder).vectors);
  });
});
