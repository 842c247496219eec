import { blobId } from '../dirhash/index.ts';
import { type Comparison, type Differences, isBuilt } from '../divergence/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import type { Placement } from '../origin/index.ts';
import { GitError } from '../ports/index.ts';
import { type ContentFact, type Divergence, type Explanation, undetermined } from '../verdict/index.ts';
import { type ComparedCopies, compareCopy } from './compareCopy.ts';
import { gainsOf } from './gainsOf.ts';
import { knownUses } from './knownUses.ts';
import { goModPath } from './upstreamCopy.ts';

/** What is compared: the mirror's copy, and the module in upstream's commit. */
export interface ContentQuestion extends ComparedCopies {
  readonly module: ModuleVersion;
  readonly hasGoMod: boolean;
}

/** Compares the mirror's copy of a module with upstream's commit. Rejects with GitError. */
export async function contentFact(question: ContentQuestion): Promise<ContentFact> {
  const comparison = await compareCopy(question);
  const goMod = goModDiffers(question) ? `${question.module.version}.mod` : null;
  switch (comparison.kind) {
    case 'same':
      return goMod === null ? { state: 'match' } : diverged(question, NONE, goMod);
    case 'explained':
      return goMod === null
        ? { state: 'match-explained', explanations: comparison.causes }
        : diverged(question, { ...NONE, explained: comparison.causes }, goMod);
    case 'differs':
      return diverged(question, comparison, goMod);
    case 'unbuildable':
      return unbuildable(question, comparison, goMod);
    case 'undetermined':
      return goMod === null
        ? undetermined(REASON_OF[comparison.reason], comparison.detail)
        : diverged(question, NONE, goMod);
  }
}

/**
 * Compares with a commit from which the go command would take no such module:
 * its go.mod is missing or declares another major version. A tag may have been
 * moved there to hide what it was, so every folder where the module could be is
 * looked at. Equal bytes leave it undetermined; where all differ, the mirror's
 * bytes are surely not upstream's. Rejects with GitError.
 */
export async function misplacedContent(
  question: Omit<ContentQuestion, 'directory' | 'hasGoMod'>,
  placement: Placement,
  reason: string,
): Promise<ContentFact> {
  const unknown = undetermined('no-module-at-commit', reason);
  let nearest: Divergence | null = null;
  for (const directory of placement.candidates) {
    const hasGoMod = question.upstream.idOf(goModPath(directory)) !== null;
    const fact = await contentFact({ ...question, directory, hasGoMod });
    if (fact.state !== 'diverged') return unknown;
    if (nearest === null || sizeOf(fact) < sizeOf(nearest)) nearest = fact;
  }
  return nearest ?? unknown;
}

function sizeOf({ changed, onlyMirror, onlyUpstream }: Divergence): number {
  return changed.length + onlyMirror.length + onlyUpstream.length;
}

const NONE: Pick<
  Differences,
  'changed' | 'onlyMirror' | 'onlyUpstream' | 'explained' | 'hints' | 'undecided'
> = {
  changed: [],
  onlyMirror: [],
  onlyUpstream: [],
  explained: [],
  hints: [],
  undecided: [],
};

const REASON_OF = {
  'blobs-unavailable': 'commit-missing',
  'unknown-encoding': 'unbuildable',
  'attributes-too-complex': 'unbuildable',
  'broken-zip': 'zip-refused',
} as const;

/**
 * A commit that no zip can be built from. Where files that are on both sides
 * differ, or the mirror has more, the mirror's bytes are surely not upstream's,
 * and a file with a bad name beside them must not hide that.
 */
async function unbuildable(
  question: ContentQuestion,
  comparison: Extract<Comparison, { kind: 'unbuildable' }>,
  goMod: string | null,
): Promise<ContentFact> {
  if (comparison.changed.length + comparison.onlyMirror.length > 0 || goMod !== null) {
    return diverged(question, comparison, goMod);
  }
  const [first] = comparison.reasons;
  return undetermined('unbuildable', first === undefined ? '' : `${first.path}: ${first.detail}`);
}

async function diverged(
  question: ContentQuestion,
  differences: typeof NONE,
  goMod: string | null,
): Promise<Divergence> {
  const { changed, onlyMirror, onlyUpstream } = differences;
  const explanations: Explanation[] = [...differences.explained, ...differences.hints];
  const all = [...changed, ...onlyMirror, ...onlyUpstream];
  const uses = [...all, ...differences.undecided].every((path) => isBuilt(path))
    ? {}
    : knownUses(question.copy.zip);
  const gains = await gainsOf({ ...question, differences, zip: question.copy.zip }).catch(
    (error: unknown) => {
      // The difference is certain without its meaning.
      if (error instanceof GitError) return null;
      throw error;
    },
  );
  return {
    state: 'diverged',
    changed: goMod === null ? changed : [...changed, goMod],
    onlyMirror,
    onlyUpstream,
    built: [...all.filter((path) => isBuilt(path, uses)), ...(goMod === null ? [] : [goMod])],
    undecided: differences.undecided.filter((path) => isBuilt(path, uses)),
    explanations,
    gains,
    equals: null,
  };
}

/**
 * Tells whether the go.mod that the mirror serves beside the zip is another
 * than upstream's. The go command builds with that one. It is the raw blob,
 * never converted; without one upstream it is one line made from the path.
 */
function goModDiffers({ module, copy, upstream, directory, hasGoMod }: ContentQuestion): boolean {
  if (!hasGoMod) {
    return new TextDecoder().decode(copy.goModBytes) !== `module ${module.path}\n`;
  }
  return upstream.idOf(goModPath(directory)) !== blobId(copy.goModBytes, upstream.format);
}
