import type { ModuleVersion } from '../module/index.ts';
import { GitError } from '../ports/index.ts';
import type { Upstreams } from '../sources/index.ts';
import type { ModuleZip } from '../zip/index.ts';
import type { ExaminedFacts } from './examinedFacts.ts';
import { type CopySources, readCopy } from './moduleCopy.ts';
import { UpstreamCopy } from './upstreamCopy.ts';

/** A module version with both its copies, to be read file by file. Paths are inside the module. */
export interface Copies {
  readonly facts: ExaminedFacts;
  /** The zip that a build takes; null when it could not be had. */
  readonly mirror: ModuleZip | null;
  /**
   * Reads files of upstream's commit by path, as stored there, all in one
   * exchange; a file that is not there is left out. Rejects with GitError. Null
   * when there is no commit to read.
   */
  readonly readUpstream: ((paths: readonly string[]) => Promise<ReadonlyMap<string, Uint8Array>>) | null;
}

/** Opens both copies of an examined version. Never rejects but for faults of this program. */
export async function openCopies(
  module: ModuleVersion,
  facts: ExaminedFacts,
  sources: CopySources,
  upstreams: Upstreams,
  signal: AbortSignal,
): Promise<Copies> {
  const answer = await readCopy(module, sources, signal);
  const mirror = answer.kind === 'copy' ? answer.copy.zip : null;
  try {
    return { facts, mirror, readUpstream: await upstreamReader(module, facts, upstreams, signal) };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return { facts, mirror, readUpstream: null };
  }
}

async function upstreamReader(
  module: ModuleVersion,
  { upstream: { commit, ref, mirrorCommit, state } }: ExaminedFacts,
  upstreams: Upstreams,
  signal: AbortSignal,
): Promise<Copies['readUpstream']> {
  const id = state === 'tag-missing' ? mirrorCommit : commit;
  const place = await upstreams.place(module, signal);
  if (id === null || place.kind !== 'place') return null;
  const repository = upstreams.repository(place.repository, module.path, signal);
  const listed = ref === null ? undefined : (await repository.listRefs([ref])).refs.get(ref);
  const [answer] = await repository.readCommits([
    { id: listed?.id ?? id, ref: listed === undefined ? null : ref },
  ]);
  if (answer === undefined || answer instanceof GitError || answer.id !== id) return null;
  const copy = new UpstreamCopy(answer, repository);
  const choice = await copy.directoryOf(module, place.placement);
  const directory = choice.kind === 'invalid' ? '' : choice.directory;
  return async (paths) => {
    const ids = new Map<string, string>();
    for (const path of paths) {
      const blob = copy.idInModule(directory, path);
      if (blob !== null) ids.set(path, blob);
    }
    const blobs = await copy.readBlobs([...new Set(ids.values())]);
    const files = new Map<string, Uint8Array>();
    for (const [path, blob] of ids) {
      const bytes = blobs.get(blob);
      if (bytes !== undefined) files.set(path, bytes);
    }
    return files;
  };
}
