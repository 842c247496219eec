import { LEAST_WEIGHT_OF_HOST_SWAP } from './evidence.ts';
import { type Face, KeySort } from './face.ts';
import { joined, repositoryKey } from './fold.ts';
import { registrableDomain } from './host.ts';
import type { Name } from './name.ts';
import type { NameIndex } from './nameIndex.ts';
import { ownerAffixes } from './ownerAffixes.ts';
import { segmentSlips } from './segmentSlips.ts';
import { facesOfPart, hostsWrittenAs, makeSuspect, type Resemblance, type Suspect } from './suspect.ts';

/** Finds what a name on a host of many publishers resembles, each hit with enough evidence. */
export function resemblancesOfOwner(name: Name, index: NameIndex): Resemblance[] {
  // The owner of a short name is no choice of its own, so only the name is judged.
  if (name.isOwnerImplied) {
    const suspect = makeSuspect('gopkg', name.repository, '', index);
    return suspect === null ? [] : segmentSlips(name, suspect, index);
  }
  const key = repositoryKey(name.repository);
  const suspect = makeSuspect('owner', name.owner, key, index);
  if (suspect === null) return [];
  return [
    ...segmentSlips(name, suspect, index),
    ...ownerAffixes(name, suspect, index),
    ...hostAsOwner(suspect, index),
    ...onOtherHost(suspect, name.host, key, index),
  ];
}

/** Finds known modules of an owner of this name on other hosts than `host`; `key` is the {@link repositoryKey} of the repository. */
export function onOtherHost(suspect: Suspect, host: string, key: string, index: NameIndex): Resemblance[] {
  return facesOfPart(index, suspect, 0, suspect.who.length, KeySort.exact)
    .filter((face) => face.who === suspect.who && face.what === key)
    .filter((face) => face.repository.weight >= LEAST_WEIGHT_OF_HOST_SWAP)
    .map((face) => swapped(face, `host "${host}" for "${face.repository.name.host}"`));
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
