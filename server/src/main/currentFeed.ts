import type { Stats } from 'node:fs';
import { statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { watchFile } from '../adapters/index.ts';
import type { FeedJudge } from '../audit/index.ts';

/**
 * The list of malicious modules as a running server uses it: read once, and again
 * after its file has become another one, whoever wrote it.
 */
export class CurrentFeed {
  readonly #place: () => string | null;
  readonly #read: () => FeedJudge;
  #changed: () => void = () => undefined;
  #judge: FeedJudge | null = null;
  /** The state of the file right before it was read. */
  #state = '';
  #watched: { readonly file: string; readonly end: () => void } | null = null;

  /** `place` tells where a downloaded list lies; null where there is no place for one. */
  constructor(place: () => string | null, read: () => FeedJudge) {
    this.#place = place;
    this.#read = read;
  }

  /** Has `changed` called whenever {@link now} has another list to give. */
  hear(changed: () => void): void {
    this.#changed = changed;
  }

  /** The list as it was read last. */
  now(): FeedJudge {
    if (this.#judge !== null) return this.#judge;
    const file = this.#place();
    // Before it is read: what changes meanwhile is seen by the next look.
    this.#state = file === null ? NO_FILE : stateOf(statSync(file, { throwIfNoEntry: false }));
    this.#watch(file);
    this.#judge = this.#read();
    return this.#judge;
  }

  /** Looks once whether the file is another one than was read. Never rejects. */
  async look(): Promise<void> {
    if (this.#judge === null) return;
    const file = this.#place();
    this.#watch(file);
    const state = file === null ? NO_FILE : stateOf(await stat(file).catch(() => undefined));
    if (state === this.#state || this.#judge === null) return;
    this.forget();
    this.#changed();
  }

  /** Reads the list again when it is wanted next: its file may lie somewhere else now. */
  forget(): void {
    this.#judge = null;
  }

  /** Hears of no more changes. */
  close(): void {
    this.#watched?.end();
    this.#watched = null;
  }

  /** The folder of the store may be made later than this server was started. */
  #watch(file: string | null): void {
    if (file === (this.#watched?.file ?? null)) return;
    this.close();
    const end = file === null ? null : watchFile(file, () => void this.look());
    if (file !== null && end !== null) this.#watched = { file, end };
  }
}

const NO_FILE = '';

/** Tells one state of a file from another. */
function stateOf(facts: Stats | undefined): string {
  return facts === undefined ? NO_FILE : [facts.dev, facts.ino, facts.size, facts.mtimeMs].join();
}
