import { hashGoMod } from '../dirhash/index.ts';
import { type Manifest, readManifest } from '../divergence/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import type { FileDescription, ObjectFormat } from '../ports/index.ts';
import { parseInfo, type VersionInfo } from '../proxy/index.ts';
import { type ModuleCache, type ModuleProxy, undeterminedBy } from '../sources/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import { type CopySource, type Undetermined, undetermined } from '../verdict/index.ts';
import { type ModuleZip, openModuleZip, ZipError } from '../zip/index.ts';

/** The bytes that a build takes for one module version. */
export interface ModuleCopy {
  readonly zip: ModuleZip;
  readonly goModBytes: Uint8Array;
  readonly goModH1: string;
  readonly from: CopySource;
  /** The zip's file in the module cache; null when it came from the mirror. */
  readonly zipFile: FileDescription | null;
}

/** A copy, or why there is none to look at. */
export type CopyAnswer =
  | { readonly kind: 'copy'; readonly copy: ModuleCopy }
  | { readonly kind: 'undetermined'; readonly fact: Undetermined };

/** Where copies come from: the user's module cache first, then the mirror. */
export interface CopySources {
  readonly cache: ModuleCache;
  /** Null offline: then nothing but the cache is asked. */
  readonly proxy: ModuleProxy | null;
}

/**
 * What the mirror says about a version, as it said it to the go command or says
 * it now. Null when that cannot be had or read: it is unauthenticated, a hint
 * where to look, and no verdict hangs on it.
 */
export async function readInfo(
  module: ModuleVersion,
  { cache, proxy }: CopySources,
  signal: AbortSignal,
): Promise<VersionInfo | null> {
  const read = (bytes: Uint8Array): VersionInfo | null => {
    const result = parseInfo(decodeUtf8(bytes), module.version);
    return result.kind === 'info' ? result.info : null;
  };
  const kept = await cache.read(module, 'info', signal);
  const known = kept === null ? null : read(kept);
  if (known !== null || proxy === null) return known;
  const answer = await proxy.ask(module, 'info', signal);
  return answer.kind === 'found' ? read(answer.bodyBytes) : null;
}

/** Reads go.mod and zip of a version and opens the zip. A zip in the module cache is not fetched again. */
export async function readCopy(
  module: ModuleVersion,
  { cache, proxy }: CopySources,
  signal: AbortSignal,
): Promise<CopyAnswer> {
  const zipFile = await cache.describe(module, 'zip');
  const zipBytes = zipFile === null ? null : await cache.read(module, 'zip', signal);
  const goModBytes = zipBytes === null ? null : await cache.read(module, 'mod', signal);
  if (zipBytes !== null && goModBytes !== null) {
    const opened = openCopy(module, zipBytes, goModBytes, 'module-cache', zipFile);
    // A zip that the go command would not unpack either is no copy; the mirror's may be.
    if (opened.kind === 'copy' || proxy === null) return opened;
  }
  if (proxy === null) return { kind: 'undetermined', fact: undetermined('offline') };
  const [zip, mod] = await Promise.all([proxy.ask(module, 'zip', signal), proxy.ask(module, 'mod', signal)]);
  if (zip.kind !== 'found') return { kind: 'undetermined', fact: undeterminedBy(zip) };
  if (mod.kind !== 'found') return { kind: 'undetermined', fact: undeterminedBy(mod) };
  return openCopy(module, zip.bodyBytes, mod.bodyBytes, 'mirror', null);
}

/** Hashes every file of a copy. What is broken inside the zip makes it undetermined. */
export function manifestOf(copy: ModuleCopy, format: ObjectFormat): Manifest | Undetermined {
  try {
    return readManifest(copy.zip, format);
  } catch (error) {
    if (error instanceof ZipError) return undetermined('zip-refused', `${error.code}: ${error.message}`);
    throw error;
  }
}

function openCopy(
  module: ModuleVersion,
  zipBytes: Uint8Array,
  goModBytes: Uint8Array,
  from: CopySource,
  zipFile: FileDescription | null,
): CopyAnswer {
  const opened = openModuleZip(zipBytes, module);
  if (opened.kind === 'refused') {
    return { kind: 'undetermined', fact: undetermined('zip-refused', `${opened.code}: ${opened.detail}`) };
  }
  return {
    kind: 'copy',
    copy: { zip: opened.zip, goModBytes, goModH1: hashGoMod(goModBytes), from, zipFile },
  };
}
