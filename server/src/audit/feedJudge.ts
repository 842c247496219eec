import { type AdvisoryFact, undetermined } from '../verdict/index.ts';
import { type LoadedFeed, MaliciousModules } from '../vulndb/index.ts';

/** The list of malicious modules that was used. */
export interface FeedUsed {
  /** Of when it is, `YYYY-MM-DD`; null where there is none that can be read. */
  readonly date: string | null;
  /** How many advisories it holds. */
  readonly advisories: number;
  /** Which copies it is made of. */
  readonly from: readonly ('shipped' | 'downloaded')[];
  /** What a person has to know before it is believed, one sentence or two each. */
  readonly problems: readonly string[];
}

const UNLISTED: AdvisoryFact = { state: 'unlisted' };
const NO_FEED: AdvisoryFact = undetermined('no-feed');

/** Tells which module versions are listed as malicious. Asks nobody. */
export class FeedJudge {
  readonly used: FeedUsed;
  readonly #listed: MaliciousModules | null;

  constructor({ feed, from, problems }: LoadedFeed) {
    this.#listed = feed === null ? null : new MaliciousModules(feed);
    this.used = { date: feed?.date ?? null, advisories: feed?.advisories.length ?? 0, from, problems };
  }

  /** False without any feed: then what is listed could not be determined at all. */
  get canJudge(): boolean {
    return this.#listed !== null;
  }

  /**
   * What is said of a version; of every version of the module, where `version`
   * is empty. What is not listed is one and the same value each time.
   */
  judge(path: string, version: string): AdvisoryFact {
    if (this.#listed === null) return NO_FEED;
    const advisories = this.#listed.about(path, version);
    return advisories.length === 0 ? UNLISTED : { state: 'listed', advisories };
  }
}
