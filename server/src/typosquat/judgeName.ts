import { asciiLookalike } from './confusables.ts';
import { resemblancesOfHost } from './hostResemblance.ts';
import { imitatedHost } from './imitatedHost.ts';
import type { KnownRepository } from './knownRepository.ts';
import { type Name, splitName } from './name.ts';
import type { NameIndex } from './nameIndex.ts';
import { resemblancesOfOwner } from './ownerResemblance.ts';
import type { Resemblance } from './suspect.ts';

/** The findings that a name alone can give. */
export type SquatCode =
  | 'squat/misspelling'
  | 'squat/owner-affix'
  | 'squat/host-swap'
  | 'squat/lookalike'
  | 'squat/case-variant'
  | 'squat/other-owner';

/** A name that resembles a known one. */
export interface SuspectName {
  readonly state: 'suspect';
  readonly code: SquatCode;
  /** The module path that is imitated, with the suspect's own major version where that is known to exist. */
  readonly target: string;
  /** How many known projects require `target`; 0 when it is not in the corpus itself but its repository or host is. */
  readonly targetWeight: number;
  /** How many known projects require the suspect. */
  readonly ownWeight: number;
  /** Which slip, in words; holds parts of the name, which is attacker-controlled. */
  readonly rule: string;
}

/** What a module path says by itself. `unremarkable` is no praise: the corpus knows nothing like it. */
export type NameVerdict = { readonly state: 'known' } | { readonly state: 'unremarkable' } | SuspectName;

/** Longer paths imitate nothing that is known, in UTF-16 units. */
const MAX_PATH = 1024;

/** The surest reading first. */
const RANK: Readonly<Record<Resemblance['code'], number>> = {
  'squat/lookalike': 0,
  'squat/misspelling': 1,
  'squat/owner-affix': 2,
  'squat/host-swap': 3,
};

/**
 * Judges a module path by its name alone.
 *
 * `known` when it, or any module of its publisher, is in the corpus: nobody
 * imitates himself. The publisher is host and owner where many people share a
 * host, else the registrable domain. `suspect` with the surest resemblance
 * otherwise; `squat/other-owner` and `squat/case-variant` are hints, not
 * accusations.
 *
 * Never throws. The path is attacker-controlled; the work is bounded, whatever
 * its length, and does not depend on the size of the corpus.
 */
export function judgeName(path: string, index: NameIndex): NameVerdict {
  if (path.length > MAX_PATH) return { state: 'unremarkable' };
  if (!/^[!-~]*$/.test(path)) return judgeNonAscii(path, index);
  const name = splitName(path);
  if (name === null) return { state: index.wholePaths.has(path) ? 'known' : 'unremarkable' };
  const variant = caseVariant(name, index);
  if (variant !== null) return variant;
  if (index.publishers.has(name.publisher)) return { state: 'known' };
  const best = surest(name.owner === '' ? resemblancesOfHost(name, index) : resemblancesOfOwner(name, index));
  if (best !== null) return suspectOf(best.code, name, best.repository, best.rule);
  return judgeHost(name, index) ?? otherOwner(name, index) ?? { state: 'unremarkable' };
}

/** A path with other than printable ASCII is no valid module path; the question is only what it shall look like. */
function judgeNonAscii(path: string, index: NameIndex): NameVerdict {
  const ascii = asciiLookalike(path);
  if (ascii === null || !/^[!-~]+$/.test(ascii)) return { state: 'unremarkable' };
  const verdict = judgeName(ascii, index);
  const rule = 'look-alike characters that are not ASCII';
  if (verdict.state === 'unremarkable') return verdict;
  if (verdict.state === 'suspect') {
    return verdict.code === 'squat/other-owner' ? verdict : { ...verdict, code: 'squat/lookalike', rule };
  }
  const name = splitName(ascii);
  const targetWeight = (name && index.repositories.get(name.repositoryPath)?.weight) ?? 0;
  return { state: 'suspect', code: 'squat/lookalike', target: ascii, targetWeight, ownWeight: 0, rule };
}

/**
 * Host, owner and repository differ from those of a known module in letter
 * case alone. Go takes them for two modules; code hosts do not.
 */
function caseVariant(name: Name, index: NameIndex): NameVerdict | null {
  const repository = index.repositories.get(name.repositoryPath);
  if (repository === undefined) return null;
  const written = repositoryPath(name);
  const spelled = repositoryPath(repository.name);
  if (written === spelled || repository.modules.some(({ path }) => path.startsWith(written))) return null;
  const target = spelled + name.family.slice(spelled.length) + name.pathMajor;
  const targetWeight = repository.modules.find((module) => module.path === target)?.weight ?? 0;
  return {
    state: 'suspect',
    code: 'squat/case-variant',
    target,
    targetWeight,
    ownWeight: 0,
    rule: 'letter case alone',
  };
}

/** The host alone is one slip away from a host that very many modules come from, whatever stands behind it. */
function judgeHost(name: Name, index: NameIndex): NameVerdict | null {
  if (name.owner !== '') return null;
  const imitated = imitatedHost(name.host, index);
  if (imitated === null) return null;
  const target = imitated.host + name.family.slice(name.host.length) + name.pathMajor;
  const meant = splitName(target);
  if (meant === null) return null;
  const repository = index.repositories.get(meant.repositoryPath);
  const targetWeight = repository?.modules.find((module) => module.path === target)?.weight ?? 0;
  const code = imitated.slip.kind === 'lookalike' ? 'squat/lookalike' : 'squat/misspelling';
  const rule = `host "${imitated.host}": ${imitated.slip.rule}`;
  return { state: 'suspect', code, target, targetWeight, ownWeight: 0, rule };
}

function otherOwner(name: Name, index: NameIndex): NameVerdict | null {
  const meant = index.faces.meant(name);
  return meant && suspectOf('squat/other-owner', name, meant, 'same repository name, other owner');
}

function surest(found: readonly Resemblance[]): Resemblance | null {
  let best: Resemblance | null = null;
  for (const one of found) {
    const isSurer =
      best === null ||
      RANK[one.code] < RANK[best.code] ||
      (RANK[one.code] === RANK[best.code] && one.repository.weight > best.repository.weight);
    if (isSurer) best = one;
  }
  return best;
}

function suspectOf(code: SquatCode, name: Name, repository: KnownRepository, rule: string): SuspectName {
  const { path, weight } = moduleMeant(name, repository);
  return { state: 'suspect', code, target: path, targetWeight: weight, ownWeight: 0, rule };
}

/** The module of the repository with the suspect's subdirectory and major version, or failing that the most used one. */
function moduleMeant(name: Name, repository: KnownRepository): { path: string; weight: number } {
  const base = repositoryPath(repository.name);
  const rest = repository.name.owner === '' ? '' : name.family.slice(name.repositoryPath.length);
  const family = base + rest;
  const wanted = (family + name.pathMajor).toLowerCase();
  const familyWanted = family.toLowerCase();
  let sameFamily: { path: string; weight: number } | undefined;
  for (const module of repository.modules) {
    const path = module.path.toLowerCase();
    if (path === wanted) return module;
    if (sameFamily === undefined && path.startsWith(familyWanted)) sameFamily = module;
  }
  return sameFamily ?? repository.modules[0]!;
}

/** The path of a repository as spelled. */
function repositoryPath(name: Name): string {
  return name.family.slice(0, name.repositoryPath.length);
}
