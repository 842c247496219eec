import { Random } from '../audit/random.ts';
import { shuffled } from './loaderCode.ts';
import { ACTS, HIDINGS, PLACES, TRIGGERS } from './loaderStyle.ts';
import { OTHER_FILES, type RepublishStyle } from './republish.ts';
import { README_WAYS } from './republishReadme.ts';

/**
 * Deals out `count` styles: of every kind of choice each one comes as often as
 * the others, in an order that the seed decides, so that the choices meet in
 * other ways under another seed.
 */
export function dealStyles(count: number, seed: number): RepublishStyle[] {
  const random = new Random(seed);
  const hidings = dealt(random, HIDINGS, count);
  const triggers = dealt(random, TRIGGERS, count);
  const acts = dealt(random, ACTS, count);
  const places = dealt(random, PLACES, count);
  const readmes = dealt(random, README_WAYS, count);
  const others = dealt(random, OTHER_FILES, count);
  const replacings = dealt(random, ['everywhere', 'everywhere', 'literals'] as const, count);
  const versions = dealt(random, ['same', 'new'] as const, count);
  const drops = dealt(random, [false, false, true], count);
  return Array.from({ length: count }, (_, index) => ({
    hiding: of(hidings, index),
    trigger: of(triggers, index),
    act: of(acts, index),
    place: of(places, index),
    readme: of(readmes, index),
    otherFiles: of(others, index),
    replacing: of(replacings, index),
    version: of(versions, index),
    dropsTests: of(drops, index),
  }));
}

function dealt<Item>(random: Random, items: readonly Item[], count: number): Item[] {
  const hand: Item[] = [];
  while (hand.length < count) hand.push(...shuffled(random, items));
  return hand;
}

function of<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error('the hand has too few cards');
  return item;
}
