import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { runStoreProgram, type StoreTaskName } from './storeProgram.ts';

/** What a program that works on a store said in the end. */
export interface StoreAnswer {
  readonly result: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
}

/** How a program is started. */
export interface StoreTask {
  readonly folder: string;
  readonly maxBytes?: number;
  readonly task: StoreTaskName;
  readonly count: number;
  readonly name: string;
  /** Largest file that it may write, in units of 512 bytes. */
  readonly fileLimit?: number;
  /** Drops the rights of an administrator, which no read-only folder stops. */
  readonly asNobody?: boolean;
}

/** Builds the program once and starts it as often as is asked for. */
export class StorePrograms {
  readonly #folder: string;
  readonly #running = new Set<ChildProcess>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async build(): Promise<StorePrograms> {
    const folder = await mkdtemp(join(tmpdir(), 'modproof-store-program-'));
    await chmod(folder, 0o755);
    await build({
      stdin: {
        contents: `import { ${runStoreProgram.name} as run } from './storeProgram.ts'; await run(process.argv.slice(2));`,
        resolveDir: 'test/unit/adapters/store',
      },
      outfile: join(folder, 'storeProgram.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
    });
    return new StorePrograms(folder);
  }

  /** Starts a program; it is killed after `killAfter` steps, when that is given. */
  start(task: StoreTask, killAfter?: number): Promise<StoreAnswer | 'killed'> {
    const { folder, maxBytes = 64 << 20, fileLimit, asNobody = false } = task;
    const program = join(this.#folder, 'storeProgram.mjs');
    const args = [program, folder, `${maxBytes}`, task.task, `${task.count}`, task.name];
    const [command, ...rest] =
      fileLimit === undefined
        ? [process.execPath, ...args]
        : ['sh', '-c', `ulimit -f ${fileLimit} && exec "$@"`, 'sh', process.execPath, ...args];
    const child = spawn(command, rest, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(asNobody && process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}),
    });
    this.#running.add(child);
    return new Promise((resolve, reject) => {
      let [output, complaint] = ['', ''];
      child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (killAfter !== undefined && output.length > killAfter) child.kill('SIGKILL');
      });
      child.on('error', reject);
      child.on('close', (code, signal) => {
        this.#running.delete(child);
        const last = output.trimEnd().split('\n').at(-1) ?? '';
        if (signal === 'SIGKILL') resolve('killed');
        else if (code !== 0) reject(new Error(`the program ended with ${code ?? signal}: ${complaint}`));
        else resolve(JSON.parse(last) as StoreAnswer);
      });
    });
  }

  /** Stops what still runs and removes the program. */
  async close(): Promise<void> {
    for (const child of this.#running) child.kill('SIGKILL');
    await rm(this.#folder, { recursive: true, force: true });
  }
}
