import path from 'node:path';
import { cli } from '../cli/index.ts';
import { makeCliServices, makeLog } from './wiring.ts';

/** Set by the build. */
declare const MODPROOF_VERSION: string;

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort(new Error('interrupted')));
process.once('SIGTERM', () => interrupted.abort(new Error('terminated')));
// A reader that goes away, as `| head` does, is no fault of the audit.
process.stdout.on('error', () => undefined);

const services = makeCliServices(
  process.env,
  { data: path.join(__dirname, 'data'), findings: path.join(__dirname, 'findings') },
  MODPROOF_VERSION,
);

cli(
  process.argv.slice(2),
  {
    out: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
    err: (text) => void process.stderr.write(text),
    outIsTerminal: process.stdout.isTTY === true,
    errIsTerminal: process.stderr.isTTY === true,
    environment: process.env,
    log: makeLog(process.env),
    signal: interrupted.signal,
  },
  services,
).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(
      `modproof: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 2;
  },
);
