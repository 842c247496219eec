import { type DatedSize, LogDates } from '../age/index.ts';
import { upstreamIdentity } from '../origin/index.ts';
import { type ChecksumDatabase, SeenHeads, TagLedger, type UpstreamPlace } from '../sources/index.ts';
import type { SeenCommit, UpstreamFact } from '../verdict/index.ts';
import type { LogFact, LoggedBefore } from './examinedFacts.ts';
import type { Located } from './located.ts';
import type { ExaminationServices } from './services.ts';

/** What was seen earlier, by this machine or by others: tags at commits, and how long the log was on a day. */
export class Witnesses {
  readonly #ledger: TagLedger;
  readonly #heads: SeenHeads | null;
  readonly #database: ChecksumDatabase;
  readonly #table: readonly DatedSize[];
  readonly #seen: readonly DatedSize[];
  #known: { readonly heads: number; readonly dates: LogDates } | null = null;

  private constructor(
    ledger: TagLedger,
    heads: SeenHeads | null,
    database: ChecksumDatabase,
    table: readonly DatedSize[],
    seen: readonly DatedSize[],
  ) {
    this.#ledger = ledger;
    this.#heads = heads;
    this.#database = database;
    this.#table = table;
    this.#seen = seen;
  }

  /** Hears the witnesses of this machine, of the projects and of the product. Rejects on cancellation alone. */
  static async open(
    services: ExaminationServices,
    database: ChecksumDatabase,
    projectLedgers: readonly string[],
    signal: AbortSignal,
  ): Promise<Witnesses> {
    const { ledgerFiles, clock, log, store, machineLedger } = services;
    const ledger = new TagLedger(ledgerFiles, clock, log, {
      machine: machineLedger,
      projects: projectLedgers,
    });
    const { name } = database;
    const heads = name === null ? null : new SeenHeads(store, clock, name);
    const [seen] = await Promise.all([heads?.rows() ?? [], ledger.load(signal)]);
    // A table is about one log. Another database numbers its records otherwise.
    const table = services.dates.flatMap(({ database: about, rows }) => (about === name ? rows : []));
    return new Witnesses(ledger, heads, database, table, seen);
  }

  /** Ledgers that could not be used as they are, in sentences. */
  get troubles(): readonly { readonly path: string; readonly detail: string }[] {
    return this.#ledger.troubles;
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
      .reverse();
  }

  /** All commits at which the tag of a version was seen, by what is known of upstream; none for one without a tag. */
  seen({ repository, ref }: UpstreamFact): readonly SeenCommit[] {
    return repository === null || ref === null
      ? []
      : this.#ledger.seenBefore(upstreamIdentity(repository), ref);
  }

  /** By when the version was in the log, at the latest; null when it is not proven or nobody saw the log then. */
  logged(log: LogFact): LoggedBefore | null {
    return log.state === 'proven' ? this.#dates().loggedBefore(log.record) : null;
  }

  /** The dates with the heads of this run, which are held against the table like those of earlier ones. */
  #dates(): LogDates {
    const { heads } = this.#database;
    if (this.#known?.heads !== heads.length) {
      const witness = 'signed tree head seen on this machine';
      const now = heads.map(({ size, seenAt }) => ({ size, before: Math.ceil(seenAt / 1000), witness }));
      this.#known = { heads: heads.length, dates: new LogDates(this.#table, [...this.#seen, ...now]) };
    }
    return this.#known.dates;
  }

  /** Keeps what this run has seen. Never rejects. */
  async close(): Promise<void> {
    const largest = this.#database.heads.at(-1);
    await Promise.all([this.#ledger.flush(), largest === undefined ? null : this.#heads?.note(largest.size)]);
  }
}
