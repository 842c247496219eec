import {
  type ExaminationOptions,
  type Examinations,
  type ExaminedFacts,
  nothingLearnt,
  type Question,
} from '../examination/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import type { Clock } from '../ports/index.ts';
import { undetermined } from '../verdict/index.ts';
import { askedByAll, askedOf } from './asked.ts';
import { type Entry, isAskedFor, isOpen, wishedBy } from './entry.ts';
import { isFresh, isUndetermined, type Known, withProof } from './known.ts';

/** How far the asking has come, since nothing was left to ask. */
export interface LearningProgress {
  readonly done: number;
  readonly total: number;
}

/** What learning needs to be told, and whom it tells. */
export interface LearningOptions {
  readonly clock: Clock;
  /** Whether mirror and upstream may be asked now. */
  readonly mayAsk: () => boolean;
  /** As in `ExaminationOptions`. */
  readonly concurrency: () => number;
  readonly ledgers: () => readonly string[];
  /** Called when more is known of these. */
  readonly changed: (keys: readonly string[]) => void;
  /** Called when the count moves; `done` equals `total` when nothing is left. */
  readonly progress: (progress: LearningProgress) => void;
  readonly log: (message: string) => void;
}

/** So many module versions are asked about at a time, so that what is wanted next waits for no long list. */
const BATCH = 64;

/** What nobody wants any more is kept for so many module versions: a file that is closed is often opened again. */
const MAX_UNWANTED = 4000;

const NOTHING_TOLD: LearningProgress = { done: 0, total: 0 };

/** Learns about the module versions that documents want to know of: from the store at once, then by asking. */
export class Learning {
  readonly #examinations: Examinations;
  readonly #options: LearningOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #wantedBy = new Map<string, ReadonlySet<string>>();
  #recalling: AbortController | null = null;
  /** So many changes are being made at once, during each of which nothing may be under way. */
  #changes = 0;
  #asking: { readonly stop: AbortController; readonly keys: readonly string[] } | null = null;
  #done = 0;
  #told: LearningProgress = NOTHING_TOLD;

  constructor(examinations: Examinations, options: LearningOptions) {
    this.#examinations = examinations;
    this.#options = options;
  }

  /** What is known of a module version by its key, `path@version`; null when nothing is yet. */
  known(key: string): Known | null {
    return this.#entries.get(key)?.known ?? null;
  }

