import type { ModuleVersion } from '../module/index.ts';
import { GitError } from '../ports/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import type { NotApplicable, Undetermined } from '../verdict/index.ts';
import { pathsToCompare, readWithin } from './contentsPatch.ts';
import { Examiner } from './examiner.ts';
import type { ExaminationServices } from './services.ts';

/** More files are not handed out, nor files of more bytes. */
const MAX_FILES = 100;
const MAX_FILE_BYTES = 1 << 20;

/** The files in which the mirror's copy and upstream's commit differ, whole. */
export type CopySides =
  | {
      readonly state: 'differs';
      /** The ref that stands for the version, and its commit in full hex; null where upstream has none. */
      readonly ref: string | null;
      readonly commit: string | null;
      readonly files: readonly FileSides[];
      /** Paths of files that differ and are not among the above: too many, too large, or not to be had. */
      readonly withheld: readonly string[];
    }
  | { readonly state: 'same' }
  | Undetermined
  | NotApplicable;

/** One file that differs. Path and texts are attacker-controlled. A side is null where that copy has no such file. */
export interface FileSides {
  /** Inside the module. */
  readonly path: string;
  readonly mirror: string | null;
  readonly upstream: string | null;
}

/** Reads what differs between the mirror's copy and upstream's commit, file by file. Rejects on cancellation alone. */
export async function readSides(
  module: ModuleVersion,
  services: ExaminationServices,
  options: { readonly offline: boolean; readonly signal: AbortSignal },
): Promise<CopySides> {
  const examiner = await Examiner.open(services, { ...options, concurrency: 4, ledgers: [] });
  try {
    const { facts, mirror, readUpstream } = await examiner.copiesOf(module);
    const { content, upstream } = facts;
    if (content.state === 'match' || content.state === 'match-explained') return { state: 'same' };
    if (content.state !== 'diverged') return content;
    const { changed, onlyMirror, onlyUpstream, gains } = content;
    const where = { changed, onlyLeft: onlyMirror, onlyRight: onlyUpstream };
    const all = pathsToCompare(where, gains);
    const taken = all.taken.slice(0, MAX_FILES);
    const known = { state: 'differs', ref: upstream.ref, commit: upstream.commit } as const;
    const everything = [...all.taken, ...all.left];
    if (mirror === null || readUpstream === null) return { ...known, files: [], withheld: everything };
    const ours = readWithin(mirror, taken);
    const added = new Set(onlyMirror);
    const removed = new Set(onlyUpstream);
    const theirs = await readUpstream(taken.filter((path) => !added.has(path)));
    const files = taken.flatMap((path): FileSides[] => {
      const left = ours.get(path);
      const right = theirs.get(path);
      if ((left === undefined && !removed.has(path)) || (right === undefined && !added.has(path))) return [];
      if ((left?.length ?? 0) > MAX_FILE_BYTES || (right?.length ?? 0) > MAX_FILE_BYTES) return [];
      return [{ path, mirror: textOf(left), upstream: textOf(right) }];
    });
    const shown = new Set(files.map(({ path }) => path));
    return { ...known, files, withheld: everything.filter((path) => !shown.has(path)) };
  } catch (error) {
    // That the copies differ is certain; upstream did not hand out its side.
    if (error instanceof GitError)
      return { state: 'undetermined', reason: 'upstream-error', detail: error.message };
    throw error;
  } finally {
    await examiner.close();
  }
}

function textOf(bytes: Uint8Array | undefined): string | null {
  return bytes === undefined ? null : decodeUtf8(bytes);
}
