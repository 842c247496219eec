import {
  formatObservation,
  LEDGER_HEADING,
  Ledger,
  type LedgerProblem,
  type Observation,
  type ParsedLedger,
  type Sighting,
} from '../ledger/index.ts';
import { type Clock, FileError, type Log } from '../ports/index.ts';
import type { LedgerFile, LedgerFiles } from './ledgerFiles.ts';

/** Files that hold tag ledgers. One that is not there is made when there is something to write; its folder must be. */
export interface LedgerPlaces {
  /** Of this machine, for all projects; null when nothing is kept on it. */
  readonly machine: string | null;
  /** Those that projects share, such as `.modproof/ledger`. */
  readonly projects: readonly string[];
}

/** A ledger that could not be used as it is. The run goes on without it, or without a part of it. */
export interface LedgerTrouble {
  readonly path: string;
  /** `damaged`: lines are not understood, `problems` says which; all others were read. */
  readonly kind: 'unreadable' | 'unwritable' | 'damaged';
  /** A sentence for people. */
  readonly detail: string;
  /** The first of them. */
  readonly problems: readonly LedgerProblem[];
}

/**
 * The ledgers of one run: what was seen before, and notes of what is seen now.
 *
 * Nothing here rejects: a ledger that cannot be read or written is logged and
 * listed in {@link TagLedger.troubles}. Files only grow; no line is ever
 * changed or removed.
 */
export class TagLedger {
  readonly #files: LedgerFiles;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #paths: readonly string[];
  readonly #loaded = new Map<string, LedgerFile>();
  readonly #observed = new Map<string, Observation>();
  readonly #troubles = new Map<string, LedgerTrouble>();
  #before = new Ledger();

  constructor(files: LedgerFiles, clock: Clock, log: Log, places: LedgerPlaces) {
    this.#files = files;
    this.#clock = clock;
    this.#log = log;
    const paths = places.machine === null ? places.projects : [places.machine, ...places.projects];
    this.#paths = [...new Set(paths)];
  }

  /** What could not be read or written, or not be understood. */
  get troubles(): readonly LedgerTrouble[] {
    return [...this.#troubles.values()];
  }

  /** Reads the ledgers. Never rejects. */
  async load(signal: AbortSignal): Promise<void> {
    await Promise.all(this.#paths.map((path) => this.#load(path, signal)));
    const [first, ...others] = this.#loaded.values();
    if (first === undefined) this.#before = new Ledger();
    else if (others.length === 0) this.#before = first.ledger;
    else this.#before = new Ledger([first, ...others].map(({ parsed }) => parsed));
  }

  /** The commits that a ref was seen at before this run, by the time at which each was first seen. */
  seenBefore(repository: string, ref: string): readonly Sighting[] {
    return this.#before.commitsOf(repository, ref);
  }

  /**
   * Notes that a ref stands at a commit now, for {@link flush}. What no line can
   * hold is logged and left out: the names are attacker-controlled.
   */
  observe(repository: string, ref: string, commit: string): void {
    const seenAt = Math.floor(this.#clock.now() / 1000);
    const observation: Observation = { seenAt, repository, ref, commit };
    try {
      formatObservation(observation);
    } catch (error) {
      this.#log.warn(`tag ledger: an observation is left out: ${String(error)}`);
      return;
    }
    const key = JSON.stringify([repository, ref, commit]);
    if (!this.#observed.has(key)) this.#observed.set(key, observation);
  }

  /**
   * Adds to each ledger what is news for it, in one write, so that several
   * processes may do so at the same time. Never rejects. What was observed is
   * forgotten then, also where it could not be written.
   */
  async flush(): Promise<void> {
    const observed = [...this.#observed.values()];
    this.#observed.clear();
    if (observed.length === 0) return;
    await Promise.all(this.#paths.map((path) => this.#add(path, observed)));
  }

  async #load(path: string, signal: AbortSignal): Promise<LedgerFile | null> {
    try {
      const file = await this.#files.read(path, signal);
      this.#loaded.set(path, file);
      this.#troubles.delete(keyOf(path, 'unreadable'));
      this.#reportProblems(path, file.parsed);
      return file;
    } catch (error) {
      this.#loaded.delete(path);
      this.#report({ path, kind: 'unreadable', detail: wordsOf(error), problems: [] });
      return null;
    }
  }

  async #add(path: string, observed: readonly Observation[]): Promise<void> {
    // Another process may have added to it since it was read.
    const file = await this.#load(path, new AbortController().signal);
    // Who does not know what a ledger holds would write the same into it again
    // and again; and a file that is no ledger is somebody's.
    if (file === null || !file.parsed.mayGrow) return;
    const news = observed.filter((observation) => file.ledger.isNews(observation));
    if (news.length === 0) return;
    const opening = file.parsed.isEmpty ? `${LEDGER_HEADING}\n` : '';
    const text = `${file.isUnfinished ? '\n' : ''}${opening}${news.map(formatObservation).join('')}`;
    try {
      await this.#files.append(path, new TextEncoder().encode(text));
    } catch (error) {
      const reason = error instanceof FileError ? error.code : String(error);
      const detail = `Nothing could be added to ${path} (${reason}).`;
      this.#report({ path, kind: 'unwritable', detail, problems: [] });
    }
  }

  #reportProblems(path: string, { problems, problemCount, mayGrow }: ParsedLedger): void {
    const [first] = problems;
    if (first === undefined) return;
    const more = problemCount === 1 ? '' : ` Of ${problemCount} problems this is the first.`;
    const closed = mayGrow ? '' : ' Nothing is added to it.';
    const detail = `${path}, line ${first.line}: ${first.message}${more}${closed}`;
    this.#report({ path, kind: 'damaged', detail, problems });
  }

  #report(trouble: LedgerTrouble): void {
    const key = keyOf(trouble.path, trouble.kind);
    if (this.#troubles.get(key)?.detail !== trouble.detail) this.#log.warn(`tag ledger: ${trouble.detail}`);
    this.#troubles.set(key, trouble);
  }
}

function keyOf(path: string, kind: LedgerTrouble['kind']): string {
  return `${kind} ${path}`;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
