import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  DiskStore,
  GitChooser,
  MemoryStore,
  makeFolder,
  NodeFiles,
  readGoSettings,
  systemClock,
  UndiciHttp,
  writeOutput,
} from '../adapters/index.ts';
import type { AuditServices } from '../audit/index.ts';
import type { CliServices } from '../cli/index.ts';
import { DEFAULT_IMPORTER_SERVICE } from '../goenv/index.ts';
import { LEDGER_ATTRIBUTES, LEDGER_HEADING } from '../ledger/index.ts';
import type { Log } from '../ports/index.ts';
import { type ImporterService, Patience } from '../sources/index.ts';
import { readLogDates } from './logDates.ts';
import { readNames } from './names.ts';

const MEMORY_STORE_BYTES = 64 << 20;
const DISK_STORE_BYTES = 512 << 20;

/** Where the built program finds its data: beside itself. */
export interface ProgramFolders {
  /** Holds `known-modules.txt`. */
  readonly data: string;
  /** Holds one page for each finding code. */
  readonly findings: string;
}

/** The composition root: the only place where adapters meet the rest. */
export function makeCliServices(
  environment: Readonly<Record<string, string | undefined>>,
  folders: ProgramFolders,
  version: string,
  patienceScale = 1,
): CliServices {
  return {
    version,
    path,
    platform: process.platform,
    readPage: (name) => readFile(path.join(folders.findings, name), 'utf8').catch(() => null),
    files: new NodeFiles(),
    writeOutput,
    makeLedger: (folder, name) =>
      makeFolder(folder, { [name]: `${LEDGER_HEADING}\n`, '.gitattributes': LEDGER_ATTRIBUTES }),
    settings: () => readGoSettings(environment, process.platform),
    importers: importerService(environment),
    open: async ({ cacheDir, log }) => {
      const http = new UndiciHttp({ environment, userAgent: `modproof/${version}` });
      const folder = cacheDir ?? defaultCacheFolder(environment);
      // The machine's ledger lies beside the store. Where no folder can be made, both do without.
      if (folder !== null) await makeFolder(folder, {}).catch(() => undefined);
      const disk = folder === null ? null : new DiskStore(folder, DISK_STORE_BYTES, log);
      const services: AuditServices = {
        http,
        git: new GitChooser(http, environment),
        files: new NodeFiles(),
        store: disk ?? new MemoryStore(MEMORY_STORE_BYTES),
        clock: systemClock,
        log,
        settings: await readGoSettings(environment, process.platform),
        names: readNames(folders.data, systemClock.now(), environment.MODPROOF_KNOWN_MODULES),
        dates: readLogDates(folders.data).rows,
        importers: importerService(environment),
        machineLedger: folder === null ? null : path.join(folder, 'ledger'),
        patience: new Patience(patienceScale),
        path,
      };
      return { services, close: async () => void (await Promise.all([http.close(), disk?.close()])) };
    },
  };
}

/** Who counts importers: the address that MODPROOF_DEPS_DEV gives, `off` for nobody, or the public service. */
function importerService(environment: Readonly<Record<string, string | undefined>>): ImporterService | null {
  const named = environment.MODPROOF_DEPS_DEV ?? '';
  if (named === 'off') return null;
  if (named === '') return { address: new URL(DEFAULT_IMPORTER_SERVICE), namedBy: 'stranger' };
  return URL.canParse(named) ? { address: new URL(named), namedBy: 'user' } : null;
}

/** The user's cache folder with the product's name; null when none is known. */
function defaultCacheFolder(environment: Readonly<Record<string, string | undefined>>): string | null {
  if (process.platform === 'win32') {
    return environment.LOCALAPPDATA ? path.join(environment.LOCALAPPDATA, 'modproof', 'cache') : null;
  }
  const home = environment.HOME;
  if (process.platform === 'darwin') return home ? path.join(home, 'Library', 'Caches', 'modproof') : null;
  if (environment.XDG_CACHE_HOME) return path.join(environment.XDG_CACHE_HOME, 'modproof');
  // A folder that everybody may write to is none: what is kept there could be anybody's.
  return home ? path.join(home, '.cache', 'modproof') : null;
}

/** A log that writes to standard error when MODPROOF_DEBUG is set, and nowhere else. */
export function makeLog(environment: Readonly<Record<string, string | undefined>>): Log {
  if (!environment.MODPROOF_DEBUG) return { debug: () => undefined, warn: () => undefined };
  const write = (level: string, message: string): void => {
    process.stderr.write(`modproof: ${level}: ${message}\n`);
  };
  return { debug: (message) => write('debug', message), warn: (message) => write('warn', message) };
}
