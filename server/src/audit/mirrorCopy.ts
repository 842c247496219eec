import { hashGoMod } from '../dirhash/index.ts';
import { type Manifest, readManifest } from '../divergence/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import type { ObjectFormat } from '../ports/index.ts';
import { parseInfo, type VersionInfo } from '../proxy/index.ts';
import type { MirrorAnswer, ModuleProxy } from '../sources/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import { type Undetermined, undetermined } from '../verdict/index.ts';
import { type ModuleZip, openModuleZip, ZipError } from '../zip/index.ts';

/** What a mirror serves for one module version. */
export interface MirrorCopy {
  readonly zip: ModuleZip;
  readonly goModBytes: Uint8Array;
  readonly goModH1: string;
}

/**
 * Asks the mirror what it says about a version. Null when that cannot be had or
 * read: it is unauthenticated, a hint where to look, and no verdict hangs on it.
 */
export async function askInfo(
  module: ModuleVersion,
  proxy: ModuleProxy,
  signal: AbortSignal,
): Promise<VersionInfo | null> {
  const answer = await proxy.ask(module, 'info', signal);
  if (answer.kind !== 'found') return null;
  const result = parseInfo(decodeUtf8(answer.bodyBytes), module.version);
  return result.kind === 'info' ? result.info : null;
}

/** Fetches go.mod and zip of a version and opens the zip. */
export async function fetchCopy(
  module: ModuleVersion,
  proxy: ModuleProxy,
  signal: AbortSignal,
): Promise<
  | { readonly kind: 'copy'; readonly copy: MirrorCopy }
  | { readonly kind: 'undetermined'; readonly fact: Undetermined }
> {
  const [zipAnswer, modAnswer] = await Promise.all([
    proxy.ask(module, 'zip', signal),
    proxy.ask(module, 'mod', signal),
  ]);
  if (zipAnswer.kind !== 'found') return { kind: 'undetermined', fact: undeterminedBy(zipAnswer) };
  if (modAnswer.kind !== 'found') return { kind: 'undetermined', fact: undeterminedBy(modAnswer) };
  const opened = openModuleZip(zipAnswer.bodyBytes, module);
  if (opened.kind === 'refused') {
    return { kind: 'undetermined', fact: undetermined('zip-refused', `${opened.code}: ${opened.detail}`) };
  }
  const goModBytes = modAnswer.bodyBytes;
  return { kind: 'copy', copy: { zip: opened.zip, goModBytes, goModH1: hashGoMod(goModBytes) } };
}

/** Hashes every file of a copy. What is broken inside the zip makes it undetermined. */
export function manifestOf(copy: MirrorCopy, format: ObjectFormat): Manifest | Undetermined {
  try {
    return readManifest(copy.zip, format);
  } catch (error) {
    if (error instanceof ZipError) return undetermined('zip-refused', `${error.code}: ${error.message}`);
    throw error;
  }
}

/** What an answer of the mirror that has no file in it means for a fact. */
export function undeterminedBy(answer: Exclude<MirrorAnswer, { kind: 'found' }>): Undetermined {
  switch (answer.kind) {
    case 'not-found':
      return undetermined('not-at-mirror', answer.detail);
    case 'blocked':
      return undetermined('blocked-by-mirror', answer.detail);
    case 'undetermined':
      return undetermined(answer.reason, answer.detail);
  }
}