  /** Tells whether nothing is left to look up or to ask. */
  get isSettled(): boolean {
    return ![...this.#entries.values()].some(({ state, owners }) => owners.size > 0 && isOpen(state));
  }

  /**
   * Has these learnt for `owner`, in place of all that it wanted before. Of a key
   * for which `isAsked` is false, what is stored is all that it wants.
   */
  want(owner: string, questions: ReadonlyMap<string, Question>, isAsked: (key: string) => boolean): void {
    for (const key of this.#wantedBy.get(owner) ?? []) {
      if (!questions.has(key)) this.#entries.get(key)?.owners.delete(owner);
    }
    this.#wantedBy.set(owner, new Set(questions.keys()));
    const now = this.#options.clock.now();
    for (const [key, question] of questions) {
      const entry = this.#entries.get(key);
      const wish = { question, isAsked: isAsked(key) };
      if (entry === undefined) {
        const owners = new Map([[owner, wish]]);
        this.#entries.set(key, { question, asked: askedOf(question), known: null, state: 'new', owners });
        continue;
      }
      const asksAnew = wish.isAsked && entry.owners.get(owner)?.isAsked !== true;
      entry.owners.set(owner, wish);
      // Documents may expect other hashes, each by its own go.sum: one after another they would ask for ever.
      entry.question = askedByAll(wishedBy(entry, question), entry.question, entry.known?.facts ?? null);
      const asked = askedOf(entry.question);
      const isOther = entry.asked !== asked;
      entry.asked = asked;
      // Answers that are still under way to the question as it was before find nobody.
      if (isOther) entry.state = 'new';
      else if (isOpen(entry.state)) continue;
      else if (!wish.isAsked || isFresh(entry.known, now)) continue;
      else if (entry.state !== 'cancelled' || asksAnew) entry.state = 'waiting';
    }
    this.#stopUnwanted();
    this.#dropUnwanted();
    this.#work();
  }

  /** Forgets what `owner` wanted; what is under way for nobody else is cancelled. */
  release(owner: string): void {
    for (const key of this.#wantedBy.get(owner) ?? []) this.#entries.get(key)?.owners.delete(owner);
    this.#wantedBy.delete(owner);
    this.#stopUnwanted();
    this.#dropUnwanted();
  }

  /** Takes what was learnt of a module version elsewhere, by asking. `key` is `path@version`. */
  note(key: string, module: ModuleVersion, facts: ExaminedFacts): void {
    const entry = this.#entries.get(key);
    const known = {
      facts: withProof(facts, entry?.known ?? null),
      askedAt: this.#options.clock.now(),
      isOpen: isUndetermined(facts),
    };
    if (entry === undefined) {
      const question = { module, expected: new Set<string>() };
      this.#entries.set(key, { question, asked: '', known, state: 'resting', owners: new Map() });
    } else {
      entry.known = known;
      if (entry.state !== 'asking' && entry.state !== 'recalling') entry.state = 'resting';
    }
    this.#options.changed([key]);
  }

  /** Has whoever examines made ready, so that the first file that is opened does not wait for that. */
  prepare(): void {
    const { signal } = new AbortController();
    // What fails here fails again where it matters, and is told there.
    this.#examinations.recall([], this.#examinationOptions(signal), () => undefined).catch(() => undefined);
  }

  /** Goes on after `mayAsk` has changed. */
  resume(): void {
    for (const entry of this.#entries.values()) if (entry.state === 'held') entry.state = 'waiting';
    if (!this.#options.mayAsk()) this.#asking?.stop.abort(new Error('nobody may be asked any more'));
    this.#work();
  }

  /** Stops all asking; what was not learnt is left until somebody wants it who did not before. */
  cancel(): void {
    for (const entry of this.#entries.values()) {
      if (entry.state === 'waiting' || entry.state === 'asking') entry.state = 'cancelled';
    }
    this.#asking?.stop.abort(new Error('cancelled'));
    this.#finish();
  }

  /** Forgets everything, and learns anew what is wanted. */
  forget(): void {
    this.#stop('forgotten');
    const keys: string[] = [];
    for (const [key, entry] of this.#entries) {
      keys.push(key);
      if (entry.owners.size === 0) this.#entries.delete(key);
      else {
        entry.known = null;
        entry.state = 'new';
      }
    }
    this.#options.changed(keys);
    this.#work();
  }

  /**
   * As {@link forget}, with nothing under way while `change` makes other answers
   * of it. Rejects as `change` does, having forgotten everything all the same.
   */
  async forgetFor(change: () => Promise<void>): Promise<void> {
    this.#changes++;
    this.#stop('everything is to be asked anew');
    try {
      await change();
    } finally {
      this.#changes--;
      this.forget();
    }
  }

  #stop(why: string): void {
    this.#recalling?.abort(new Error(why));
    this.#asking?.stop.abort(new Error(why));
  }

  #work(): void {
    if (this.#changes > 0) return;
    void this.#recall();
    void this.#ask();
    if (this.#asking !== null) this.#report();
  }

  async #recall(): Promise<void> {
    if (this.#recalling !== null) return;
    const batch = this.#take('new', 'recalling', Number.POSITIVE_INFINITY);
    if (batch.length === 0) return;
    const stop = new AbortController();
    this.#recalling = stop;
    const changed: string[] = [];
    try {
      await this.#examinations.recall(
        questionsOf(batch),
        this.#examinationOptions(stop.signal),
        (module, facts) => {
          const key = keyOf(module);
          const entry = this.#entries.get(key);
          if (entry?.state !== 'recalling') return;
          entry.known = { facts: withProof(facts, entry.known), askedAt: null, isOpen: true };
          changed.push(key);
        },
      );
    } catch (error) {
      if (!stop.signal.aborted) this.#options.log(`stored verdicts could not be read: ${String(error)}`);
    }
    this.#recalling = null;
    for (const [, entry] of batch) {
      if (entry.state === 'recalling') entry.state = stop.signal.aborted ? 'new' : 'waiting';
    }
    if (changed.length > 0) this.#options.changed(changed);
    this.#work();
  }

  async #ask(): Promise<void> {
    this.#hold();
    if (this.#asking !== null) return;
    const batch = this.#take('waiting', 'asking', BATCH);
    if (batch.length === 0) return this.#finish();
    const stop = new AbortController();
    this.#asking = { stop, keys: batch.map(([key]) => key) };
    try {
      const options = this.#examinationOptions(stop.signal);
      await this.#examinations.examine(questionsOf(batch), options, (module, facts) => {
        const key = keyOf(module);
        const entry = this.#entries.get(key);
        if (entry?.state !== 'asking') return;
        this.#learn(key, entry, facts);
      });
    } catch (error) {
      if (!stop.signal.aborted) this.#options.log(`an examination failed: ${String(error)}`);
    }
    this.#asking = null;
    for (const [key, entry] of batch) {
      if (entry.state !== 'asking') continue;
      // A cancelled question is asked again if somebody still wants it; a failed one is told as such.
      if (stop.signal.aborted) entry.state = 'waiting';
      else this.#learn(key, entry, nothingLearnt(undetermined('internal')));
    }
    this.#work();
  }

  #learn(key: string, entry: Entry, facts: ExaminedFacts): void {
    entry.known = {
      facts: withProof(facts, entry.known),
      askedAt: this.#options.clock.now(),
      isOpen: isUndetermined(facts),
    };
    entry.state = 'resting';
    this.#done++;
    this.#options.changed([key]);
    this.#report();
  }

