import path from 'node:path';
import { cli, type ExitCode } from '../../server/src/cli/index.ts';
import { makeCliServices } from '../../server/src/main/wiring.ts';

/** What one command line said. */
export interface Run {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** Where and how a command line is run. */
export interface RunOptions {
  readonly cwd: string;
  /** Merged over the environment of this process. */
  readonly env: Readonly<Record<string, string>>;
  /** Scales time limits; 1 when absent. */
  readonly patience?: number;
  readonly outIsTerminal?: boolean;
  readonly errIsTerminal?: boolean;
  readonly signal?: AbortSignal;
  /** The folder with the list of known modules; the project's own when absent. */
  readonly data?: string;
}

/** Runs a command line in this process, wired as the program is, with a terminal that remembers. */
export async function run(argv: readonly string[], options: RunOptions): Promise<Run> {
  const environment = { ...process.env, CI: '', NO_COLOR: '', ...options.env };
  const folders = {
    data: path.resolve(options.data ?? 'server/data'),
    findings: path.resolve('docs/findings'),
  };
  const services = makeCliServices(environment, folders, '0.0.0-test', options.patience ?? 1);
  let out = '';
  let err = '';
  const code = await cli(
    argv,
    {
      out: async (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      outIsTerminal: options.outIsTerminal ?? false,
      errIsTerminal: options.errIsTerminal ?? false,
      environment,
      log: { debug: () => undefined, warn: () => undefined },
      signal: options.signal ?? new AbortController().signal,
    },
    { ...services, path: { ...path, resolve: (one: string) => path.resolve(options.cwd, one) } },
  );
  return { code, out, err };
}
