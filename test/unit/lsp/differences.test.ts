import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CopySides, Examinations } from '../../../server/src/examination/index.ts';
import { Differences } from '../../../server/src/lsp/differences.ts';
import { undetermined } from '../../../server/src/verdict/index.ts';
import { describe, expect, test } from '../../kit.ts';

const MODULE = { path: 'example.test/a', version: 'v1.0.0' };
const OTHER = { path: 'example.test/b', version: 'v1.0.0' };
const SAME = { state: 'same' } as CopySides;
const OPEN = undetermined('mirror-unreachable') as CopySides;

interface Reading {
  readonly signal: AbortSignal;
  answer(sides: CopySides): void;
}

/** Differences of which the test says what is read. */
function desk(): {
  differences: Differences;
  readings: Reading[];
  compared: string[];
  answers: (() => void)[];
} {
  const readings: Reading[] = [];
  const compared: string[] = [];
  const answers: (() => void)[] = [];
  const examinations = {
    sides: (_, { signal }) =>
      new Promise((answer, reject) => {
        readings.push({ signal, answer });
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      }),
    compare: ({ path }) => {
      compared.push(path);
      return new Promise((answer) => answers.push(() => answer({ state: 'same' } as never)));
    },
  } satisfies Partial<Examinations> as unknown as Examinations;
  return { differences: new Differences(examinations, () => true), readings, compared, answers };
}

const forEver = new AbortController().signal;

describe('the files that differ', () => {
  test('are read once, and again only where they could not be had', async () => {
    const { differences, readings } = desk();
    const first = differences.sides(MODULE, forEver);
    readings[0]?.answer(OPEN);
    expect(await first).toBe(OPEN);
    const second = differences.sides(MODULE, forEver);
    readings[1]?.answer(SAME);
    expect(await second).toBe(SAME);
    expect(await differences.sides(MODULE, forEver)).toBe(SAME);
    expect(readings).toHaveLength(2);
  });

  test('are read on for who waits still, when another one has cancelled', async () => {
    const { differences, readings } = desk();
    const cancel = new AbortController();
    const first = differences.sides(MODULE, cancel.signal);
    const second = differences.sides(MODULE, forEver);
    cancel.abort(new Error('cancelled'));
    await expect(first).rejects.toThrow('cancelled');
    expect(readings[0]?.signal.aborted).toBe(false);
    readings[0]?.answer(SAME);
    expect(await second).toBe(SAME);
    expect(readings).toHaveLength(1);
  });

  test('are read no further when nobody waits any more, and anew for who comes then', async () => {
    const { differences, readings } = desk();
    const cancel = new AbortController();
    const first = differences.sides(MODULE, cancel.signal);
    cancel.abort(new Error('cancelled'));
    await expect(first).rejects.toThrow('cancelled');
    expect(readings[0]?.signal.aborted).toBe(true);
    const second = differences.sides(MODULE, forEver);
    readings[1]?.answer(SAME);
    expect(await second).toBe(SAME);
  });
});

test('first lines are read of what was found to differ while others were being read', async () => {
  const { differences, compared, answers } = desk();
  void differences.prepare([MODULE]);
  void differences.prepare([MODULE, OTHER]);
  answers[0]?.();
  await nextTurn();
  expect(compared).toEqual([MODULE.path, OTHER.path]);
  answers[1]?.();
  await nextTurn();
  void differences.prepare([MODULE, OTHER]);
  expect(compared).toHaveLength(2);
});
