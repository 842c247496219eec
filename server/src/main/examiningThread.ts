import { parentPort, Worker } from 'node:worker_threads';
import { OwnExaminations } from '../examination/index.ts';
import { serveExaminations, type Thread, type ThreadMessage, type ThreadPort } from '../learning/index.ts';
import type { Log } from '../ports/index.ts';
import { type ExaminationPlan, openExaminationServices } from './examinationServices.ts';

/** What the thread is started with, as plain data. */
export type ThreadPlan = Omit<ExaminationPlan, 'log'>;

/** Starts the thread that examines, which runs the script `program` again. */
export function startExaminingThread(program: string, plan: ThreadPlan): Thread {
  // Output of the thread would mix with the protocol's.
  const worker = new Worker(program, { workerData: plan, stdout: true, stderr: true });
  // A thread that rests keeps no process from ending.
  worker.unref();
  let isStopped = false;
  return {
    post: (message) => worker.postMessage(message),
    listen: (receive) => void worker.on('message', receive),
    onEnd: (ended) => {
      let why = '';
      worker.on('error', (error) => {
        why = error.message;
      });
      worker.once('exit', (code) => {
        if (!isStopped) ended(why === '' ? `exit code ${code}` : why);
      });
    },
    stop: async () => {
      isStopped = true;
      await worker.terminate().catch(() => undefined);
    },
  };
}

/** Does the thread's work; called in it. Rejects when it cannot be begun, which ends the thread. */
export async function runExaminingThread(plan: ThreadPlan): Promise<void> {
  const parent = parentPort;
  if (parent === null) throw new Error('this is no thread');
  const post = (message: ThreadMessage): void => parent.postMessage(message);
  const log: Log = {
    debug: (message) => post({ kind: 'log', level: 'debug', message }),
    warn: (message) => post({ kind: 'log', level: 'warn', message }),
  };
  // Calls that come before the services are open wait for them.
  const early: ThreadMessage[] = [];
  let receive = (message: ThreadMessage): void => void early.push(message);
  parent.on('message', (message: ThreadMessage) => receive(message));
  const { services } = await openExaminationServices({ ...plan, log });
  const port: ThreadPort = {
    post,
    listen: (listener) => {
      receive = listener;
      for (const message of early.splice(0)) listener(message);
    },
  };
  serveExaminations(port, new OwnExaminations(services));
}
