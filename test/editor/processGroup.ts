import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { runningInGroup } from './processes.ts';

export interface ProcessOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * A process with all that it starts, so that nothing of it is left behind.
 *
 * It leads a process group of its own; the group ends with `stop`, and at the
 * latest with this process.
 */
export interface ProcessGroup {
  /** Everything printed so far, of both streams. */
  readonly output: () => string;
  /** Resolves with the first match in the output. Rejects when the process ends first, or after `limit` ms. */
  readonly printed: (pattern: RegExp, limit: number) => Promise<RegExpExecArray>;
  /** Resolves with the exit code when the process has ended by itself. */
  readonly ended: Promise<number>;
  /** The processes of the group that have not ended. */
  running(): Promise<number[]>;
  /** Ends the group, gently first. Resolves when no process of it is left. May be called again. */
  stop(): Promise<void>;
}

/** How long a group may take to end by itself, in ms. */
const GRACE = 5_000;

/** Starts a command in a process group of its own. */
export function startProcessGroup(
  command: string,
  args: readonly string[],
  options: ProcessOptions,
): ProcessGroup {
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const listeners = new Set<() => void>();
  const heed = (stream: Readable): void => {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      for (const listener of listeners) listener();
    });
  };
  heed(child.stdout);
  heed(child.stderr);
  const ended = once(child, 'close').then(([code]) => (code as number | null) ?? 1);
  // Whoever waits for `ended` or `printed` hears of it; nobody has to.
  ended.catch(() => undefined);
  const endWithUs = (): void => signalGroup(child, 'SIGKILL');
  process.once('exit', endWithUs);
  return {
    output: () => output,
    ended,
    printed: (pattern, limit) =>
      new Promise((resolve, reject) => {
        const finish = (settle: () => void): void => {
          clearTimeout(timer);
          listeners.delete(look);
          settle();
        };
        const look = (): void => {
          const match = pattern.exec(output);
          if (match !== null) finish(() => resolve(match));
        };
        const refuse = (why: string): void =>
          finish(() => reject(new Error(`${command} ${why} before it printed ${pattern}:\n${output}`)));
        const timer = setTimeout(() => refuse(`took more than ${limit} ms`), limit);
        listeners.add(look);
        ended.then(
          (code) => refuse(`ended with code ${code}`),
          (error: Error) => refuse(`failed (${error.message})`),
        );
        look();
      }),
    running: () => runningOf(child),
    stop: async () => {
      signalGroup(child, 'SIGTERM');
      if (!(await isGone(child, GRACE))) {
        signalGroup(child, 'SIGKILL');
        if (!(await isGone(child, GRACE))) throw new Error(`a process that ${command} started does not end`);
      }
      process.off('exit', endWithUs);
    },
  };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // None of the group is left.
  }
}

async function runningOf(child: ChildProcess): Promise<number[]> {
  return child.pid === undefined ? [] : runningInGroup(child.pid);
}

/** No event tells that the last process of a group is gone, so that it has to be asked for. */
async function isGone(child: ChildProcess, limit: number): Promise<boolean> {
  const end = Date.now() + limit;
  while ((await runningOf(child)).length > 0) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}
