import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Question } from '../../../server/src/examination/index.ts';
import {
  FarExaminations,
  serveExaminations,
  type Thread,
  type ThreadMessage,
} from '../../../server/src/learning/index.ts';
import { FakeExaminations, SAME } from '../../fake/examinations.ts';
import { describe, expect, test } from '../../kit.ts';

const QUESTION: Question = {
  module: { path: 'example.test/a', version: 'v1.0.0' },
  expected: new Set(['h1:x']),
};
const KEY = 'example.test/a@v1.0.0';

/** A thread that is none: messages are copied as they are between threads, and arrive a turn later. */
class FakeThread implements Thread {
  readonly examinations = new FakeExaminations();
  readonly posted: ThreadMessage[] = [];
  isStopped = false;
  end: (why: string) => void = () => undefined;
  log: (message: string) => void = () => undefined;
  #toThread: (message: ThreadMessage) => void = () => undefined;

  post(message: ThreadMessage): void {
    this.posted.push(message);
    const copy = structuredClone(message);
    setImmediate(() => this.#toThread(copy));
  }

  listen(receive: (message: ThreadMessage) => void): void {
    const deliver = (message: ThreadMessage): void => {
      const copy = structuredClone(message);
      setImmediate(() => receive(copy));
    };
    this.log = (message) => deliver({ kind: 'log', level: 'warn', message });
    const heed = (listener: (message: ThreadMessage) => void): void => {
      this.#toThread = listener;
    };
    serveExaminations({ post: deliver, listen: heed }, this.examinations);
  }

  onEnd(ended: (why: string) => void): void {
    this.end = ended;
  }

  async stop(): Promise<void> {
    this.isStopped = true;
  }
}

function start(): { far: FarExaminations; threads: FakeThread[]; logged: string[] } {
  const threads: FakeThread[] = [];
  const logged: string[] = [];
  const far = new FarExaminations(
    () => {
      const thread = new FakeThread();
      threads.push(thread);
      return thread;
    },
    (level, message) => void logged.push(`${level}: ${message}`),
  );
  return { far, threads, logged };
}

const options = (signal = new AbortController().signal) => ({
  offline: false,
  concurrency: 8,
  ledgers: [],
  signal,
});
const quiet = (): void => undefined;

/** More turns than a message takes there and back. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await nextTurn();
}

describe('examinations in another thread', () => {
  test('start it with the first call, and learn what it learns before they end', async () => {
    const { far, threads } = start();
    expect(threads).toEqual([]);
    const learnt: unknown[] = [];
    const examining = far.examine([QUESTION], options(), (module, facts) => learnt.push([module, facts]));
    await turns();
    const call = threads[0]?.examinations.last('examine');
    expect(call?.questions).toEqual([QUESTION]);
    expect(call?.options).toMatchObject({ offline: false, concurrency: 8, ledgers: [] });
    call?.learn(KEY);
    await turns();
    expect(learnt).toEqual([[QUESTION.module, SAME]]);
    call?.answer();
    expect(await examining).toEqual({ ledgerTroubles: [] });
    expect(threads).toHaveLength(1);
  });

  test('give the answers of the other methods', async () => {
    const { far } = start();
    expect(await far.newest('example.test/a', options())).toBe('v9.9.9');
    expect(await far.versions('example.test/a', options())).toEqual(['v1.0.0', 'v9.9.9']);
    await expect(far.compare(QUESTION.module, null, options())).rejects.toThrow('nothing is compared here');
    await expect(far.sides(QUESTION.module, options())).rejects.toThrow('nothing is compared here');
  });

  test('reject at once when they are cancelled, and cancel what the thread does', async () => {
    const { far, threads } = start();
    const stop = new AbortController();
    const learnt: unknown[] = [];
    const examining = far.examine([QUESTION], options(stop.signal), () => learnt.push(1));
    const rejected = expect(examining).rejects.toThrow('enough');
    await turns();
    stop.abort(new Error('enough'));
    await rejected;
    const call = threads[0]?.examinations.last('examine');
    // What it learnt before it heard of it finds nobody.
    call?.learn(KEY);
    await turns();
    expect(call?.options.signal.aborted).toBe(true);
    expect(learnt).toEqual([]);
  });

  test('do not start for what is cancelled already', async () => {
    const { far, threads } = start();
    await expect(
      far.recall([QUESTION], options(AbortSignal.abort(new Error('late'))), quiet),
    ).rejects.toThrow('late');
    expect(threads).toEqual([]);
  });

  test('reject with its reason when the thread ends, and start another one for the next call', async () => {
    const { far, threads, logged } = start();
    const examining = far.examine([QUESTION], options(), quiet);
    const recalling = far.recall([QUESTION], options(), quiet);
    const rejected = Promise.all([
      expect(examining).rejects.toThrow('out of memory'),
      expect(recalling).rejects.toThrow('out of memory'),
    ]);
    await turns();
    threads[0]?.end('out of memory');
    await rejected;
    expect(logged).toEqual(['warn: the examining thread ended: out of memory']);
    expect(await far.newest('example.test/a', options())).toBe('v9.9.9');
    expect(threads).toHaveLength(2);
    // The end of a thread that is not in use any more is nothing to tell.
    threads[0]?.end('again');
    expect(logged).toHaveLength(1);
  });

  test('reject when they are stopped, which is no failure of the thread', async () => {
    const { far, threads, logged } = start();
    const examining = far.examine([QUESTION], options(), quiet);
    const rejected = expect(examining).rejects.toThrow('stopped');
    await turns();
    await far.stop();
    await rejected;
    expect(threads[0]?.isStopped).toBe(true);
    threads[0]?.end('exit code 1');
    expect(logged).toEqual([]);
    await far.newest('example.test/a', options());
    expect(threads).toHaveLength(2);
  });

  test('pass on what the thread logs', async () => {
    const { far, threads, logged } = start();
    await far.newest('example.test/a', options());
    threads[0]?.log('the disk is full');
    await turns();
    expect(logged).toEqual(['warn: the disk is full']);
  });

  test('send nothing of a question but data', async () => {
    const { far, threads } = start();
    const lazy = {
      ...QUESTION,
      get resembles() {
        return { target: 'example.test/b', isSuspect: true };
      },
      look: () => 'up',
    };
    const recalling = far.recall([lazy], options(), quiet);
    await turns();
    threads[0]?.examinations.last('recall').answer();
    await recalling;
    expect(threads[0]?.examinations.last('recall').questions).toEqual([
      { ...QUESTION, resembles: { target: 'example.test/b', isSuspect: true } },
    ]);
  });
});
