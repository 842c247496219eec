import type {
  ComparisonOptions,
  CopyDifference,
  CopySides,
  ExaminationOptions,
  Examinations,
  Examined,
  Learnt,
  Question,
  VendorFact,
  VendorQuestion,
} from '../../server/src/examination/index.ts';
import type { ModuleVersion } from '../../server/src/module/index.ts';
import type { Undetermined } from '../../server/src/verdict/index.ts';

/** A call that came through. */
export interface WatchedCall {
  readonly method: 'recall' | 'examine' | 'compare' | 'sides' | 'newest' | 'versions' | 'vendored';
  /** The module versions that it is about, `path@version`, in the order of the questions. */
  readonly keys: readonly string[];
  /** How it stands. */
  state: 'held' | 'running' | 'answered' | 'rejected' | 'aborted';
}

/** Passes calls on, keeps them, and holds examinations back while that is wanted. */
export class WatchedExaminations implements Examinations {
  readonly calls: WatchedCall[] = [];
  readonly #examinations: Examinations;
  readonly #waiting = new Set<() => void>();
  #isHolding: boolean;

  constructor(examinations: Examinations, options: { readonly hold?: boolean } = {}) {
    this.#examinations = examinations;
    this.#isHolding = options.hold ?? false;
  }

  /** The examinations, leaving out what was looked up. */
  get examined(): readonly WatchedCall[] {
    return this.calls.filter(({ method }) => method === 'examine');
  }

  /** Holds examinations back from now on. */
  hold(): void {
    this.#isHolding = true;
  }

  /** Lets all through from now on, those that were held back first. */
  release(): void {
    this.#isHolding = false;
    this.#tell();
  }

  /** Waits until the calls, or how they stand, make `condition` true. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  recall(questions: readonly Question[], options: ExaminationOptions, learnt: Learnt): Promise<void> {
    return this.#watch('recall', keysOf(questions), options.signal, () =>
      this.#examinations.recall(questions, options, learnt),
    );
  }

  examine(questions: readonly Question[], options: ExaminationOptions, learnt: Learnt): Promise<Examined> {
    return this.#watch('examine', keysOf(questions), options.signal, () =>
      this.#examinations.examine(questions, options, learnt),
    );
  }

  compare(
    module: ModuleVersion,
    against: ModuleVersion | null,
    options: ComparisonOptions,
  ): Promise<CopyDifference> {
    return this.#watch('compare', [keyOf(module)], options.signal, () =>
      this.#examinations.compare(module, against, options),
    );
  }

  sides(module: ModuleVersion, options: ComparisonOptions): Promise<CopySides> {
    return this.#watch('sides', [keyOf(module)], options.signal, () =>
      this.#examinations.sides(module, options),
    );
  }

  vendored(question: VendorQuestion, options: ComparisonOptions): Promise<VendorFact> {
    return this.#watch('vendored', [keyOf(question.module)], options.signal, () =>
      this.#examinations.vendored(question, options),
    );
  }

  newest(path: string, options: ComparisonOptions): Promise<string | Undetermined> {
    return this.#watch('newest', [path], options.signal, () => this.#examinations.newest(path, options));
  }

  versions(path: string, options: ComparisonOptions): Promise<readonly string[] | Undetermined> {
    return this.#watch('versions', [path], options.signal, () => this.#examinations.versions(path, options));
  }

  async #watch<Answer>(
    method: WatchedCall['method'],
    keys: readonly string[],
    signal: AbortSignal,
    work: () => Promise<Answer>,
  ): Promise<Answer> {
    const call: WatchedCall = { method, keys, state: 'held' };
    this.calls.push(call);
    signal.addEventListener('abort', () => this.#tell(), { once: true });
    this.#tell();
    if (method === 'examine') await this.until(() => !this.#isHolding || signal.aborted);
    try {
      signal.throwIfAborted();
      call.state = 'running';
      const answer = await work();
      call.state = 'answered';
      return answer;
    } catch (error) {
      call.state = signal.aborted ? 'aborted' : 'rejected';
      throw error;
    } finally {
      this.#tell();
    }
  }

  #tell(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resume of waiting) resume();
  }
}

function keysOf(questions: readonly Question[]): readonly string[] {
  return questions.map(({ module }) => keyOf(module));
}

function keyOf({ path, version }: ModuleVersion): string {
  return `${path}@${version}`;
}
