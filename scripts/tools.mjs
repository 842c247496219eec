/** Where things lie in this checkout, and how its tools are run. Node's own modules only. */
import { spawn } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout, absolute. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Tells whether a script was started by itself, by the `import.meta.url` that it sees. */
export function isMain(url) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(url));
}

/**
 * The script that a package installs as a command, as an absolute path.
 *
 * It is run with `process.execPath`, because the commands in `node_modules/.bin`
 * are shell scripts on some systems.
 */
export function binOf(packageName, command = packageName) {
  const folder = join(ROOT, 'node_modules', ...packageName.split('/'));
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const script = typeof bin === 'string' ? bin : bin[command];
  if (script === undefined) throw new Error(`${packageName} has no command ${command}`);
  return join(folder, script);
}

/**
 * Runs a Node script and waits for its end.
 *
 * With `capture`, its output is gathered and given back in order of arrival;
 * without, it goes where ours goes. Never rejects: a script that cannot be
 * started ends with code 127.
 */
export function runNode(args, { capture = false, env = process.env, cwd = ROOT } = {}) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env,
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    let output = '';
    const gather = (chunk) => {
      output += chunk;
    };
    child.stdout?.setEncoding('utf8').on('data', gather);
    child.stderr?.setEncoding('utf8').on('data', gather);
    child.on('error', (error) => done({ code: 127, output: `${output}${error.message}\n` }));
    child.on('close', (code, signal) => done({ code: code ?? 1, signal, output }));
  });
}

/** Ends this process with a message for people, without a stack. */
export function fail(message) {
  console.error(message);
  process.exit(1);
}
