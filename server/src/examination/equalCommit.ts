import type { Manifest } from '../divergence/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { type Placement, upstreamIdentity } from '../origin/index.ts';
import { type CommitWanted, GitError, type RemoteRefs } from '../ports/index.ts';
import type { VersionInfo } from '../proxy/index.ts';
import { commitOf, type UpstreamRepository } from '../sources/index.ts';
import type { EqualCommit, SeenCommit } from '../verdict/index.ts';
import { compareCopy } from './compareCopy.ts';
import type { ModuleCopy } from './moduleCopy.ts';
import { UpstreamCopy } from './upstreamCopy.ts';

/** More commits than this are not compared for one version. */
const MAX_CANDIDATES = 12;

/** What is known of a version whose bytes are not those of its commit. */
export interface StrayCopy {
  readonly module: ModuleVersion;
  readonly copy: ModuleCopy;
  readonly manifest: Manifest;
  readonly placement: Placement;
  readonly repository: UpstreamRepository;
  /** What the mirror says about it. */
  readonly info: VersionInfo | null;
  /** Commits that its tag was seen at earlier. */
  readonly seenBefore: readonly SeenCommit[];
  /** The commit that it stands for today; null when there is none. */
  readonly commit: string | null;
}

/**
 * Looks for another commit of the repository that gives the mirror's bytes: the
 * one that the mirror says it saw, those where the tag was seen earlier, and
 * what branches and the nearest tags point to. What is found explains where the
 * bytes came from; it proves them good in no way. Null when none is found or
 * upstream does not answer. Never rejects but for faults of this program.
 */
export async function equalCommit(stray: StrayCopy): Promise<EqualCommit | null> {
  try {
    const listing = await stray.repository.listRefs('all');
    const wanted = candidates(stray, listing);
    const answers = await stray.repository.readCommits(wanted);
    for (const [index, answer] of answers.entries()) {
      if (answer instanceof GitError) continue;
      const upstream = new UpstreamCopy(answer, stray.repository);
      upstream.readFirstFrom(stray.copy.zip, stray.manifest);
      if (!(await isEqual(stray, upstream))) continue;
      const ref = wanted[index]?.ref ?? refOf(answer.id, listing);
      const reachable =
        ref !== null || (await stray.repository.findCommit(answer.id, answer.committedAt)) !== null;
      return { commit: answer.id, ref, reachable };
    }
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
  }
  return null;
}

async function isEqual(stray: StrayCopy, upstream: UpstreamCopy): Promise<boolean> {
  const { module, copy, manifest, placement } = stray;
  const choice = await upstream.directoryOf(module, placement);
  if (choice.kind === 'invalid') return false;
  const comparison = await compareCopy({ copy, manifest, upstream, directory: choice.directory });
  return comparison.kind === 'same' || comparison.kind === 'explained';
}

/** Commits worth a comparison, the likeliest first. */
function candidates(stray: StrayCopy, { refs }: RemoteRefs): readonly CommitWanted[] {
  const ids = new Map<string, CommitWanted>();
  const add = (commit: string, wanted: CommitWanted): void => {
    if (commit !== stray.commit && !ids.has(commit)) ids.set(commit, wanted);
  };
  const { origin = null } = stray.info ?? {};
  const isHere =
    origin?.url === undefined || upstreamIdentity(origin.url) === upstreamIdentity(stray.repository.address);
  if (origin?.hash !== undefined && isHere) add(origin.hash, { id: origin.hash, ref: null });
  for (const { commit } of stray.seenBefore) add(commit, { id: commit, ref: null });
  const head = refs.get('HEAD');
  if (head !== undefined) add(commitOf(head), { id: head.id, ref: 'HEAD' });
  for (const name of nearestRefs(stray, [...refs.keys()])) {
    const listed = refs.get(name);
    if (listed !== undefined) add(commitOf(listed), { id: listed.id, ref: name });
  }
  return [...ids.values()].slice(0, MAX_CANDIDATES);
}

/** Tags of the same module by the likeness of their names, then branches. */
function nearestRefs({ module, placement }: StrayCopy, names: readonly string[]): readonly string[] {
  const own = `refs/tags/${placement.tagPrefix}${module.version}`;
  const tags = names.filter((name) => name.startsWith(`refs/tags/${placement.tagPrefix}v`) && name !== own);
  const likeness = (name: string): number => {
    let length = 0;
    while (length < own.length && name[length] === own[length]) length++;
    return length;
  };
  const nearest = tags
    .map((name) => ({ name, alike: likeness(name) }))
    .sort((a, b) => b.alike - a.alike)
    .slice(0, MAX_CANDIDATES / 3)
    .map(({ name }) => name);
  const heads = names.filter((name) => name.startsWith('refs/heads/'));
  return [...nearest, ...heads];
}

function refOf(commit: string, { refs }: RemoteRefs): string | null {
  for (const [name, listed] of refs) if (name !== 'HEAD' && commitOf(listed) === commit) return name;
  return null;
}
