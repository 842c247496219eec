import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startProcessGroup } from '../processGroup.ts';
import { goplsProgram } from './program.ts';
import type { Workspace } from './workspace.ts';

/** What the script in Neovim saw of one server. Columns are in bytes. */
export interface SeenOfServer {
  readonly diagnostics: readonly SeenDiagnostic[];
  readonly hover: string;
  readonly titles: readonly string[];
}

/** A diagnostic as Neovim keeps it. */
export interface SeenDiagnostic {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly source: string;
  readonly message: string;
}

/** What the script in Neovim wrote down. */
export interface Seen {
  readonly failure?: string;
  /** How many diagnostics the buffer has altogether. */
  readonly all: number;
  readonly of: { readonly gopls: SeenOfServer; readonly modproof: SeenOfServer };
  /** Whether both servers ended. */
  readonly stopped: boolean;
}

/**
 * Runs Neovim with both servers at one buffer.
 *
 * @param expected how many diagnostics of ours there are to wait for
 * @param module the path of the requirement that both are asked about
 * @returns what it wrote down, and the processes that are left of it. Rejects when Neovim fails.
 */
export async function runNeovim(
  { folder, env, server, project }: Workspace,
  { expected, module }: { readonly expected: number; readonly module: string },
): Promise<{ seen: Seen; left: readonly number[] }> {
  const out = join(folder, 'seen.json');
  const args = ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c'];
  const neovim = startProcessGroup('nvim', [...args, `luafile ${join(import.meta.dirname, 'neovim.lua')}`], {
    cwd: folder,
    env: {
      ...env,
      NODE: process.execPath,
      SERVER: server,
      GOPLS: goplsProgram(),
      GO_MOD: join(project, 'go.mod'),
      EXPECTED: String(expected),
      MODULE: module,
      OUT: out,
    },
  });
  try {
    const code = await neovim.ended;
    if (code !== 0) throw new Error(`Neovim ended with code ${code}:\n${neovim.output()}`);
    return { seen: JSON.parse(await readFile(out, 'utf8')) as Seen, left: await neovim.running() };
  } finally {
    await neovim.stop();
  }
}
