import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import guards from '../../scripts/guards.json' with { type: 'json' };
import { ROOT } from './tree.ts';

/** How a command ended, and all it printed. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

const planted: string[] = [];

/**
 * Makes a small project beside this one: the given files, the given parts of
 * this checkout, and its packages unless they are not wanted. The folder's name
 * holds a blank on purpose.
 */
export function plant(
  files: Readonly<Record<string, string>>,
  parts: readonly string[],
  options: { packages: boolean } = { packages: true },
): string {
  const folder = mkdtempSync(join(tmpdir(), 'modproof tidy '));
  planted.push(folder);
  for (const part of parts) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  if (options.packages) symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

/** Removes everything that was planted. */
export function uproot(): void {
  for (const folder of planted.splice(0)) {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs one guard of `scripts/guards.json` there, just as `npm test` runs it here. */
export function runGuard(name: string, folder: string): Promise<Outcome> {
  const guard = guards.find((candidate) => candidate.name === name);
  if (guard === undefined) throw new Error(`there is no guard ${name}`);
  const base = join(folder, 'node_modules', guard.package);
  const { bin } = JSON.parse(readFileSync(join(base, 'package.json'), 'utf8')) as {
    bin: Record<string, string>;
  };
  return runNode([join(base, bin[guard.command]!), ...guard.args], folder);
}

/** Runs a Node script there, without what the test runner put into the environment. */
export function runNode(
  args: readonly string[],
  folder: string,
  options: {
    env?: NodeJS.ProcessEnv;
    execPath?: string;
    onOutput?: (output: string, pid: number) => void;
  } = {},
): Promise<Outcome> {
  const env = Object.fromEntries(
    Object.entries({ ...process.env, NO_COLOR: '1', ...options.env }).filter(
      ([name]) =>
        !/^(?:VITEST|TEST|NODE_ENV|FORCE_COLOR|MODPROOF_)/.test(name) || options.env?.[name] !== undefined,
    ),
  );
  return new Promise((done, reject) => {
    const child = spawn(options.execPath ?? process.execPath, args, {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
        options.onOutput?.(output, child.pid!);
      });
    }
    child.on('error', reject);
    child.on('close', (code) => done({ code, output }));
  });
}
