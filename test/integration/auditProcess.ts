import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { plant, runNode } from '../tidy/plant.ts';

/** Builds the program from this checkout, aside: what lies in dist/ may be old. Gives the path of the command line. */
export async function buildAside(): Promise<string> {
  const folder = plant({}, ['package.json', 'scripts', 'server', 'client', 'docs', 'test/world']);
  const { code, output } = await runNode([join(folder, 'scripts/build.mjs')], folder);
  if (code !== 0) throw new Error(`the build failed: ${output}`);
  return join(folder, 'dist/cli.js');
}

/** How one process ended. */
export interface Ended {
  /** Null when it was killed. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** One audit as a process of its own. */
export class AuditProcess {
  readonly #child: ChildProcess;
  /** Resolves when the process is gone, however it went. */
  readonly ended: Promise<Ended>;

  constructor(cli: string, args: readonly string[], env: Readonly<Record<string, string>>) {
    const child = spawn(process.execPath, [cli, ...args], {
      env: { ...process.env, CI: 'true', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    this.ended = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, out, err }));
    });
  }

  /** Ends it at once, without a chance to tidy up. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
