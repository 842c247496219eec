import { areAffixes } from './affixes.ts';
import { LEAST_WEIGHT_OF_HOST, leastWeightOfAffix } from './evidence.ts';
import { type Face, KeySort, pathKey } from './face.ts';
import { joined, repositoryKey } from './fold.ts';
import { domainLabel, registrableDomain } from './host.ts';
import type { Name } from './name.ts';
import type { NameIndex } from './nameIndex.ts';
import { onOtherHost } from './ownerResemblance.ts';
import { aroundPart, describeAround, partsOf } from './part.ts';
import { segmentSlips } from './segmentSlips.ts';
import { facesOfPart, makeSuspect, type Resemblance, type Suspect } from './suspect.ts';

/** Finds what a name on a publisher's own host resembles, each hit with enough evidence. */
export function resemblancesOfHost(name: Name, index: NameIndex): Resemblance[] {
  const elsewhere = asOwnerElsewhere(name, index);
  const suspect = makeSuspect('host', name.host, pathKey(name.repository), index);
  if (suspect === null) return elsewhere;
  return [
    ...segmentSlips(name, suspect, index),
    ...otherLastLabel(suspect, index),
    ...otherDomain(suspect, index),
    ...moreLabels(suspect, index),
    ...hostAffixes(suspect, index),
    ...elsewhere,
  ];
}

/** The path behind the host is owner and repository on a host of many. */
function asOwnerElsewhere(name: Name, index: NameIndex): Resemblance[] {
  const [owner = '', repository = ''] = name.repository.split('/', 2);
  const key = repositoryKey(repository);
  const suspect = key === '' ? null : makeSuspect('owner', owner, key, index);
  return suspect === null ? [] : onOtherHost(suspect, name.host, key, index);
}

/** `example.dev` for `example.org`, with the same path. */
function otherLastLabel(suspect: Suspect, index: NameIndex): Resemblance[] {
  const { who: host } = suspect;
  const dot = host.lastIndexOf('.');
  return facesOfPart(index, suspect, 0, dot, KeySort.label)
    .filter((face) => withoutLastLabel(face.who) === host.slice(0, dot) && face.who !== host)
    .filter(hasEvidence)
    .map((face) => imitated(face, `host "${face.who}" with another last label`));
}

/** `example.org.example.com` for `example.org`, with the same path. */
function moreLabels(suspect: Suspect, index: NameIndex): Resemblance[] {
  const { who: host } = suspect;
  const found: Resemblance[] = [];
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
    for (const face of facesOfPart(index, suspect, 0, dot, KeySort.exact)) {
      if (face.who !== host.slice(0, dot) || !hasEvidence(face)) continue;
      found.push(imitated(face, `host "${face.who}" with more labels behind it`));
    }
  }
  return found;
}

/** `api.example.dev` for `go.example.org`, with the same path: somebody else registered the same label. */
function otherDomain(suspect: Suspect, index: NameIndex): Resemblance[] {
  const { label, start } = registeredLabel(suspect.who);
  if (label.length < LEAST_LABEL) return [];
  return facesOfPart(index, suspect, start, start + label.length, KeySort.domain)
    .filter((face) => domainLabel(face.who) === label && hasEvidence(face))
    .map((face) => imitated(face, `host "${face.who}" with "${label}" under another domain`));
}

/** `example-go.org` or `goexample.dev` for `example.org`, with the same path, whatever stands before. */
function hostAffixes(suspect: Suspect, index: NameIndex): Resemblance[] {
  const { label, start } = registeredLabel(suspect.who);
  const found: Resemblance[] = [];
  for (const part of partsOf(label)) {
    const known = label.slice(part.start, part.end);
    for (const face of facesOfPart(index, suspect, start + part.start, start + part.end, KeySort.domain)) {
      if (domainLabel(face.who) !== known || !hasEvidence(face)) continue;
      const around = aroundPart(label, part);
      // The whole path agrees, which is worth a letter.
      const letters = joined(known).length + 1;
      const isWord = part.isWholeWord || areAffixes(around, index.affixes);
      if (face.repository.weight < leastWeightOfAffix(letters, joined(label).length + 1 - letters, isWord))
        continue;
      found.push(imitated(face, `host "${face.who}": affix "${describeAround(around)}"`));
    }
  }
  return found;
}

/** Shorter labels are the same by chance. UTF-16 units. */
const LEAST_LABEL = 4;

/** The label of a host that somebody registered, and where it starts. */
function registeredLabel(host: string): { readonly label: string; readonly start: number } {
  return { label: domainLabel(host), start: host.length - registrableDomain(host).length };
}

function hasEvidence(face: Face): boolean {
  return face.repository.weight >= LEAST_WEIGHT_OF_HOST;
}

function imitated(face: Face, rule: string): Resemblance {
  return { code: 'squat/host-swap', repository: face.repository, rule };
}

function withoutLastLabel(host: string): string {
  return host.slice(0, host.lastIndexOf('.'));
}
