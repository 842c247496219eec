import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readManifest } from '../../server/src/divergence/index.ts';
import { openModuleZip, ZipError } from '../../server/src/zip/index.ts';
import { describe, expect, test } from '../kit.ts';
import { requirement } from '../requirement.ts';
import {
  damagedAtRandom,
  MODULE,
  OVERWRITES,
  overwritten,
  WHOLE_ZIPS,
  withBitTurned,
} from '../unit/zip/damaged.ts';
import { todaysSeed } from './seed.ts';
import { Random } from './zipRandom.ts';

/**
 * Go's own reader as the judge of damaged zips: what we read has for Go the very
 * same hash, or Go could be led to other bytes than those that were compared.
 */
const RANDOM_ZIPS = 20_000;

const { skip, reason } = requirement('go');
const seed = todaysSeed();

describe(`damaged zips with seed ${seed}`, () => {
  test.skipIf(skip)(`that we read are for Go the same (${reason})`, { timeout: 300_000 }, async () => {
    const zips: Buffer[] = [];
    const random = new Random(seed);
    for (const [, make] of WHOLE_ZIPS) {
      const whole = await make();
      zips.push(whole);
      for (let bit = 0; bit < whole.length * 8; bit++) zips.push(withBitTurned(whole, bit));
      for (let at = 0; at < whole.length; at++) {
        for (const bytes of OVERWRITES) zips.push(overwritten(whole, at, bytes));
      }
      for (let index = 0; index < RANDOM_ZIPS / WHOLE_ZIPS.length; index++) {
        zips.push(damagedAtRandom(whole, random));
      }
    }
    const read = zips.map(ourHash);
    const ours = zips.filter((_, index) => read[index] !== null);
    // Guards the generator: some damage has to be harmless, and most has to be noticed.
    expect(ours.length).toBeGreaterThan(5000);
    expect(ours.length).toBeLessThan(zips.length / 2);
    const theirs = goHashes(ours);
    const hashes = read.filter((h1) => h1 !== null);
    const failures = hashes.flatMap((h1, index) =>
      theirs[index] === h1 ? [] : [{ h1, go: theirs[index], zip: ours[index]?.toString('base64') }],
    );
    expect({ count: failures.length, first: failures.slice(0, 3) }).toEqual({ count: 0, first: [] });
  });
});

/** Null when we refuse the zip or one of its entries. */
function ourHash(zipBytes: Uint8Array): string | null {
  const opened = openModuleZip(zipBytes, MODULE);
  if (opened.kind === 'refused') return null;
  try {
    return readManifest(opened.zip, 'sha1').h1;
  } catch (error) {
    if (error instanceof ZipError) return null;
    throw error;
  }
}

function goHashes(zips: readonly Buffer[]): readonly string[] {
  const input = Buffer.concat(
    zips.flatMap((zipBytes) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(zipBytes.length);
      return [length, zipBytes];
    }),
  );
  const program = fileURLToPath(new URL('zip-reader/main.go', import.meta.url));
  const env = { ...process.env, GOPROXY: 'off', GOFLAGS: '', GOTOOLCHAIN: 'local' };
  const output = execFileSync('go', ['run', program], { env, input, maxBuffer: 2 ** 28 });
  return output.toString().trimEnd().split('\n');
}
