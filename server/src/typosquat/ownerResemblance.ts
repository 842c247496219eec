import { LEAST_WEIGHT_OF_HOST_SWAP, leastWeightOfAffix } from './evidence.ts';
import { type Face, KeySort, withoutEndWords } from './face.ts';
import { joined, repositoryKey } from './fold.ts';
import { registrableDomain } from './host.ts';
import { hashText } from './keyTable.ts';
import type { Name } from './name.ts';
import type { NameIndex } from './nameIndex.ts';
import { affixAround, partsOf } from './part.ts';
import { segmentSlips } from './segmentSlips.ts';
import {
  facesOfPart,
  facesUnder,
  hostsWrittenAs,
  makeSuspect,
  type Resemblance,
  type Suspect,
} from './suspect.ts';

/** Finds what a name on a host of many publishers resembles, each hit with enough evidence. */
export function resemblancesOfOwner(name: Name, index: NameIndex): Resemblance[] {
  // The owner of a short name is no choice of its own, so only the name is judged.
  if (name.isOwnerImplied) {
    const suspect = makeSuspect('gopkg', name.repository, '', index);
    return suspect === null ? [] : segmentSlips(name, suspect, index);
  }
  const suspect = makeSuspect('owner', name.owner, repositoryKey(name.repository), index);
  if (suspect === null) return [];
  return [
    ...segmentSlips(name, suspect, index),
    ...affixes(suspect, index),
    ...droppedAffixes(suspect, index),
    ...hostAsOwner(suspect, index),
    ...onOtherHost(name.host, name.owner, name.repository, index),
  ];
}

/** Finds known modules with the same owner and repository on other hosts than `host`. All are in lower case. */
export function onOtherHost(
  host: string,
  owner: string,
  repository: string,
  index: NameIndex,
): Resemblance[] {
  const key = repositoryKey(repository);
  const suspect = makeSuspect('owner', owner, key, index);
  if (suspect === null || key === '') return [];
  return facesOfPart(index, suspect, 0, owner.length, KeySort.exact)
    .filter((face) => face.who === owner && repositoryKey(face.repository.name.repository) === key)
    .filter((face) => face.repository.weight >= LEAST_WEIGHT_OF_HOST_SWAP)
    .map((face) => swapped(face, `host "${host}" for "${face.repository.name.host}"`));
}

/** The owner is a known owner of the same repository with something before it, behind it, or both. */
function affixes(suspect: Suspect, index: NameIndex): Resemblance[] {
  const { who } = suspect;
  const found: Resemblance[] = [];
  for (const part of partsOf(who)) {
    for (const face of facesOfPart(index, suspect, part.start, part.end, KeySort.exact)) {
      if (face.who !== who.slice(part.start, part.end)) continue;
      const letters = joined(face.who).length;
      const added = joined(who).length - letters;
      if (face.repository.weight < leastWeightOfAffix(letters, added, part.isWholeWord)) continue;
      const rule = `owner affix "${affixAround(who, part)}"`;
      found.push({ code: 'squat/owner-affix', repository: face.repository, rule });
    }
  }
  return found;
}

/** What an affix may have that is left out or exchanged, and what the owner must keep, in UTF-16 units. */
const MAX_DROPPED = 4;
const LEAST_CORE = 4;
const LEAST_WEIGHT_OF_DROPPED = 20;

/** The owner is a known owner of the same repository without its short first or last word, or with another one there. */
function droppedAffixes(suspect: Suspect, index: NameIndex): Resemblance[] {
  const found: Resemblance[] = [];
  for (const core of [suspect.who, ...withoutEndWords(suspect.who)]) {
    if (core.length < LEAST_CORE) continue;
    for (const face of facesUnder(index, suspect, hashText(core), KeySort.shorter)) {
      const dropped = face.who.length - core.length - 1;
      if (!withoutEndWords(face.who).includes(core) || dropped > MAX_DROPPED) continue;
      if (face.who === suspect.who || face.repository.name.isOwnerImplied) continue;
      if (face.repository.weight < LEAST_WEIGHT_OF_DROPPED) continue;
      const rule = `affix of owner "${face.who}" ${core === suspect.who ? 'left out' : 'changed'}`;
      found.push({ code: 'squat/owner-affix', repository: face.repository, rule });
    }
  }
  return found;
}

/** The owner is a publisher's own host as an owner would be written: `uber-org` for `uber.org`, with the same last element. */
function hostAsOwner(suspect: Suspect, index: NameIndex): Resemblance[] {
  const owner = joined(suspect.who);
  return hostsWrittenAs(index, owner, suspect, KeySort.hostAsOwner)
    .filter((face) => owner === joined(face.who) || owner === joined(registrableDomain(face.who)))
    .filter((face) => face.repository.weight >= LEAST_WEIGHT_OF_HOST_SWAP)
    .map((face) => swapped(face, `owner "${suspect.who}" for host "${face.who}"`));
}

function swapped(face: Face, rule: string): Resemblance {
  return { code: 'squat/host-swap', repository: face.repository, rule };
}
