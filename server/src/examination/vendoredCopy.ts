import { sha256Hex } from '../dirhash/index.ts';
import { isBuilt } from '../divergence/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { ModuleCache, ModuleProxy } from '../sources/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import {
  compareVendored,
  type VendorDifference,
  type VendoredFile,
  withLineFeeds,
} from '../vendored/index.ts';
import { type Undetermined, undetermined } from '../verdict/index.ts';
import { type ModuleZip, ZipError } from '../zip/index.ts';
import { knownUses } from './knownUses.ts';
import { manifestOf, readCopy } from './moduleCopy.ts';
import type { ExaminationServices } from './services.ts';

/** The vendored files of one module, to be held against its zip. */
export interface VendorQuestion {
  /** The version whose zip is meant: that of the replacement where there is one. */
  readonly module: ModuleVersion;
  /** The folders of the packages that are vendored, in the module; empty for its root. */
  readonly directories: readonly string[];
  /** By path in the module. */
  readonly files: ReadonlyMap<string, VendoredFile>;
  /** `h1:` hashes that the right zip has: proven by the checksum database, or of go.sum. */
  readonly expected: ReadonlySet<string>;
}

/** Whether the vendored files of a module are those of its zip. */
export type VendorFact =
  | { readonly state: 'same'; readonly h1: string; readonly otherLineEnds: number }
  | {
      readonly state: 'differs';
      readonly h1: string;
      readonly difference: VendorDifference;
      /** Whether any of the files that differ is built. */
      readonly isBuilt: boolean;
    }
  | Undetermined;

/**
 * Holds the vendored files of a module against the zip of the module cache, or
 * else of the mirror. A private module is asked of nobody: its zip is compared
 * where the cache has it. Rejects on cancellation, and else for faults of this
 * program alone.
 */
export async function examineVendored(
  { module, directories, files, expected }: VendorQuestion,
  services: ExaminationServices,
  { offline, signal }: { readonly offline: boolean; readonly signal: AbortSignal },
): Promise<VendorFact> {
  const { http, files: ports, settings, patience, log } = services;
  const cache = new ModuleCache(ports, settings.GOMODCACHE.value, log);
  const proxy = offline ? null : new ModuleProxy(http, ports, settings, patience);
  const answer = await readCopy(module, { cache, proxy }, signal);
  signal.throwIfAborted();
  if (answer.kind === 'undetermined') return answer.fact;
  const manifest = manifestOf(answer.copy, 'sha1');
  if ('state' in manifest) return manifest;
  const { h1 } = manifest;
  if (!expected.has(h1)) return undetermined('zip-unproven', `${answer.copy.from} has ${h1}`);
  const { zip } = answer.copy;
  const difference = compareVendored(files, directories, {
    paths: zip.files.map(({ path }) => path),
    sha256Of: (path) => manifest.files.get(path)?.sha256 ?? null,
    sha256OfLinesOf: (path) => {
      const bytes = bytesOf(path, zip);
      const lineFeeds = bytes === null ? null : withLineFeeds(bytes);
      return lineFeeds === null ? null : sha256Hex(lineFeeds);
    },
    textOf: (path) => {
      const bytes = bytesOf(path, zip);
      return bytes === null ? null : decodeUtf8(bytes);
    },
  });
  const { changed, added, missing, otherLineEnds } = difference;
  const differing = [...changed, ...added, ...missing];
  if (differing.length === 0) return { state: 'same', h1, otherLineEnds };
  const uses = knownUses(zip);
  // What somebody put there may be imported by what they changed as well.
  return { state: 'differs', h1, difference, isBuilt: differing.some((path) => isBuilt(path, uses)) };
}

function bytesOf(path: string, zip: ModuleZip): Uint8Array | null {
  const file = zip.find(path);
  try {
    return file === null ? null : zip.read(file);
  } catch (error) {
    if (error instanceof ZipError) return null;
    throw error;
  }
}
