import type { GoSettings } from '../goenv/index.ts';
import { parseModFile } from '../modfile/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import type { Files, Log } from '../ports/index.ts';
import { ModuleCache } from '../sources/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import type { AuditFile } from './auditFile.ts';
import { keyOf } from './questions.ts';

/** More go.mod files of other modules are not read. */
const MAX_READ = 2000;

/** A way from a direct requirement to a module, both included. */
export type Way = readonly ModuleVersion[];

/**
 * For module paths, the shortest way by which a direct requirement of a go.mod
 * brings them in, as far as the module cache of this machine tells: the go.mod
 * files in it are read, and nobody is asked. A path that no way leads to is left
 * out. Versions on a way are as written, not as selected. The files are
 * attacker-controlled. Rejects on cancellation alone.
 */
export async function waysTo(
  paths: ReadonlySet<string>,
  goMod: AuditFile,
  { files, settings, log }: { readonly files: Files; readonly settings: GoSettings; readonly log: Log },
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Way>> {
  const ways = new Map<string, Way>();
  if (goMod.content.kind !== 'go.mod' || paths.size === 0) return ways;
  const cache = new ModuleCache(files, settings.GOMODCACHE.value, log);
  const direct = goMod.content.file.require.filter(({ indirect }) => !indirect);
  let front: Way[] = direct.map(({ path, version }) => [{ path, version }]);
  const seen = new Set(front.flatMap((way) => way.map(keyOf)));
  let read = 0;
  while (front.length > 0 && ways.size < paths.size) {
    const next: Way[] = [];
    for (const way of front) {
      const last = way.at(-1);
      if (last === undefined || read++ >= MAX_READ) return ways;
      const bytes = await cache.read(last, 'mod', signal);
      if (bytes === null) continue;
      for (const { path, version } of parseModFile(decodeUtf8(bytes)).file.require) {
        const longer = [...way, { path, version }];
        if (paths.has(path) && !ways.has(path)) ways.set(path, longer);
        if (seen.has(keyOf({ path, version }))) continue;
        seen.add(keyOf({ path, version }));
        next.push(longer);
      }
    }
    front = next;
  }
  return ways;
}
