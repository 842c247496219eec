import type { ModuleVersion } from '../../../server/src/module/index.ts';
import {
  buildIndex,
  judgeName,
  type KnownModule,
  type NameIndex,
} from '../../../server/src/typosquat/index.ts';
import { type ContentModule, goSourceBytes } from './contentModule.ts';
import { firstPackage } from './goPackage.ts';
import { type HonestSet, honestSet } from './honestSet.ts';
import { publisherOf } from './leftOut.ts';
import { type Republication, republish } from './republish.ts';
import { dealStyles } from './republishPlan.ts';

/** A republication beside the module that it was made from. */
export interface RepublishedCase {
  readonly republication: Republication;
  readonly original: ContentModule;
  /** Whether names are judged with the original in the corpus. */
  readonly inCorpus: boolean;
}

/** All republications, and the names that they are judged by. */
export interface RepublishedSet {
  readonly cases: readonly RepublishedCase[];
  /** Without the publishers of the originals that the corpus is not to know. */
  readonly index: NameIndex;
  /** How many originals the corpus really does not know; the others of that half were left out of it. */
  readonly trulyUnknown: number;
}

/** Small modules, as the campaigns took: bytes of Go source. */
const LEAST_SOURCE = 2_000;
const MOST_SOURCE = 500_000;

/**
 * Republishes `count` real modules, half of them known to the corpus and half
 * not. Where too few of those that can be had are unknown, known ones are left
 * out of the corpus in their place.
 */
export function republishedSet(
  wanted: readonly ModuleVersion[],
  honest: HonestSet,
  corpus: readonly KnownModule[],
  count: number,
  seed: number,
): RepublishedSet {
  const whole = buildIndex(corpus);
  const isKnown = (path: string): boolean => judgeName(path, whole).state === 'known';
  const half = Math.floor(count / 2);
  const known = honest.modules.filter(({ module }) => isKnown(module.path)).filter(isWorthCopying);
  const unknown = honestSet(
    wanted.filter(({ path }) => !isKnown(path)),
    2 * half,
  ).modules.filter(isWorthCopying);
  const outside = [...unknown.slice(0, half), ...known.slice(half)].slice(0, half);
  const inside = known.slice(0, half);
  const originals = inside.flatMap((original, at) => [
    { original, inCorpus: true },
    ...outside.slice(at, at + 1).map((other) => ({ original: other, inCorpus: false })),
  ]);
  const styles = dealStyles(originals.length, seed);
  const cases = originals.flatMap(({ original, inCorpus }, at): RepublishedCase[] => {
    const style = styles[at];
    const republication = style === undefined ? null : republish(original, style, seed * 1000 + at);
    return republication === null ? [] : [{ republication, original, inCorpus }];
  });
  const leftOut = new Set(outside.map(({ module }) => publisherOf(module.path)));
  return {
    cases,
    index: buildIndex(corpus.filter(({ path }) => !leftOut.has(publisherOf(path)))),
    trulyUnknown: Math.min(unknown.length, half),
  };
}

function isWorthCopying(module: ContentModule): boolean {
  const size = goSourceBytes(module);
  return size >= LEAST_SOURCE && size <= MOST_SOURCE && firstPackage(module) !== null;
}
