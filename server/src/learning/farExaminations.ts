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
} from '../examination/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import type { Undetermined } from '../verdict/index.ts';
import type { Call, ThreadMessage, ThreadPort } from './threadMessages.ts';

/** A thread that examines. */
export interface Thread extends ThreadPort {
  /** Has `ended` called once, when the thread has ended for whatever reason but {@link Thread.stop}. */
  onEnd(ended: (why: string) => void): void;
  /** Ends the thread. Never rejects. */
  stop(): Promise<void>;
}

/** Takes what the other thread logs. */
export type ThreadLog = (level: 'debug' | 'warn', message: string) => void;

/** A thread without work is ended after so many milliseconds. */
const IDLE = 60_000;

/** A call that was not answered yet. */
interface Pending {
  readonly learnt: Learnt | null;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * Examines in another thread, which is started by the first call and again by
 * the next one after it has ended. Calls that it owed then reject.
 */
export class FarExaminations implements Examinations {
  readonly #start: () => Thread;
  readonly #log: ThreadLog;
  readonly #pending = new Map<number, Pending>();
  /** Ends a thread that has nothing to do: it holds memory, and another one starts in a moment. */
  #idle: NodeJS.Timeout | null = null;
  #thread: Thread | null = null;
  #lastId = 0;

  constructor(start: () => Thread, log: ThreadLog) {
    this.#start = start;
    this.#log = log;
  }

  async recall(questions: readonly Question[], options: ExaminationOptions, learnt: Learnt): Promise<void> {
    await this.#call(sendable('recall', questions, options), options.signal, learnt);
  }

  async examine(
    questions: readonly Question[],
    options: ExaminationOptions,
    learnt: Learnt,
  ): Promise<Examined> {
    return (await this.#call(sendable('examine', questions, options), options.signal, learnt)) as Examined;
  }

  async compare(
    module: ModuleVersion,
    against: ModuleVersion | null,
    { signal, offline }: ComparisonOptions,
  ): Promise<CopyDifference> {
    return (await this.#call(
      { method: 'compare', module, against, options: { offline } },
      signal,
    )) as CopyDifference;
  }

  async sides(module: ModuleVersion, { signal, offline }: ComparisonOptions): Promise<CopySides> {
    return (await this.#call({ method: 'sides', module, options: { offline } }, signal)) as CopySides;
  }

  async vendored(question: VendorQuestion, { signal, offline }: ComparisonOptions): Promise<VendorFact> {
    return (await this.#call({ method: 'vendored', question, options: { offline } }, signal)) as VendorFact;
  }

  async newest(path: string, { signal, offline }: ComparisonOptions): Promise<string | Undetermined> {
    return (await this.#call({ method: 'newest', path, options: { offline } }, signal)) as
      | string
      | Undetermined;
  }

  async versions(
    path: string,
    { signal, offline }: ComparisonOptions,
  ): Promise<readonly string[] | Undetermined> {
    const answer = await this.#call({ method: 'versions', path, options: { offline } }, signal);
    return answer as readonly string[] | Undetermined;
  }

  /** Ends the thread; the next call starts another one, which reads its settings anew. Never rejects. */
  async stop(): Promise<void> {
    this.#isBusy();
    const thread = this.#thread;
    this.#thread = null;
    this.#abandon('the examining thread was stopped');
    await thread?.stop();
  }

  #call(call: Call, signal: AbortSignal, learnt: Learnt | null = null): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      const id = ++this.#lastId;
      this.#isBusy();
      const thread = this.#running();
      const abort = (): void => {
        if (!this.#pending.delete(id)) return;
        thread.post({ kind: 'abort', id });
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', abort, { once: true });
      const settle = (): void => signal.removeEventListener('abort', abort);
      this.#pending.set(id, {
        learnt,
        resolve: (value) => {
          settle();
          resolve(value);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      thread.post({ kind: 'call', id, call });
    });
  }

  #running(): Thread {
    if (this.#thread !== null) return this.#thread;
    const thread = this.#start();
    this.#thread = thread;
    thread.listen((message) => this.#take(message));
    thread.onEnd((why) => {
      if (this.#thread !== thread) return;
      this.#thread = null;
      this.#log('warn', `the examining thread ended: ${why}`);
      this.#abandon(`the examining thread ended: ${why}`);
    });
    return thread;
  }

  #take(message: ThreadMessage): void {
    if (message.kind === 'call' || message.kind === 'abort') return;
    if (message.kind === 'log') {
      this.#log(message.level, message.message);
      return;
    }
    // Answers to calls that were cancelled meanwhile find nobody.
    const pending = this.#pending.get(message.id);
    if (message.kind === 'learnt') {
      pending?.learnt?.(message.module, message.facts);
      return;
    }
    this.#pending.delete(message.id);
    this.#maybeIdle();
    if (message.kind === 'value') pending?.resolve(message.value);
    else pending?.reject(new Error(message.message));
  }

  #isBusy(): void {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
  }

  #maybeIdle(): void {
    this.#isBusy();
    if (this.#pending.size > 0 || this.#thread === null) return;
    this.#idle = setTimeout(() => void this.stop(), IDLE);
    this.#idle.unref();
  }

  #abandon(why: string): void {
    const owed = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of owed) reject(new Error(why));
  }
}

/**
 * Questions look up names when they are read, and options may be more than is
 * asked for: what is sent holds values alone.
 */
function sendable(
  method: 'recall' | 'examine',
  questions: readonly Question[],
  { offline, concurrency, ledgers }: ExaminationOptions,
): Call {
  const plain = questions.map(
    ({ module, expected, resembles, isKnown, wants }): Question => ({
      module,
      expected,
      ...(resembles === undefined ? {} : { resembles }),
      ...(isKnown === undefined ? {} : { isKnown }),
      ...(wants === undefined ? {} : { wants }),
    }),
  );
  return { method, questions: plain, options: { offline, concurrency, ledgers } };
}
