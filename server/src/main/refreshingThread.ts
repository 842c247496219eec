import { parentPort, Worker } from 'node:worker_threads';
import type { FeedProgress } from '../sources/index.ts';
import { type FeedRefresh, type RefreshPlan, refreshFeed } from './refreshFeed.ts';

/** What the thread is started with, as plain data. */
export interface RefreshTask {
  readonly kind: 'refresh-feed';
  readonly plan: RefreshPlan;
}

type RefreshMessage =
  | { readonly kind: 'progress'; readonly step: Parameters<FeedProgress> }
  | { readonly kind: 'done'; readonly result: FeedRefresh };

/**
 * Refreshes the list of malicious modules in a thread of its own, which runs the
 * script `program` again: tens of megabytes are taken apart, and no key waits for
 * that. The thread ends with the refresh, or at once when `signal` aborts; then
 * nothing was changed. Rejects on cancellation, and when the thread cannot be run.
 */
export function refreshInThread(
  program: string,
  plan: RefreshPlan,
  progress: FeedProgress,
  signal: AbortSignal,
): Promise<FeedRefresh> {
  signal.throwIfAborted();
  const task: RefreshTask = { kind: 'refresh-feed', plan };
  // Output of the thread would mix with the protocol's.
  const worker = new Worker(program, { workerData: task, stdout: true, stderr: true });
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      void worker.terminate();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: RefreshMessage) => {
      if (message.kind === 'progress') progress(...message.step);
      else resolve(message.result);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal.removeEventListener('abort', stop);
      reject(new Error(`the refresh ended with exit code ${code}`));
    });
  });
}

/** Tells what a thread is to do. */
export function isRefreshTask(data: unknown): data is RefreshTask {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'refresh-feed';
}

/** Does the thread's work; called in it. */
export async function runRefreshTask({ plan }: RefreshTask): Promise<void> {
  const post = (message: RefreshMessage): void => parentPort?.postMessage(message);
  const progress: FeedProgress = (...step) => post({ kind: 'progress', step });
  post({ kind: 'done', result: await refreshFeed(plan, new AbortController().signal, { progress }) });
}
