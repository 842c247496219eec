import { setImmediate as nextTurn } from 'node:timers/promises';
import { OPEN, SAME } from '../../fake/examinations.ts';
import { describe, expect, test } from '../../kit.ts';
import { A, ALL, B, copyOf, Desk, NONE, question, wanting } from './desk.ts';

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

  test('without asking is not counted among what is asked meanwhile', async () => {
    const desk = new Desk();
    desk.learning.want('open', wanting(A), ALL);
    await desk.storeIsEmpty();
    desk.learning.want('closed', wanting(B), NONE);
    await desk.storeIsEmpty();
    expect(desk.progress).toEqual([{ done: 0, total: 1 }]);
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
