import { setImmediate as nextTurn } from 'node:timers/promises';
import { DIFFERS, OPEN, SAME } from '../../fake/examinations.ts';
import { describe, expect, test } from '../../kit.ts';
import { A, ALL, B, Desk, question, wanting } from './desk.ts';

const MINUTE = 60_000;

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

  test('for several changes at once has nothing under way before the last of them is made', async () => {
    const desk = new Desk();
    const made: (() => void)[] = [];
    const change = (): Promise<void> => new Promise((resolve) => void made.push(resolve));
    const changes = [desk.learning.forgetFor(change), desk.learning.forgetFor(change)];
    desk.learning.want('doc', wanting(A), ALL);
    made[0]?.();
    await changes[0];
    expect(desk.examinations.calls).toEqual([]);
    made[1]?.();
    await changes[1];
    expect(desk.examinations.keysOf('recall')).toEqual([[A]]);
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

  test('a proven difference outlives what an audit, or the store, cannot determine', async () => {
    const desk = new Desk();
    const ask = (...expected: readonly string[]): void =>
      desk.learning.want('doc', new Map([[A, question(A, ...expected)]]), ALL);
    ask();
    await desk.storeIsEmpty();
    await desk.settle('examine', DIFFERS);
    desk.learning.note(A, question(A).module, OPEN);
    expect(desk.learning.known(A)).toMatchObject({ facts: DIFFERS, isOpen: true });
    // Another line in go.sum has it looked up anew.
    ask('h1:x');
    await desk.settle('recall', OPEN);
    expect(desk.learning.known(A)?.facts).toBe(DIFFERS);
    desk.learning.note(A, question(A).module, SAME);
    expect(desk.learning.known(A)?.facts).toBe(SAME);
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
