import { readFileSync, statSync } from 'node:fs';
import type { ModuleText, ModuleVersion } from '../../../server/src/module/index.ts';
import { openModuleZip } from '../../../server/src/zip/index.ts';

/** The files of one module version, uncompressed: paths in the module and their bytes. */
export interface ContentModule {
  readonly module: ModuleVersion;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Reads the zip at `zipPath`; null when it is larger than `maxBytes` or no sound module zip. */
export function readContentModule(
  zipPath: string,
  module: ModuleVersion,
  maxBytes: number,
): ContentModule | null {
  if (statSync(zipPath).size > maxBytes) return null;
  const opened = openModuleZip(readFileSync(zipPath), module);
  if (opened.kind === 'refused') return null;
  const { zip } = opened;
  return { module, files: new Map(zip.files.map((file) => [file.path, zip.read(file)])) };
}

/** The bytes as text; what is no UTF-8 becomes U+FFFD. */
export function textOf(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : decoder.decode(bytes);
}

export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Bytes of Go source, tests included. */
export function goSourceBytes({ files }: ContentModule): number {
  let sum = 0;
  for (const [path, bytes] of files) if (path.endsWith('.go')) sum += bytes.length;
  return sum;
}

/** The module as rooms that read content take it. */
export function moduleTextOf({ module, files }: ContentModule): ModuleText {
  return {
    modulePath: module.path,
    files: [...files].map(([path, bytes]) => ({ path, sizeBytes: bytes.length, read: () => bytes })),
  };
}
