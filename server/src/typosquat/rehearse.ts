import { judgeName } from './judgeName.ts';
import type { NameIndex } from './nameIndex.ts';

/** After so many names the engine has compiled what judges them; and so many take one or two milliseconds before that. */
const NAMES = 320;
const NAMES_IN_A_STEP = 4;

/**
 * Judges names that nobody has, some at each step, so that the first real ones
 * are judged as quickly as all later ones: the engine runs code slowly until it
 * was run some hundred times, and some of the index is made when it is needed
 * first. Nothing is remembered of it.
 */
export function* rehearse(index: NameIndex): Generator<void, void, void> {
  let judged = 0;
  for (const { name } of index.repositories.values()) {
    // Known publishers are told apart at once; what is judged at length are the others.
    const publisher = name.owner === '' ? `${name.host}x` : `${name.host}/${backwards(name.owner)}`;
    judgeName(`${publisher}/${name.repository}`, index);
    judged++;
    if (judged === NAMES) return;
    if (judged % NAMES_IN_A_STEP === 0) yield;
  }
}

function backwards(text: string): string {
  return [...text].reverse().join('');
}
