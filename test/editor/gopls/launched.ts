import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { TestLanguageClient } from '../../integration/languageClient.ts';
import { runningInGroup } from '../processes.ts';

/** A language server in a process of its own, and the editor's end of the line to it. */
export interface LaunchedServer {
  readonly client: TestLanguageClient;
  /** Everything that it printed beside the protocol. */
  readonly output: () => string;
  /** Resolves with its exit code when it has ended. */
  readonly ended: Promise<number | null>;
  /** Takes leave as editors do. Resolves with the processes that are left of it, which it then ends. */
  stop(): Promise<readonly number[]>;
}

/** Starts a language server that speaks over standard input and output, in a process group of its own. */
export function launchServer(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): LaunchedServer {
  const child = spawn(command, args, { ...options, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  ended.catch(() => undefined);
  const endGroup = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // None of the group is left.
    }
  };
  process.once('exit', endGroup);
  const client = TestLanguageClient.overStreams(child.stdout, child.stdin);
  return {
    client,
    output: () => output,
    ended,
    stop: async () => {
      // One that has ended already answers no more.
      await Promise.race([client.shutdown().then(() => client.exit()), ended]);
      await ended;
      client.dispose();
      const left = child.pid === undefined ? [] : await runningInGroup(child.pid);
      endGroup();
      process.off('exit', endGroup);
      return left;
    },
  };
}
