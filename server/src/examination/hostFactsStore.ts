import type { Clock, Store } from '../ports/index.ts';
import { KeptAnswers } from './keptAnswers.ts';

/** Raise this when the facts change their shape, or how they are learnt. */
const FORMAT = 3;

/** What a code host says may change every day: tags are locked, rules are made. Milliseconds. */
const FRESH_FOR = 24 * 3600 * 1000;

/** Remembers for a day what code hosts said, so that an audit asks about each version seldom. */
export function hostFactsStore(store: Store, clock: Clock): KeptAnswers<unknown> {
  return new KeptAnswers({ store, clock, key: ['host-facts', FORMAT], lifeOf: () => FRESH_FOR });
}