  /** What may not be asked is put aside; what is stored is all that is known of it. */
  #hold(): void {
    const mayAsk = this.#options.mayAsk();
    for (const entry of this.#entries.values()) {
      if (entry.state !== 'waiting') continue;
      if (!mayAsk || !isAskedFor(entry)) entry.state = 'held';
    }
  }

  #take(from: Entry['state'], to: Entry['state'], most: number): [string, Entry][] {
    const taken: [string, Entry][] = [];
    for (const pair of this.#entries) {
      const [, entry] = pair;
      if (entry.state !== from || entry.owners.size === 0) continue;
      entry.state = to;
      taken.push(pair);
      if (taken.length >= most) break;
    }
    return taken;
  }

  /** Tells how far it has come, if that is not what was told before. */
  #report(): void {
    let left = 0;
    for (const { state, owners } of this.#entries.values()) {
      if (owners.size > 0 && (state === 'waiting' || state === 'asking')) left++;
    }
    const [done, total] = [this.#done, this.#done + left];
    if (done === this.#told.done && total === this.#told.total) return;
    this.#told = { done, total };
    this.#options.progress(this.#told);
  }

  #finish(): void {
    const { total } = this.#told;
    this.#done = 0;
    this.#told = NOTHING_TOLD;
    if (total > 0) this.#options.progress({ done: total, total });
  }

  /**
   * Cancels what is being asked when nobody wants any of what is left of it to be asked.
   * Where nothing is left, whoever examines is let to end: the ledger is written then.
   */
  #stopUnwanted(): void {
    const running = this.#asking;
    if (running === null) return;
    const left = running.keys.flatMap((key) => {
      const entry = this.#entries.get(key);
      return entry === undefined || entry.state === 'resting' ? [] : [entry];
    });
    const isWanted = left.some((entry) => entry.state === 'asking' && isAskedFor(entry));
    if (left.length > 0 && !isWanted) running.stop.abort(new Error('nobody wants to know it any more'));
  }

  #dropUnwanted(): void {
    let unwanted = 0;
    for (const entry of this.#entries.values()) if (entry.owners.size === 0) unwanted++;
    // The oldest come first.
    for (const [key, entry] of this.#entries) {
      if (entry.owners.size > 0 || entry.state === 'asking' || entry.state === 'recalling') continue;
      if (unwanted <= MAX_UNWANTED && entry.known !== null) continue;
      this.#entries.delete(key);
      unwanted--;
    }
  }

  #examinationOptions(signal: AbortSignal): ExaminationOptions {
    const { concurrency, ledgers } = this.#options;
    return { offline: false, concurrency: concurrency(), ledgers: ledgers(), signal };
  }
}

function questionsOf(batch: readonly (readonly [string, Entry])[]): readonly Question[] {
  return batch.map(([, { question }]) => question);
}

function keyOf(module: ModuleVersion): string {
  return `${module.path}@${module.version}`;
}
