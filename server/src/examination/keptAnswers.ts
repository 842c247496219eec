import type { Clock, Store } from '../ports/index.ts';
import { keepJson, keptJson } from './keptJson.ts';

/** What answers are kept by. */
export interface KeptAnswersOptions<Answer> {
  readonly store: Store;
  readonly clock: Clock;
  /** What all their keys begin with: what they are about, the format, and whatever else they belong to. */
  readonly key: readonly (string | number)[];
  /** For how many milliseconds an answer is fresh. */
  readonly lifeOf: (answer: Answer) => number;
}

interface Kept<Answer> {
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  readonly answer: Answer;
}

/** Remembers answers that may change, each as long as it is fresh, so that nobody is asked at every audit. */
export class KeptAnswers<Answer> {
  readonly #options: KeptAnswersOptions<Answer>;

  constructor(options: KeptAnswersOptions<Answer>) {
    this.#options = options;
  }

  /** The answer about a subject while it is fresh; else null. One of a time yet to come is not. */
  async read(subject: readonly string[]): Promise<Answer | null> {
    const { store, clock, key, lifeOf } = this.#options;
    const kept = await keptJson<Kept<Answer>>(store, [...key, ...subject]);
    if (kept === null) return null;
    const age = clock.now() - kept.askedAt;
    return age >= 0 && age < lifeOf(kept.answer) ? kept.answer : null;
  }

  /** Keeps an answer as one of now. */
  async write(subject: readonly string[], answer: Answer): Promise<void> {
    const { store, clock, key } = this.#options;
    await keepJson<Kept<Answer>>(store, [...key, ...subject], { askedAt: clock.now(), answer });
  }
}
