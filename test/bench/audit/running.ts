import { type ChildProcess, spawn } from 'node:child_process';

/** What a program said. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const running = new Set<ChildProcess>();

/** Runs a program without a shell and waits for its end. Rejects only when it cannot be started. */
export function run(
  program: string,
  args: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly cwd: string },
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        said[name] += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? -1, ...said });
    });
  });
}

/** As {@link run}, and rejects with what the program said when it ends with another code than 0. */
export async function runWell(...call: Parameters<typeof run>): Promise<Outcome> {
  const outcome = await run(...call);
  if (outcome.code === 0) return outcome;
  const [program, args] = call;
  throw new Error(`${program} ${args.join(' ')} ended with ${outcome.code}: ${outcome.stderr.slice(-2000)}`);
}

/** Ends what still runs, each by its id. */
export function endAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Does `work` for every item, at most `limit` at a time. Rejects with the first failure, when all have ended. */
export async function eachOf<Item>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const item = items[next++] as Item;
      await work(item).catch((error) => {
        next = items.length;
        throw error;
      });
    }
  };
  const settled = await Promise.allSettled(Array.from({ length: limit }, worker));
  for (const each of settled) if (each.status === 'rejected') throw each.reason;
}
