import { SharedWork } from '../../../server/src/sumdb/sharedWork.ts';
import { describe, expect, test } from '../../kit.ts';

/** Work whose end the test decides, and what it saw. */
class Work {
  readonly started: string[] = [];
  readonly signals: AbortSignal[] = [];
  resolve: (value: string) => void = () => undefined;
  reject: (error: Error) => void = () => undefined;

  readonly do = (signal: AbortSignal): Promise<string> => {
    this.started.push('start');
    this.signals.push(signal);
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  };
}

const NEVER = new AbortController().signal;

describe('SharedWork', () => {
  test('is done once for all at the same time, and again afterwards', async () => {
    const shared = new SharedWork<string>('aborted');
    const work = new Work();
    const both = Promise.all([shared.do('a', NEVER, work.do), shared.do('a', NEVER, work.do)]);
    work.resolve('done');
    expect(await both).toEqual(['done', 'done']);
    expect(work.started).toHaveLength(1);
    const again = shared.do('a', NEVER, work.do);
    work.resolve('again');
    expect(await again).toBe('again');
    expect(work.started).toHaveLength(2);
  });

  test('is done apart for other names', () => {
    const shared = new SharedWork<string>('aborted');
    const work = new Work();
    void shared.do('a', NEVER, work.do);
    void shared.do('b', NEVER, work.do);
    expect(work.started).toHaveLength(2);
  });

  test('goes on while somebody waits, and is aborted when all have left', async () => {
    const shared = new SharedWork<string>('aborted');
    const work = new Work();
    const [first, second] = [new AbortController(), new AbortController()];
    const one = shared.do('a', first.signal, work.do);
    const two = shared.do('a', second.signal, work.do);
    first.abort();
    expect(await one).toBe('aborted');
    expect(work.signals[0]?.aborted).toBe(false);
    second.abort();
    expect(await two).toBe('aborted');
    expect(work.signals[0]?.aborted).toBe(true);
    work.reject(new Error('aborted'));
    const fresh = shared.do('a', NEVER, work.do);
    work.resolve('fresh');
    expect(await fresh).toBe('fresh');
    expect(work.started).toHaveLength(2);
  });

  test('is not begun for who has left before', async () => {
    const shared = new SharedWork<string>('aborted');
    const work = new Work();
    expect(await shared.do('a', AbortSignal.abort(), work.do)).toBe('aborted');
    expect(work.started).toEqual([]);
  });

  test('rejects for all who wait', async () => {
    const shared = new SharedWork<string>('aborted');
    const work = new Work();
    const both = Promise.allSettled([shared.do('a', NEVER, work.do), shared.do('a', NEVER, work.do)]);
    work.reject(new Error('broken'));
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  test('has one listener at a signal however many wait', async () => {
    const shared = new SharedWork<string>('aborted');
    const controller = new AbortController();
    let listeners = 0;
    const { signal } = controller;
    const add = signal.addEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners++;
      add(...args);
    };
    const work = new Work();
    const all = Array.from({ length: 50 }, (_, i) => shared.do(`${i % 5}`, signal, work.do));
    expect(listeners).toBe(1);
    controller.abort();
    expect(new Set(await Promise.all(all))).toEqual(new Set(['aborted']));
    expect(work.signals.every(({ aborted }) => aborted)).toBe(true);
  });
});
