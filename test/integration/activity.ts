import { setTimeout as pass } from 'node:timers/promises';
import type { TestLanguageClient } from './languageClient.ts';
import type { WatchedExaminations } from './watchedExaminations.ts';

/** Longer than any pause that the server makes by itself. Its timers and this one are of one process. */
const LONGEST_PAUSE = 120;

/** So many pauses in a row without a sign of life are rest, and so many before are too many. */
const QUIET_PAUSES = 2;
const MOST_PAUSES = 300;

/** What a server has under way that its editor does not see. */
export class Activity {
  #pending = 0;
  #begun = 0;

  /** Does something that the server waits for. */
  async during<Value>(work: () => Promise<Value>): Promise<Value> {
    this.#pending++;
    this.#begun++;
    try {
      return await work();
    } finally {
      this.#pending--;
    }
  }

  get isIdle(): boolean {
    return this.#pending === 0;
  }

  /** How much was begun so far. */
  get begun(): number {
    return this.#begun;
  }
}

/** A server, by all that it can do to its surroundings. */
export interface Watched {
  readonly client: TestLanguageClient;
  readonly examinations: WatchedExaminations;
  readonly activity: Activity;
}

/**
 * Waits until a server has come to rest: nothing that it waits for is under way,
 * and it did nothing in a time in which its own timers would have gone off. All
 * of that is in this process, so that a machine that is slow makes this slow and
 * nothing else. Rejects when there is no rest within `mostCalls` look-ups and
 * examinations.
 */
export async function comeToRest(
  { client, examinations, activity }: Watched,
  mostCalls: number,
): Promise<void> {
  const calls = (): number =>
    examinations.calls.filter(({ method }) => method === 'recall' || method === 'examine').length;
  const before = calls();
  let signs = '';
  let quiet = 0;
  for (let pauses = 0; quiet < QUIET_PAUSES; pauses++) {
    await pass(LONGEST_PAUSE);
    if (calls() - before > mostCalls) throw new Error(`it asks for ever: ${calls() - before} calls`);
    if (pauses > MOST_PAUSES) throw new Error(`it does not come to rest: ${signs}`);
    const now = signsOf({ client, examinations, activity });
    const isBusy = !activity.isIdle || examinations.calls.some(({ state }) => UNDER_WAY.has(state));
    quiet = now === signs && !isBusy ? quiet + 1 : 0;
    signs = now;
  }
}

const UNDER_WAY: ReadonlySet<string> = new Set(['held', 'running']);

function signsOf({ client, examinations, activity }: Watched): string {
  const { published, statuses, logged, progress, refreshes } = client;
  const told = [published, statuses, logged, progress].map(({ length }) => length);
  return [...told, refreshes, examinations.calls.length, activity.begun].join(' ');
}
