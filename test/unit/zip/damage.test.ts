import { Buffer } from 'node:buffer';
import JSZip from 'jszip';
import { openModuleZip, ZipError } from '../../../server/src/zip/index.ts';
import { todaysSeed } from '../../conformance/seed.ts';
import { Random } from '../../conformance/zipRandom.ts';
import { describe, expect, test } from '../../kit.ts';
import {
  CONTENTS,
  damagedAtRandom,
  MODULE,
  OVERWRITES,
  overwritten,
  PREFIX,
  WHOLE_ZIPS,
  withBitTurned,
} from './damaged.ts';

/**
 * Every byte of several zips is damaged in every way that a reader could fall
 * for. Whatever comes out is a named refusal, a named error of one entry, or a
 * content that was there before, and a reader by somebody else sees no other.
 */
const KNOWN = new Set(Object.values(CONTENTS));

/** Opens and reads everything; gives what was refused, or the contents by path. Throws on what must not happen. */
function readAll(zipBytes: Uint8Array): string | ReadonlyMap<string, string> {
  const opened = openModuleZip(zipBytes, MODULE);
  if (opened.kind === 'refused') return opened.code;
  const contents = new Map<string, string>();
  let failure: string | null = null;
  for (const file of opened.zip.files) {
    try {
      const contentBytes = opened.zip.read(file);
      if (contentBytes.length !== file.sizeBytes) throw new Error('a content has not its declared size');
      contents.set(file.path, Buffer.from(contentBytes).toString('latin1'));
    } catch (error) {
      if (!(error instanceof ZipError)) throw error;
      failure = error.code;
    }
  }
  return failure ?? contents;
}

/** Contents other than those of the whole zip, in a zip that was read. */
function strange(read: string | ReadonlyMap<string, string>): readonly string[] {
  return typeof read === 'string' ? [] : [...read.values()].filter((content) => !KNOWN.has(content));
}

/**
 * The files that another reader finds in a zip, where it reads it at all. It
 * takes what is marked as a directory for none, which neither Go nor we do.
 */
async function secondOpinion(zipBytes: Uint8Array): Promise<ReadonlyMap<string, string> | null> {
  try {
    const { files } = await JSZip.loadAsync(zipBytes, { checkCRC32: true });
    const contents = new Map<string, string>();
    for (const file of Object.values(files)) {
      if (!file.dir) contents.set(file.name.slice(PREFIX.length), await file.async('binarystring'));
    }
    return contents;
  } catch {
    return null;
  }
}

describe.each(WHOLE_ZIPS)('a zip %s', (_, make) => {
  test('is read whole when nothing is damaged', async () => {
    expect(readAll(await make())).toEqual(new Map(Object.entries(CONTENTS)));
  });

  test('with any field overwritten gives no other content', async () => {
    const zipBytes = await make();
    const outcomes = new Map<string, number>();
    for (let at = 0; at < zipBytes.length; at++) {
      for (const bytes of OVERWRITES) {
        const damaged = overwritten(zipBytes, at, bytes);
        const read = readAll(damaged);
        expect({ at, bytes: bytes.toString('hex'), strange: strange(read) }).toMatchObject({ strange: [] });
        const outcome = typeof read === 'string' ? read : 'read';
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        // Most of what is read is read as if nothing had happened; the rest is shown to somebody else.
        if (outcome === 'read' && !damaged.equals(zipBytes) && at % 7 === 0) {
          const second = await secondOpinion(damaged);
          if (second !== null && read instanceof Map)
            expect([at, ...read]).toEqual(expect.arrayContaining([...second]));
        }
      }
    }
    // Guards the generator: damage has to be noticed in many ways.
    for (const code of ['bad-directory', 'bad-local-header', 'wrong-checksum', 'read']) {
      expect([code, outcomes.get(code) ?? 0]).toEqual([code, expect.toSatisfy((count: number) => count > 5)]);
    }
  });

  test('with any bit turned gives no other content', async () => {
    const zipBytes = await make();
    for (let bit = 0; bit < zipBytes.length * 8; bit++) {
      const damaged = withBitTurned(zipBytes, bit);
      expect({ bit, strange: strange(readAll(damaged)) }).toEqual({ bit, strange: [] });
    }
  });

  test('cut off, or with a byte more or less anywhere, is refused or gives no other content', async () => {
    const zipBytes = await make();
    for (let at = 0; at < zipBytes.length; at++) {
      const [before, after] = [zipBytes.subarray(0, at), zipBytes.subarray(at)];
      expect([at, readAll(before)]).toEqual([at, expect.any(String)]);
      const more = Buffer.concat([before, Buffer.of(0x50), after]);
      const fewer = Buffer.concat([before, after.subarray(1)]);
      expect({ at, strange: [...strange(readAll(more)), ...strange(readAll(fewer))] }).toEqual({
        at,
        strange: [],
      });
    }
  });

  test('damaged at several places at once is refused or read without a fault of the reader', async () => {
    const zipBytes = await make();
    const seed = todaysSeed();
    const random = new Random(seed);
    for (let round = 0; round < 3000; round++) {
      const damaged = damagedAtRandom(zipBytes, random);
      expect(() => readAll(damaged), `seed ${seed}, round ${round}`).not.toThrow();
    }
  });
});
