import {
  LEAST_WEIGHT_ACROSS_HOSTS,
  LEAST_WEIGHT_OF_HOST,
  LEAST_WEIGHT_OF_SHORT_NAME,
  leastWeight,
} from './evidence.ts';
import { type Face, KeySort } from './face.ts';
import { joined, letterBagHash, skeleton } from './fold.ts';
import { hashText } from './keyTable.ts';
import type { Name } from './name.ts';
import type { NameIndex } from './nameIndex.ts';
import { findSlip, type Slip } from './slip.ts';
import { agreeing, type Resemblance, type Suspect } from './suspect.ts';

const LEAST_BY_KIND: Readonly<Record<Face['kind'], number>> = {
  owner: 0,
  host: LEAST_WEIGHT_OF_HOST,
  gopkg: LEAST_WEIGHT_OF_SHORT_NAME,
};

/** Finds the known names whose owner, host or short name is one slip away while the rest agrees. */
export function segmentSlips(name: Name, suspect: Suspect, index: NameIndex): Resemblance[] {
  const found: Resemblance[] = [];
  for (const face of neighbours(suspect, index)) {
    const slip = findSlip(suspect.who, face.who);
    if (slip === null || face.repository.weight < leastWeightOf(slip, name, suspect, face)) continue;
    const segment = suspect.kind === 'gopkg' ? 'name' : suspect.kind;
    found.push({
      code: slip.kind === 'lookalike' ? 'squat/lookalike' : 'squat/misspelling',
      repository: face.repository,
      rule: `${segment} "${face.who}": ${slip.rule}`,
    });
  }
  return found;
}

/** Everything in the index that a slip could have come from: a fixed number of look-ups per character. */
function neighbours(suspect: Suspect, index: NameIndex): readonly Face[] {
  const { hash, who } = suspect;
  let ids: number[] | null = null;
  const probe = (segment: number, sort: number) => {
    ids = index.faces.collect(segment, suspect.context, sort, ids);
  };
  probe(hash.part(0, hash.length), KeySort.slip);
  for (let at = 0; at < hash.length; at++) probe(hash.without(at), KeySort.slip);
  const drawn = hashText(skeleton(who));
  probe(drawn, KeySort.skeleton);
  probe(drawn, KeySort.exact);
  probe(letterBagHash(who), KeySort.letters);
  return agreeing(index, suspect, ids);
}

function leastWeightOf(slip: Slip, name: Name, suspect: Suspect, face: Face): number {
  // A short name stands alone, so it counts as one letter less.
  const alone = suspect.kind === 'gopkg' ? 1 : 0;
  // A letter that is left out of the suspect was there for whoever knows the target.
  const its = joined(face.who).length;
  const isShorter = suspect.who.length < face.who.length;
  const letters = (isShorter ? its : Math.min(joined(suspect.who).length, its)) - alone;
  const across =
    suspect.kind === 'owner' && !shareHost(name, face.repository.name) ? LEAST_WEIGHT_ACROSS_HOSTS : 0;
  return Math.max(leastWeight(slip.kind, letters), LEAST_BY_KIND[suspect.kind], across);
}

/** Whether two owners are owners on one host; those of `gopkg.in` are owners on GitHub. */
function shareHost(a: Name, b: Name): boolean {
  return a.publisher.slice(0, a.publisher.indexOf('/')) === b.publisher.slice(0, b.publisher.indexOf('/'));
}
