import {
  type CopyDifference,
  type CopySides,
  type ExaminationOptions,
  type Examinations,
  type Examined,
  type ExaminedFacts,
  type Learnt,
  nothingLearnt,
  type Question,
  type VendorFact,
} from '../../server/src/examination/index.ts';
import { undetermined } from '../../server/src/verdict/index.ts';

/** A call that waits to be answered by the test. */
export interface FakeCall {
  readonly method: 'recall' | 'examine';
  readonly keys: readonly string[];
  readonly questions: readonly Question[];
  readonly options: ExaminationOptions;
  /** Tells something about one of the module versions, by its key. */
  learn(key: string, facts?: ExaminedFacts): void;
  answer(): void;
  fail(why: string): void;
}

/** What was learnt of a copy that is the same as upstream, as far as the tests look. */
export const SAME = factsWith({ state: 'match' });

/** What was learnt of a copy that differs from upstream, as far as the tests look. */
export const DIFFERS = factsWith({ state: 'diverged' });

/** What was learnt when nothing could be. */
export const OPEN = nothingLearnt(undetermined('mirror-unreachable'));

/** Examines when and how the test says. */
export class FakeExaminations implements Examinations {
  readonly calls: FakeCall[] = [];

  recall(questions: readonly Question[], options: ExaminationOptions, learnt: Learnt): Promise<void> {
    return this.#call('recall', questions, options, learnt) as unknown as Promise<void>;
  }

  examine(questions: readonly Question[], options: ExaminationOptions, learnt: Learnt): Promise<Examined> {
    return this.#call('examine', questions, options, learnt);
  }

  compare(): Promise<CopyDifference> {
    return Promise.reject(new Error('nothing is compared here'));
  }

  sides(): Promise<CopySides> {
    return Promise.reject(new Error('nothing is compared here'));
  }

  vendored(): Promise<VendorFact> {
    return Promise.reject(new Error('nothing is compared here'));
  }

  newest(): Promise<string> {
    return Promise.resolve('v9.9.9');
  }

  versions(): Promise<readonly string[]> {
    return Promise.resolve(['v1.0.0', 'v9.9.9']);
  }

  /** The keys of the calls of one kind, in order. */
  keysOf(method: FakeCall['method']): readonly (readonly string[])[] {
    return this.calls.filter((call) => call.method === method).map(({ keys }) => keys);
  }

  /** The newest call; throws when there is none of this kind. */
  last(method: FakeCall['method']): FakeCall {
    const call = this.calls.findLast((one) => one.method === method);
    if (call === undefined) throw new Error(`nobody called ${method}`);
    return call;
  }

  #call(
    method: FakeCall['method'],
    questions: readonly Question[],
    options: ExaminationOptions,
    learnt: Learnt,
  ): Promise<Examined> {
    return new Promise((resolve, reject) => {
      const byKey = new Map(questions.map((one) => [`${one.module.path}@${one.module.version}`, one]));
      options.signal.addEventListener('abort', () => reject(options.signal.reason as Error), { once: true });
      this.calls.push({
        method,
        keys: [...byKey.keys()],
        questions,
        options,
        learn: (key, facts = SAME) => {
          const question = byKey.get(key);
          if (question === undefined) throw new Error(`nobody asked about ${key}`);
          learnt(question.module, facts);
        },
        answer: () => resolve({ ledgerTroubles: [] }),
        fail: (why) => reject(new Error(why)),
      });
    });
  }
}

function factsWith(content: { readonly state: 'match' | 'diverged' }): ExaminedFacts {
  const nothing = nothingLearnt(undetermined('offline'));
  return {
    ...nothing,
    content: content as ExaminedFacts['content'],
    upstream: { state: 'present' } as ExaminedFacts['upstream'],
  };
}
