import type { AuditFile } from '../audit/index.ts';
import { FileError } from '../ports/index.ts';
import { foldersAbove } from './foldersAbove.ts';
import type { CliServices, Terminal } from './services.ts';

/** The folder that a team commits, and the ledger in it. */
const FOLDER = '.modproof';
const LEDGER = 'ledger';

/**
 * The tag ledgers of the audited files: for each the nearest `.modproof/ledger`
 * beside it or above it. Where there is none, nothing is made unless `make` says
 * so: then beside the file. Null when that fails, which is told.
 */
export async function projectLedgers(
  files: readonly AuditFile[],
  make: boolean,
  terminal: Terminal,
  services: CliServices,
): Promise<readonly string[] | null> {
  const found = new Set<string>();
  for (const { directory } of files) {
    const near = await nearestLedger(directory, services);
    if (near !== null) found.add(near);
    else if (make) {
      const folder = services.path.join(directory, FOLDER);
      try {
        await services.makeLedger(folder, LEDGER);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        terminal.err(`modproof: no tag ledger could be made: ${error.message}\n`);
        return null;
      }
      found.add(services.path.join(folder, LEDGER));
    }
  }
  return [...found];
}

async function nearestLedger(directory: string, services: CliServices): Promise<string | null> {
  for (const folder of foldersAbove(directory, services)) {
    const path = services.path.join(folder, FOLDER, LEDGER);
    if ((await services.files.kind(path)) === 'file') return path;
  }
  return null;
}
