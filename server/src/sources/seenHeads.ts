import { type DatedSize, formatDatedSize, parseDatedSizes } from '../age/index.ts';
import type { Clock, Store } from '../ports/index.ts';

/** More than five years of two heads a day; then the oldest go, which the shipped table holds better. */
const MAX_ROWS = 4000;

/** Other processes write the same value; so often is it tried again. */
const MAX_TRIES = 3;

const DAY_SECONDS = 86_400;

const WITNESS = 'signed tree head seen on this machine';

/**
 * When this machine first saw the checksum database at which size: of each day
 * the first head and the largest one, kept in the store. Without the largest, a
 * record that is younger than the first would have no witness tomorrow.
 *
 * The time is the machine's clock. One that is ahead makes rows that say less than
 * they could. One that is behind would make versions older than they are: while
 * it reads earlier than the newest row nothing is noted, and `LogDates` of the age
 * room leaves out rows that the shipped table makes implausible. What remains is
 * told there.
 */
export class SeenHeads {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #key: string;

  /** `database` is the name in the key that signs the heads: each database has a log of its own. */
  constructor(store: Store, clock: Clock, database: string) {
    this.#store = store;
    this.#clock = clock;
    this.#key = `seen-heads/1 ${database}`;
  }

  /** All rows, ascending by time and size. Never rejects; what is damaged is not there. */
  async rows(): Promise<readonly DatedSize[]> {
    return rowsOf(await this.#store.read(this.#key));
  }

  /**
   * Notes that a head of `size` records was seen now. Only for heads whose
   * signature was verified: a size that nobody signed is no witness. Never rejects.
   */
  async note(size: number): Promise<void> {
    if (!Number.isSafeInteger(size) || size <= 0) return;
    for (let tried = 0; tried < MAX_TRIES; tried++) {
      const kept = await this.#store.read(this.#key);
      const rows = rowsOf(kept);
      const row = { size, before: Math.ceil(this.#clock.now() / 1000), witness: WITNESS };
      if (!isNews(row, rows.at(-1))) return;
      const isThirdOfDay = dayOf(row) === dayOf(rows.at(-2));
      const others = isThirdOfDay ? rows.slice(0, -1) : rows;
      const lines = [...others, row].slice(-MAX_ROWS).map((each) => `${formatDatedSize(each)}\n`);
      if (await this.#store.replace(this.#key, kept, new TextEncoder().encode(lines.join('')))) return;
    }
  }
}

/** A bigger log, and not at an earlier time: then the clock was put back. */
function isNews(row: DatedSize, newest: DatedSize | undefined): boolean {
  return newest === undefined || (row.size > newest.size && row.before >= newest.before);
}

function dayOf(row: DatedSize | undefined): number | null {
  return row === undefined ? null : Math.floor(row.before / DAY_SECONDS);
}

function rowsOf(value: Uint8Array | null): readonly DatedSize[] {
  return value === null ? [] : parseDatedSizes(new TextDecoder().decode(value)).rows;
}
