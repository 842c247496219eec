import type { Question } from '../examination/index.ts';
import type { Known } from './known.ts';

/** A module version that somebody wants, or wanted, to know of. */
export interface Entry {
  question: Question;
  /** The hashes of go.sum that it was asked with, and what the code host was asked for. */
  asked: string;
  known: Known | null;
  /**
   * `new`: not looked up in the store; `waiting`: to be asked; `held`: may not be
   * asked; `cancelled`: not asked until somebody else wants it; `resting`: nothing to do.
   */
  state: 'new' | 'recalling' | 'waiting' | 'asking' | 'held' | 'cancelled' | 'resting';
  /** Who wants to know what, and whether by asking. */
  readonly owners: Map<string, { readonly question: Question; readonly isAsked: boolean }>;
}

/** What all its owners ask, one of which asks `question`. */
export function wishedBy({ owners }: Entry, question: Question): readonly [Question, ...Question[]] {
  if (owners.size === 1) return [question];
  const others = [...owners.values()].map((wish) => wish.question).filter((one) => one !== question);
  return [question, ...others];
}

/** Whether any of its owners wants it asked. */
export function isAskedFor({ owners }: Entry): boolean {
  return [...owners.values()].some(({ isAsked }) => isAsked);
}

/** Whether there is something left to do for it. */
export function isOpen(state: Entry['state']): boolean {
  return state !== 'held' && state !== 'cancelled' && state !== 'resting';
}
