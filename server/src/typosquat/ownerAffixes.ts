import { areAffixes, isDisclaimed } from './affixes.ts';
import { leastWeightOfAffix } from './evidence.ts';
import { type Face, KeySort, withoutEndWords } from './face.ts';
import { joined } from './fold.ts';
import { hashText, joinHashes } from './keyTable.ts';
import type { Name } from './name.ts';
import type { NameIndex } from './nameIndex.ts';
import { aroundPart, describeAround, partsOf } from './part.ts';
import { agreeing, facesOfPart, facesUnder, type Resemblance, type Suspect } from './suspect.ts';

/** Finds known owners of the same repository from whom an affix makes the suspect, added, left out or changed. */
export function ownerAffixes(name: Name, suspect: Suspect, index: NameIndex): Resemblance[] {
  const found = [...added(suspect, index), ...leftOut(suspect, index), ...joinedLeftOut(suspect, index)];
  return found.filter(({ repository }) => !isGoMoved(name, repository.name));
}

/** The owner is a known owner with something before it, behind it, or both. */
function added(suspect: Suspect, index: NameIndex): Resemblance[] {
  const { who } = suspect;
  const found: Resemblance[] = [];
  for (const part of partsOf(who)) {
    for (const face of facesOfPart(index, suspect, part.start, part.end, KeySort.exact)) {
      if (face.who !== who.slice(part.start, part.end)) continue;
      const around = aroundPart(who, part);
      const letters = joined(face.who).length;
      const isWord = part.isWholeWord || areAffixes(around, index.affixes);
      const least = leastWeightOfAffix(letters, joined(who).length - letters, isWord);
      if (face.repository.weight < least || isDisclaimed(around)) continue;
      found.push(affixed(face, `owner affix "${describeAround(around)}"`));
    }
  }
  return found;
}

/** What an affix may have that is left out or exchanged, and what the owner must keep, in UTF-16 units. */
const MAX_LEFT_OUT = 4;
const LEAST_CORE = 4;
const LEAST_WEIGHT_OF_LEFT_OUT = 20;

/** The owner is a known owner without its short first or last word, or with another one there. */
function leftOut(suspect: Suspect, index: NameIndex): Resemblance[] {
  const found: Resemblance[] = [];
  for (const core of [suspect.who, ...withoutEndWords(suspect.who)]) {
    if (core.length < LEAST_CORE) continue;
    for (const face of facesUnder(index, suspect, hashText(core), KeySort.shorter)) {
      if (!withoutEndWords(face.who).includes(core) || !mayLackAffix(face, suspect)) continue;
      const length = face.who.length - core.length - 1;
      if (length > MAX_LEFT_OUT && !isLearnt(face.who, core, index.affixes)) continue;
      found.push(
        affixed(face, `affix of owner "${face.who}" ${core === suspect.who ? 'left out' : 'changed'}`),
      );
    }
  }
  return found;
}

/** The owner is a known owner without an affix that many owners wear, and that this one wears without a separator. */
function joinedLeftOut(suspect: Suspect, index: NameIndex): Resemblance[] {
  const { who } = suspect;
  if (who.length < LEAST_CORE) return [];
  const whole = suspect.hash.part(0, who.length);
  let ids: number[] | null = null;
  for (const [affix, hash] of index.affixes) {
    const behind = joinHashes(whole, hash, affix.length);
    const before = joinHashes(hash, whole, who.length);
    ids = index.faces.collect(behind, suspect.context, KeySort.exact, ids);
    ids = index.faces.collect(before, suspect.context, KeySort.exact, ids);
  }
  return agreeing(index, suspect, ids)
    .filter((face) => isLearntAround(face.who, who, index.affixes) && mayLackAffix(face, suspect))
    .map((face) => affixed(face, `affix of owner "${face.who}" left out`));
}

function isLearntAround(owner: string, core: string, affixes: ReadonlyMap<string, number>): boolean {
  if (owner.startsWith(core)) return affixes.has(owner.slice(core.length));
  return owner.endsWith(core) && affixes.has(owner.slice(0, -core.length));
}

function mayLackAffix(face: Face, suspect: Suspect): boolean {
  const isWorth = face.repository.weight >= LEAST_WEIGHT_OF_LEFT_OUT;
  return isWorth && face.who !== suspect.who && !face.repository.name.isOwnerImplied;
}

/** Tells whether what `owner` has beside one of its end words `core` is a learnt affix. */
function isLearnt(owner: string, core: string, affixes: ReadonlyMap<string, number>): boolean {
  return affixes.has(
    owner.startsWith(core) ? owner.slice(core.length + 1) : owner.slice(0, -core.length - 1),
  );
}

/**
 * Tells whether the two differ by a `go` that moved between owner and
 * repository: `acme/go-tool` for `acme-go/tool`. Organisations do that when
 * they give Go a home of its own; what is added to a name is added to one side.
 */
function isGoMoved(name: Name, known: Name): boolean {
  const mine = [countGo(name.owner), countGo(name.repository)];
  const its = [countGo(known.owner), countGo(known.repository)];
  return mine[0] !== its[0] && mine[0]! + mine[1]! === its[0]! + its[1]!;
}

function countGo(segment: string): number {
  return segment.split(/[-_.~]/).filter((word) => word === 'go' || word === 'golang').length;
}

function affixed(face: Face, rule: string): Resemblance {
  return { code: 'squat/owner-affix', repository: face.repository, rule };
}
