import { isPrivate } from '../goenv/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { GitError } from '../ports/index.ts';
import { ModuleCache, ModuleProxy } from '../sources/index.ts';
import { type Divergence, notApplicable, undetermined } from '../verdict/index.ts';
import { compareModules } from './compareModules.ts';
import { contentsPatch, pathsToCompare, readWithin } from './contentsPatch.ts';
import type { Copies } from './copies.ts';
import type { CopyDifference, DifferingContents } from './copyDifference.ts';
import { Examiner } from './examiner.ts';
import { readCopy } from './moduleCopy.ts';
import type { ExaminationServices } from './services.ts';

/**
 * Compares the mirror's copy of `module` with upstream's commit, or with the
 * mirror's copy of `against`. Rejects on cancellation alone.
 */
export async function compareCopies(
  module: ModuleVersion,
  against: ModuleVersion | null,
  services: ExaminationServices,
  options: { readonly offline: boolean; readonly signal: AbortSignal },
): Promise<CopyDifference> {
  const left = `the mirror's ${module.path}@${module.version}`;
  if (against === null) return { left, ...(await withUpstream(module, services, options)) };
  const right = `the mirror's ${against.path}@${against.version}`;
  if (options.offline) return { left, right, ...undetermined('offline') };
  return { left, right, ...(await withOther(module, against, services, options.signal)) };
}

async function withUpstream(
  module: ModuleVersion,
  services: ExaminationServices,
  options: { readonly offline: boolean; readonly signal: AbortSignal },
): Promise<Distribute<CopyDifference, 'left'>> {
  const examiner = await Examiner.open(services, { ...options, concurrency: 4, ledgers: [] });
  try {
    const copies = await examiner.copiesOf(module);
    const { content, upstream } = copies.facts;
    const commit = upstream.commit === null ? '' : ` at ${upstream.commit.slice(0, 12)}`;
    const right = `upstream's ${upstream.ref?.replace(/^refs\/tags\//, 'tag ') ?? 'commit'}${commit}`;
    switch (content.state) {
      case 'match':
        return { right, state: 'same', explanations: [], modulePath: null };
      case 'match-explained':
        return { right, state: 'same', explanations: content.explanations, modulePath: null };
      case 'diverged':
        return { right, ...(await divergedContents(content, copies)) };
      default:
        return { right, ...content };
    }
  } finally {
    await examiner.close();
  }
}

/** What differs, with its contents as far as both sides hand them out. */
async function divergedContents(
  { changed, onlyMirror, onlyUpstream, explanations, gains }: Divergence,
  { mirror, readUpstream }: Copies,
): Promise<DifferingContents> {
  const where = { changed, onlyLeft: onlyMirror, onlyRight: onlyUpstream };
  const known = { state: 'differs', ...where, explanations, gains, modulePath: null } as const;
  const { taken, left: tooMany } = pathsToCompare(where, gains);
  const withheld = { ...known, patch: null, notCompared: [...taken, ...tooMany] };
  if (mirror === null || readUpstream === null) return withheld;
  const after = readWithin(mirror, taken);
  const added = new Set(onlyMirror);
  try {
    const before = await readUpstream(taken.filter((path) => !added.has(path)));
    const { patch, notCompared } = contentsPatch(taken, where, before, after);
    return { ...known, patch, notCompared: [...notCompared, ...tooMany] };
  } catch (error) {
    // The difference is certain without its contents.
    if (error instanceof GitError) return withheld;
    throw error;
  }
}

async function withOther(
  module: ModuleVersion,
  against: ModuleVersion,
  services: ExaminationServices,
  signal: AbortSignal,
): Promise<Distribute<CopyDifference, 'left' | 'right'>> {
  if (isPrivate(module.path, services.settings) || isPrivate(against.path, services.settings)) {
    return notApplicable('a private module is not asked for');
  }
  const { http, files, settings, patience } = services;
  const sources = {
    cache: new ModuleCache(files, settings.GOMODCACHE.value, services.log),
    proxy: new ModuleProxy(http, files, settings, patience),
  };
  const left = await readCopy(module, sources, signal);
  if (left.kind === 'undetermined') return left.fact;
  const right = await readCopy(against, sources, signal);
  if (right.kind === 'undetermined') return right.fact;
  return compareModules(left.copy, right.copy);
}

/** `Omit` that keeps the members of a union apart. */
type Distribute<Union, Key extends keyof Union> = Union extends unknown ? Omit<Union, Key> : never;
