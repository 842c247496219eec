import { upstreamIdentity } from '../origin/index.ts';
import type { UpstreamPlace } from '../sources/index.ts';
import type { SeenCommit } from '../verdict/index.ts';
import type { LogFact } from './examinedFacts.ts';
import type { Located } from './located.ts';
import type { LogDates, LoggedBefore, TagLedger } from './pending.ts';

/** What was seen earlier, by this machine or by others: tags at commits, and how long the log was on a day. */
export class Witnesses {
  readonly #ledger: TagLedger;
  readonly #dates: LogDates;

  constructor(ledger: TagLedger, dates: LogDates) {
    this.#ledger = ledger;
    this.#dates = dates;
  }

  /** Notes where a tag stands today, and tells at which other commits it was seen before, the newest first. */
  tag(place: UpstreamPlace, located: Located): readonly SeenCommit[] {
    if (place.reference.kind !== 'tag') return [];
    const repository = upstreamIdentity(place.repository);
    const { ref } = place.reference;
    const today = located.kind === 'commit' ? located.commit : null;
    if (today !== null) this.#ledger.observe(repository, ref, today);
    return this.#ledger
      .seenBefore(repository, ref)
      .filter(({ commit }) => commit !== today)
      .toReversed();
  }

  /** By when the version was in the log, at the latest; null when it is not proven or nobody saw the log then. */
  logged(log: LogFact): LoggedBefore | null {
    return log.state === 'proven' ? this.#dates.loggedBefore(log.record) : null;
  }
}
