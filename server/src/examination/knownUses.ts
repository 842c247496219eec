import type { KnownUses } from '../divergence/index.ts';
import { embedPatterns, readGoFile } from '../gosource/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import type { ModuleZip } from '../zip/index.ts';

/** Go source beyond this is not looked into, in bytes. */
const MAX_SOURCE_BYTES = 64 << 20;

/**
 * What a module's own Go files say about its other files: what they embed, and
 * which of its directories they import. The files are attacker-controlled: one
 * that cannot be read says nothing.
 */
export function knownUses(zip: ModuleZip): KnownUses {
  const embeds: { directory: string; pattern: string }[] = [];
  const importedDirectories = new Set<string>();
  const below = `${zip.module.path}/`;
  let total = 0;
  for (const file of zip.files) {
    if (!file.path.endsWith('.go')) continue;
    total += file.sizeBytes;
    if (total > MAX_SOURCE_BYTES) break;
    const source = readGoFile(file.path, decodeUtf8(zip.read(file)));
    if (source === null) continue;
    for (const { kind, text } of source.directives) {
      if (kind !== 'embed') continue;
      for (const pattern of embedPatterns(text)) embeds.push({ directory: source.directory, pattern });
    }
    for (const { path } of source.imports) {
      if (path.startsWith(below)) importedDirectories.add(path.slice(below.length));
    }
  }
  return { embeds, importedDirectories };
}
