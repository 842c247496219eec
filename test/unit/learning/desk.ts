import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Question } from '../../../server/src/examination/index.ts';
import { Learning, type LearningOptions, type LearningProgress } from '../../../server/src/learning/index.ts';
import { type FakeCall, FakeExaminations, SAME } from '../../fake/examinations.ts';

/** Two module versions that there are in no world. */
export const A = 'example.test/a@v1.0.0';
export const B = 'example.test/b@v1.0.0';
/** What is asked of what is wanted. */
export const [ALL, NONE] = [() => true, () => false];

export function question(key: string, ...expected: readonly string[]): Question {
  const [path = '', version = ''] = key.split('@');
  return { module: { path, version }, expected: new Set(expected) };
}

export const wanting = (...keys: readonly string[]): ReadonlyMap<string, Question> =>
  new Map(keys.map((key) => [key, question(key)]));

/** What was learnt of a copy with this hash. */
export const copyOf = (h1: string): typeof SAME => ({
  ...SAME,
  copy: { state: 'hashed', h1, goModH1: 'h1:mod', from: 'mirror' },
});

/** Learning with nobody behind it but the test. */
export class Desk {
  readonly examinations = new FakeExaminations();
  readonly changed: (readonly string[])[] = [];
  readonly progress: LearningProgress[] = [];
  readonly logged: string[] = [];
  readonly learning: Learning;
  now = 0;
  mayAsk = true;

  constructor(changes: Partial<LearningOptions> = {}) {
    this.learning = new Learning(this.examinations, {
      clock: { now: () => this.now } as LearningOptions['clock'],
      mayAsk: () => this.mayAsk,
      concurrency: () => 8,
      ledgers: () => [],
      changed: (keys) => void this.changed.push(keys),
      progress: (progress) => void this.progress.push(progress),
      log: (message) => void this.logged.push(message),
      ...changes,
    });
  }

  /** Lets the newest call tell the same of all that it was asked, and end. */
  async settle(method: FakeCall['method'], facts = SAME): Promise<void> {
    const call = this.examinations.last(method);
    for (const key of call.keys) call.learn(key, facts);
    call.answer();
    await nextTurn();
  }

  /** Lets the newest recall end without anything stored. */
  async storeIsEmpty(): Promise<void> {
    this.examinations.last('recall').answer();
    await nextTurn();
  }

  asked(): readonly (readonly string[])[] {
    return this.examinations.keysOf('examine');
  }
}
