import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { CachedCopy, ModuleDescription, ZipFiles } from './modules/description.ts';

/** A module version as the database is asked for it, and what is recorded of it. */
export interface ModuleRecord {
  readonly path: string;
  readonly version: string;
  /** Its two go.sum lines. */
  readonly text: string;
}

/** What the database recorded of a module: by default the bytes that the mirror serves. Null when nothing. */
export function recordOf({ cached, logged, path, version }: ModuleDescription): ModuleRecord | null {
  if (logged === false) {
    return null;
  }
  const files = logged?.zip ?? (cached === null ? undefined : withDirectories(cached));
  const mod = logged?.mod ?? cached?.mod;
  if (files === undefined || mod === undefined) {
    return null;
  }
  return moduleRecord(path, version, zipHash(path, version, files), goModHash(mod));
}

/** A record with hashes as they are given. */
export function moduleRecord(path: string, version: string, h1: string, goModH1: string): ModuleRecord {
  return { path, version, text: `${path} ${version} ${h1}\n${path} ${version}/go.mod ${goModH1}\n` };
}

/** Records of modules that nobody has, so that the tree is as deep as a real one. */
export function fillerRecord(index: number): ModuleRecord {
  const h1 = `h1:${createHash('sha256').update(`filler ${index}`).digest('base64')}`;
  return moduleRecord(`example.test/filler/n${index}`, 'v1.0.0', h1, h1);
}

/** What a copy's zip holds: an entry for a directory counts as an empty file whose name ends with a slash, as here. */
function withDirectories({ directories = [], zip }: CachedCopy): ZipFiles {
  return { ...Object.fromEntries(directories.map((path) => [path, ''])), ...zip };
}

/** `h1:` of a module zip that holds `files` (dirhash.Hash1). */
function zipHash(path: string, version: string, files: ZipFiles): string {
  return hash1(Object.entries(files).map(([name, content]) => [`${path}@${version}/${name}`, content]));
}

/** `h1:` of a go.mod, which stands alone under the name `go.mod`. */
function goModHash(content: string): string {
  return hash1([['go.mod', content]]);
}

function hash1(files: readonly (readonly [name: string, content: string | Uint8Array])[]): string {
  const sorted = [...files].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const summary = createHash('sha256');
  for (const [name, content] of sorted) {
    summary.update(`${createHash('sha256').update(content).digest('hex')}  ${name}\n`);
  }
  return `h1:${summary.digest('base64')}`;
}
