import { describeDifference, type Gains } from '../gosource/index.ts';
import type { CopiedFile, ModuleText } from '../module/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import type { Likeness } from './likeness.ts';

/** More files that differ are not looked into. */
const MAX_FILES = 5000;

/** Longer files are not looked into and are told as unreadable; more than the total neither. In bytes. */
const MAX_FILE_BYTES = 8 << 20;
const MAX_TOTAL_BYTES = 64 << 20;

/** Stands for a file that was not looked into: no Go compiler takes it, so that it is told as unreadable. */
const UNREAD = '\0';

/**
 * What a suspect gains over the target that it is like: imports, access, code
 * that runs on import. Null when too much differs to look into.
 *
 * A file that was moved is held against the one that it was made from. Never
 * throws; all is attacker-controlled, and the work is bounded by the files that
 * differ and the Go files beside them.
 */
export function copyGains(
  suspect: ModuleText,
  target: ModuleText,
  likeness: Pick<Likeness, 'changed' | 'added' | 'missing' | 'counterparts'>,
): Gains | null {
  const { changed, added, missing, counterparts } = likeness;
  if (changed.length + added.length + missing.length > MAX_FILES) return null;
  const ofSuspect = byPath(suspect);
  const ofTarget = byPath(target);
  const room = { left: MAX_TOTAL_BYTES };
  const after = new Map<string, string>();
  const before = new Map<string, string>();
  for (const path of [...changed, ...added]) after.set(path, textOf(ofSuspect.get(path), room));
  for (const path of missing) before.set(path, textOf(ofTarget.get(path), room));
  for (const path of changed) {
    before.set(path, textOf(ofTarget.get(counterparts.get(path) ?? path), room));
    // Unread on one side is unread on both, or everything in it would look new.
    if (after.get(path) === UNREAD || before.get(path) === UNREAD) {
      after.set(path, UNREAD);
      before.set(path, UNREAD);
    }
  }
  const unchanged = unchangedOf(suspect, after, room);
  return describeDifference(before, after, {
    unchanged,
    unchangedIsAll: ![...unchanged.values()].includes(UNREAD),
    beforeModule: target.modulePath,
    afterModule: suspect.modulePath,
  });
}

function byPath(module: ModuleText): ReadonlyMap<string, CopiedFile> {
  return new Map(module.files.map((file) => [file.path, file]));
}

function textOf(file: CopiedFile | undefined, room: { left: number }): string {
  if (file === undefined || file.sizeBytes > Math.min(MAX_FILE_BYTES, room.left)) return UNREAD;
  room.left -= file.sizeBytes;
  try {
    return decodeUtf8(file.read());
  } catch {
    return UNREAD;
  }
}

/** The Go files that do not differ: names and constants may stand there, and who imports which folder. */
function unchangedOf(
  module: ModuleText,
  differing: ReadonlyMap<string, string>,
  room: { left: number },
): ReadonlyMap<string, string> {
  const rest = module.files.filter(({ path }) => path.endsWith('.go') && !differing.has(path));
  return new Map(rest.map((file) => [file.path, textOf(file, room)]));
}
