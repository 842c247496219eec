import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { isMainThread, workerData } from 'node:worker_threads';
import {
  type Connection,
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
} from 'vscode-languageserver/node';
import { serve } from '../lsp/index.ts';
import { runExaminingThread, type ThreadPlan } from './examiningThread.ts';
import { makeLanguageServices } from './languageServices.ts';
import { isRefreshTask, runRefreshTask } from './refreshingThread.ts';

/** Set by the build. */
declare const MODPROOF_VERSION: string;

const USAGE = 'The Modproof language server is started by an editor, with --stdio or --node-ipc.';

/**
 * How much the memory of old values may grow before it is gathered, in percent.
 * Typing makes much that lives for a moment; left alone, V8 lets the process
 * grow to twice of what it needs. A V8 that does not know the flag says so on
 * standard error and goes on.
 */
const HEAP_GROWTH = 60;

if (isMainThread) startServer();
else if (isRefreshTask(workerData)) void runRefreshTask(workerData);
else void runExaminingThread(workerData as ThreadPlan);

function startServer(): void {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  const connection = connect();
  if (connection === null) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const complain = (message: string): void => void process.stderr.write(`${message}\n`);
  const folders = { data: path.join(__dirname, 'data'), findings: path.join(__dirname, 'findings') };
  const services = makeLanguageServices({
    program: __filename,
    folders,
    environment: process.env,
    version: MODPROOF_VERSION,
    complain,
  });
  serve(connection, services);
}

/** The connection that the command line asks for; null when it asks for none that there is. */
function connect(): Connection | null {
  // Other arguments are passed over, because editors add some of their own.
  switch (process.argv.slice(2).find((argument) => argument === '--stdio' || argument === '--node-ipc')) {
    case '--stdio':
      return createConnection(process.stdin, process.stdout);
    case '--node-ipc':
      // Only a process that was started with a channel to its parent can send.
      if (process.send === undefined) return null;
      return createConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
    default:
      return null;
  }
}
