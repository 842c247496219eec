import { judgeName } from './judgeName.ts';
import type { NameIndex } from './nameIndex.ts';

/** After so many names the engine has compiled what judges them; and so many are judged in one or two milliseconds. */
const NAMES = 320;
const NAMES_IN_A_STEP = 8;

/**
 * Judges names that nobody has, some at each step, so that the first real ones
 * are judged as quickly as all later ones: the engine runs code slowly until it
 * was run some hundred times. Nothing is remembered of it.
 */
export function* rehearse(index: NameIndex): Generator<void, void, void> {
  let judged = 0;
  for (const { name } of index.repositories.values()) {
    if (name.owner === '') continue;
    // Known owners are told apart at once; what is judged at length are the others.
    judgeName(`${name.host}/${backwards(name.owner)}/${name.repository}`, index);
    judged++;
    if (judged === NAMES) return;
    if (judged % NAMES_IN_A_STEP === 0) yield;
  }
}

function backwards(text: string): string {
  return [...text].reverse().join('');
}
