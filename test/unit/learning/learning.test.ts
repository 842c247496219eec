import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Question } from '../../../server/src/examination/index.ts';
import { Learning, type LearningOptions, type LearningProgress } from '../../../server/src/learning/index.ts';
import { DIFFERS, type FakeCall, FakeExaminations, OPEN, SAME } from '../../fake/examinations.ts';
import { describe, expect, test } from '../../kit.ts';

const MINUTE = 60_000;
const A = 'example.test/a@v1.0.0';
const B = 'example.test/b@v1.0.0';
/** What is asked of what is wanted. */
const [ALL, NONE] = [() => true, () => false];

function question(key: string, ...expected: readonly string[]): Question {
  const [path = '', version = ''] = key.split('@');
  return { module: { path, version }, expected: new Set(expected) };
}

const wanting = (...keys: readonly string[]): ReadonlyMap<string, Question> =>
  new Map(keys.map((key) => [key, question(key)]));

/** What was learnt of a copy with this hash. */
const copyOf = (h1: string): typeof SAME => ({
  ...SAME,
  copy: { state: 'hashed', h1, goModH1: 'h1:mod', from: 'mirror' },
});

/** Learning with nobody behind it but the test. */
class Desk {
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

describe('what is wanted', () => {
  test('is looked up in the store, then asked', async () => {
    const desk = new Desk();
    desk.learning.want('doc', wanting(A, B), ALL);
    expect(desk.examinations.keysOf('recall')).toEqual([[A, B]]);
    expect(desk.asked()).toEqual([]);
    expect(desk.learning.known(A)).toBeNull();
    expect(desk.learning.isSettled).toBe(false);
    desk.examinations.last('recall').learn(A);
    await desk.storeIsEmpty();
    expect(desk.changed).toEqual([[A]]);
    expect(desk.learning.known(A)).toEqual({ facts: SAME, askedAt: null, isOpen: true });
    expect(desk.asked()).toEqual([[A, B]]);
    desk.now = 7;
    await desk.settle('examine');
    expect(desk.learning.known(B)).toEqual({ facts: SAME, askedAt: 7, isOpen: false });
    expect(desk.learning.isSettled).toBe(true);
  });

  test('is asked in batches, and what is wanted meanwhile comes with the next one', async () => {
    const desk = new Desk();
    const keys = Array.from({ length: 70 }, (_, at) => `example.test/m${at}@v1.0.0`);
    desk.learning.want('doc', wanting(...keys), ALL);
    await desk.storeIsEmpty();
    expect(desk.asked().map(({ length }) => length)).toEqual([64]);
    desk.learning.want('other', wanting(A), ALL);
    await desk.storeIsEmpty();
    expect(desk.asked()).toHaveLength(1);
    expect(desk.progress).toEqual([
      { done: 0, total: 70 },
      { done: 0, total: 71 },
    ]);
    await desk.settle('examine');
    expect(desk.asked().map(({ length }) => length)).toEqual([64, 7]);
    expect(desk.asked()[1]).toContain(A);
  });

  test('by two is asked once, and by a third who comes later not again', async () => {
    const desk = new Desk();
    desk.learning.want('one', wanting(A), ALL);
    desk.learning.want('two', wanting(A), ALL);
    await desk.storeIsEmpty();
    await desk.settle('examine');
    desk.learning.want('three', wanting(A), ALL);
    await nextTurn();
    expect(desk.asked()).toEqual([[A]]);
    expect(desk.examinations.keysOf('recall')).toEqual([[A]]);
  });

  test('with other hashes in go.sum is looked up and asked anew, even while it is being asked', async () => {
    const desk = new Desk();
    desk.learning.want('doc', new Map([[A, question(A)]]), ALL);
    await desk.storeIsEmpty();
    desk.learning.want('doc', new Map([[A, question(A, 'h1:x')]]), ALL);
    await desk.settle('examine', OPEN);
    // The answer to the old question counts for nothing.
    expect(desk.learning.known(A)).toBeNull();
    await desk.storeIsEmpty();
    expect(desk.examinations.last('examine').questions[0]?.expected).toEqual(new Set(['h1:x']));
    await desk.settle('examine');
    expect(desk.learning.known(A)?.facts).toBe(SAME);
  });

  test('with other hashes in each of two go.sum is one question, asked once', async () => {
    const desk = new Desk();
    const ask = (owner: string, ...expected: readonly string[]): void =>
      desk.learning.want(owner, new Map([[A, question(A, ...expected)]]), ALL);
    ask('one', 'h1:x');
    ask('two');
    await desk.storeIsEmpty();
    await desk.settle('examine', copyOf('h1:x'));
    for (const round of ['while both are open', 'again']) {
      ask('one', 'h1:x');
      ask('two');
      await nextTurn();
      expect(desk.asked(), round).toHaveLength(1);
    }
    ask('three', 'h1:y');
    await desk.storeIsEmpty();
    await desk.settle('examine', copyOf('h1:x'));
    expect(desk.examinations.last('examine').questions[0]?.expected).toEqual(new Set(['h1:x', 'h1:y']));
    // Who is left expects nothing, or the copy that the answer is about: it is an answer still.
    desk.learning.release('three');
    ask('two');
    ask('one', 'h1:x');
    await nextTurn();
    expect(desk.asked()).toHaveLength(2);
    // And who is left expects another one.
    ask('three', 'h1:y');
    desk.learning.release('one');
    ask('three', 'h1:y');
    await desk.storeIsEmpty();
    expect(desk.asked()).toHaveLength(3);
    expect(desk.examinations.last('examine').questions[0]?.expected).toEqual(new Set(['h1:y']));
  });

  test('without asking is looked up alone, until somebody wants it asked', async () => {
    const desk = new Desk();
    desk.learning.want('quiet', wanting(A), NONE);
    await desk.storeIsEmpty();
    expect(desk.asked()).toEqual([]);
    expect(desk.learning.isSettled).toBe(true);
    desk.learning.want('loud', wanting(A), ALL);
    await nextTurn();
    expect(desk.asked()).toEqual([[A]]);
  });
});

describe('what nobody wants any more', () => {
  test('is cancelled, when nothing else of its batch is wanted', async () => {
    const desk = new Desk();
    desk.learning.want('one', wanting(A), ALL);
    desk.learning.want('two', wanting(B), ALL);
    await desk.storeIsEmpty();
    await desk.storeIsEmpty();
    const { signal } = desk.examinations.last('examine').options;
    desk.learning.release('one');
    const first = desk.examinations.calls.find(({ method }) => method === 'examine');
    expect(first?.keys).toEqual([A]);
    expect(signal.aborted).toBe(true);
    await nextTurn();
    expect(desk.asked().at(-1)).toEqual([B]);
    desk.learning.release('two');
    await nextTurn();
    expect(desk.examinations.last('examine').options.signal.aborted).toBe(true);
    expect(desk.logged).toEqual([]);
  });

  test('is let to end when all of it was learnt', async () => {
    const desk = new Desk();
    desk.learning.want('doc', wanting(A), ALL);
    await desk.storeIsEmpty();
    desk.examinations.last('examine').learn(A);
    desk.learning.want('doc', wanting(A), ALL);
    desk.learning.release('doc');
    expect(desk.examinations.last('examine').options.signal.aborted).toBe(false);
  });

  test('goes on while another one wants it', async () => {
    const desk = new Desk();
    desk.learning.want('one', wanting(A), ALL);
    desk.learning.want('two', wanting(A), ALL);
    await desk.storeIsEmpty();
    desk.learning.release('one');
    expect(desk.examinations.last('examine').options.signal.aborted).toBe(false);
  });

  test('is cancelled when who still wants it does so without asking', async () => {
    const desk = new Desk();
    desk.learning.want('closed', wanting(A), NONE);
    desk.learning.want('open', wanting(A), ALL);
    await desk.storeIsEmpty();
    desk.learning.release('open');
    await nextTurn();
    expect(desk.examinations.last('examine').options.signal.aborted).toBe(true);
    expect(desk.asked()).toHaveLength(1);
    expect(desk.learning.isSettled).toBe(true);
  });

  test('goes on while the one that wants it wants something else without asking', async () => {
    const desk = new Desk();
    desk.learning.want('doc', wanting(A, B), ALL);
    await desk.storeIsEmpty();
    desk.learning.want('doc', wanting(A, B), (key) => key === B);
    expect(desk.examinations.last('examine').options.signal.aborted).toBe(false);
    desk.learning.want('doc', wanting(A, B), NONE);
    expect(desk.examinations.last('examine').options.signal.aborted).toBe(true);
  });

  test('is still known when it is wanted again', async () => {
    const desk = new Desk();
    desk.learning.want('doc', wanting(A), ALL);
    await desk.storeIsEmpty();
    await desk.settle('examine');
    desk.learning.release('doc');
    desk.learning.want('doc', wanting(A), ALL);
    await nextTurn();
    expect(desk.learning.known(A)?.facts).toBe(SAME);
    expect(desk.asked()).toHaveLength(1);
  });

  test('is forgotten in the end, oldest first', async () => {
    const desk = new Desk();
    const keys = Array.from({ length: 4100 }, (_, at) => `example.test/m${at}@v1.0.0`);
    for (const key of keys) desk.learning.note(key, question(key).module, SAME);
    desk.learning.want('doc', wanting(A), NONE);
    expect(desk.learning.known(keys[0] ?? '')).toBeNull();
    expect(desk.learning.known(keys[99] ?? '')).toBeNull();
    expect(desk.learning.known(keys[100] ?? '')?.facts).toBe(SAME);
    expect(desk.learning.known(keys.at(-1) ?? '')?.facts).toBe(SAME);
  });
});

describe('asking', () => {
  test('that is cancelled stays so for whoever wanted it, and starts anew for somebody else', async () => {
    const desk = new Desk();
    desk.learning.want('doc', wanting(A), ALL);
    await desk.storeIsEmpty();
    desk.learning.cancel();
    await nextTurn();
    expect(desk.examinations.last('examine').options.signal.aborted).toBe(true);
    desk.learning.want('doc', wanting(A), ALL);
    await nextTurn();
    expect(desk.asked()).toHaveLength(1);
    expect(desk.learning.known(A)).toBeNull();
    expect(desk.learning.isSettled).toBe(true);
    desk.learning.want('other', wanting(A), ALL);
    await nextTurn();
    expect(desk.asked()).toHaveLength(2);
  });

  test('waits until somebody may be asked, and stops when nobody may be any more', async () => {
    const desk = new Desk();
    desk.mayAsk = false;
    desk.learning.want('doc', wanting(A), ALL);
    await desk.storeIsEmpty();
    expect(desk.asked()).toEqual([]);
    desk.mayAsk = true;
    desk.learning.resume();
    expect(desk.asked()).toEqual([[A]]);
    desk.mayAsk = false;
    desk.learning.resume();
    await nextTurn();
    expect(desk.examinations.last('examine').options.signal.aborted).toBe(true);
    expect(desk.asked()).toHaveLength(1);
    desk.mayAsk = true;
    desk.learning.resume();
    expect(desk.asked()).toHaveLength(2);
  });

  test('that fails leaves undetermined what it owed, with its log, and does not repeat itself', async () => {
    const desk = new Desk();
    desk.learning.want('doc', wanting(A, B), ALL);
    await desk.storeIsEmpty();
    desk.examinations.last('examine').learn(A);
    desk.examinations.last('examine').fail('the thread has ended');
    await nextTurn();
    expect(desk.learning.known(A)?.facts).toBe(SAME);
    expect(desk.learning.known(B)?.facts.content).toMatchObject({
      state: 'undetermined',
      reason: 'internal',
    });
    expect(desk.logged).toEqual([expect.stringContaining('the thread has ended')]);
    expect(desk.asked()).toHaveLength(1);
  });

  test('goes on where the store cannot be read', async () => {
    const desk = new Desk();
    desk.learning.want('doc', wanting(A), ALL);
    desk.examinations.last('recall').fail('the disk is full');
    await nextTurn();
    expect(desk.logged).toEqual([expect.stringContaining('the disk is full')]);
    expect(desk.asked()).toEqual([[A]]);
  });

  test.each([
    ['what was learnt', SAME, 6 * 60 * MINUTE],
    ['what could not be determined', OPEN, 10 * MINUTE],
  ])('is repeated when %s is old', async (_, facts, fresh) => {
    const desk = new Desk();
    desk.learning.want('doc', wanting(A), ALL);
    await desk.storeIsEmpty();
    await desk.settle('examine', facts);
    desk.now = fresh - 1;
    desk.learning.want('doc', wanting(A), ALL);
    await nextTurn();
    expect(desk.asked()).toHaveLength(1);
    desk.now = fresh;
    desk.learning.want('doc', wanting(A), ALL);
    await nextTurn();
    expect(desk.asked()).toHaveLength(2);
    // What was known is shown meanwhile.
    expect(desk.learning.known(A)?.facts).toBe(facts);
  });

  test('tells how far it has come, and that it has ended', async () => {
    const desk = new Desk();
    desk.learning.want('doc', wanting(A, B), ALL);
    await desk.storeIsEmpty();
    desk.examinations.last('examine').learn(A);
    desk.examinations.last('examine').learn(B);
    desk.examinations.last('examine').answer();
    await nextTurn();
    expect(desk.progress).toEqual([
      { done: 0, total: 2 },
      { done: 1, total: 2 },
      { done: 2, total: 2 },
      { done: 2, total: 2 },
    ]);
  });
});

describe('forgetting', () => {
  test('has everything looked up and asked anew', async () => {
    const desk = new Desk();
    desk.learning.want('doc', wanting(A), ALL);
    await desk.storeIsEmpty();
    await desk.settle('examine');
    desk.learning.forget();
    expect(desk.learning.known(A)).toBeNull();
    expect(desk.changed.at(-1)).toEqual([A]);
    await desk.storeIsEmpty();
    expect(desk.asked()).toHaveLength(2);
  });

  test('for a change has nothing under way meanwhile, and tells no failure of it', async () => {
    const desk = new Desk();
    desk.learning.want('doc', wanting(A), ALL);
    await desk.storeIsEmpty();
    let done: () => void = () => undefined;
    const change = desk.learning.forgetFor(
      () =>
        new Promise<void>((resolve) => {
          done = resolve;
        }),
    );
    desk.learning.want('doc', wanting(A, B), ALL);
    await nextTurn();
    expect(desk.examinations.calls.map(({ method, options }) => [method, options.signal.aborted])).toEqual([
      ['recall', false],
      ['examine', true],
    ]);
    done();
    await change;
    expect(desk.examinations.last('recall').keys).toEqual([A, B]);
    expect(desk.logged).toEqual([]);
    await desk.storeIsEmpty();
    expect(desk.asked().at(-1)).toEqual([A, B]);
  });

  test('for a change that fails forgets all the same, and rejects as it does', async () => {
    const desk = new Desk();
    desk.learning.want('doc', wanting(A), ALL);
    const change = desk.learning.forgetFor(() => Promise.reject(new Error('the folder is locked')));
    await expect(change).rejects.toThrow('the folder is locked');
    await nextTurn();
    await desk.storeIsEmpty();
    expect(desk.asked()).toEqual([[A]]);
  });

  test('a stored difference outlives that nobody can be reached, and is asked about again soon', async () => {
    const desk = new Desk();
    desk.learning.want('go.mod', wanting(A, B), ALL);
    const recall = desk.examinations.last('recall');
    recall.learn(A, DIFFERS);
    recall.learn(B, SAME);
    recall.answer();
    await nextTurn();
    await desk.settle('examine', OPEN);
    expect(desk.learning.known(A)?.facts).toBe(DIFFERS);
    // What was good is not good any more: where the tag stands today is not known.
    expect(desk.learning.known(B)?.facts).toBe(OPEN);
    desk.now += 11 * MINUTE;
    desk.learning.want('go.mod', wanting(A, B), ALL);
    await nextTurn();
    expect(desk.asked()).toEqual([
      [A, B],
      [A, B],
    ]);
  });
});
