import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { COMMANDS } from '../../../server/src/protocol/index.ts';
import { PULLING_EDITOR, WHOLE_EDITOR } from '../../integration/editorCapabilities.ts';
import { TestLanguageClient } from '../../integration/languageClient.ts';

/** The built server in a process of its own, with an editor that has introduced itself. */
export interface BenchServer {
  readonly client: TestLanguageClient;
  /** Memory of the process in MiB; NaN where the system does not tell. */
  memory(): number;
  stop(): Promise<void>;
}

export interface BenchServerOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The editor asks for diagnostics itself. */
  readonly pulls?: boolean;
  /** The section `modproof`. */
  readonly settings?: unknown;
  readonly folders?: readonly string[];
}

export async function startServer(options: BenchServerOptions = {}): Promise<BenchServer> {
  const { env = {}, pulls = false, settings = null, folders } = options;
  const child = spawn(process.execPath, [resolve('dist/server.js'), '--stdio'], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const kill = (): void => void child.kill();
  process.once('exit', kill);
  const client = TestLanguageClient.overStreams(child.stdout, child.stdin);
  client.settings = () => settings;
  await client.initialize({
    capabilities: pulls ? PULLING_EDITOR : WHOLE_EDITOR,
    options: { status: true, commands: Object.values(COMMANDS) },
    ...(folders === undefined ? {} : { folders }),
  });
  return {
    client,
    memory: () => {
      const kibibytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      return Number(kibibytes) / 1024;
    },
    stop: async () => {
      await client.shutdown();
      await client.exit();
      await ended;
      process.off('exit', kill);
      client.dispose();
    },
  };
}
