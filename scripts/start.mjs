/**
 * Shows Modproof at work.
 *
 * Without arguments it starts the small world of `test/world` on this machine,
 * audits the example project there, and stops the world; with `--gates` alone it
 * does so under `docs/example-policy.jsonc`, and everything in that world has been
 * logged for long. With other arguments it runs `modproof audit` with them, against
 * the real mirror and the real upstreams. Ends with the exit code of the audit.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join, relative } from 'node:path';
import { prepare } from './prepare.mjs';
import { fail, ROOT } from './tools.mjs';

prepare();
// Imported late: what it imports is not there before the packages are.
const { build } = await import('./build.mjs');
await build().catch((error) => fail(`The build failed: ${error.message}`));

const given = process.argv.slice(2);
// npm goes to the root before it runs us; relative folders are meant from where the user is.
const userFolder = (process.env.npm_lifecycle_event === 'start' && process.env.INIT_CWD) || process.cwd();
const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => stopped.abort(signal));
}
const hasGates = given.length === 1 && given[0] === '--gates';
process.exitCode = given.length > 0 && !hasGates ? await audit(given, process.env) : await auditExample();

async function auditExample() {
  const { startWorld } = (await import('../build/world.js')).default;
  let world;
  try {
    world = await startWorld({ projectDirectory: ROOT });
  } catch (error) {
    // Ctrl-C reaches the processes of the half-built world as well; it cleans up after itself.
    if (stopped.signal.aborted) return codeOf(stopped.signal.reason);
    return fail(`The small world could not be started: ${error.message}`);
  }
  try {
    const policy = ['--policy', relative(userFolder, join(ROOT, 'docs/example-policy.jsonc'))];
    return await audit([relative(userFolder, world.exampleDir), ...(hasGates ? policy : [])], {
      ...process.env,
      ...world.env,
      ...(hasGates ? { MODPROOF_LOG_DATES: world.logDates } : {}),
    });
  } finally {
    await world.stop();
  }
}

/** Runs the audit as a child; a signal to us is passed on, and awaited. */
function audit(args, env) {
  if (stopped.signal.aborted) return codeOf(stopped.signal.reason);
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(ROOT, 'dist/cli.js'), 'audit', ...args], {
      cwd: userFolder,
      env,
      stdio: 'inherit',
    });
    stopped.signal.addEventListener('abort', () => child.kill(stopped.signal.reason));
    child.on('error', (error) => {
      console.error(`dist/cli.js could not be started: ${error.message}`);
      done(1);
    });
    child.on('close', (code, signal) => {
      done(stopped.signal.aborted ? codeOf(stopped.signal.reason) : (code ?? codeOf(signal)));
    });
  });
}

/** The exit code by which shells tell that a signal ended a process. */
function codeOf(signal) {
  return 128 + (constants.signals[signal] ?? 0);
}
