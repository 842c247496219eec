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
} from '../adapters/index.ts';
import type { ExaminationServices, TrustedRootFile } from '../examination/index.ts';
import { DEFAULT_IMPORTER_SERVICE } from '../goenv/index.ts';
import type { Log } from '../ports/index.ts';
import { codeHosts, type ImporterService, LedgerFiles, Patience } from '../sources/index.ts';
import { readLogDates } from './logDates.ts';

/** Names and texts, as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

const MEMORY_STORE_BYTES = 64 << 20;
/** Some kilobytes for each instance. UTF-16 units. */
const MAX_ROOT_LENGTH = 4 << 20;
const DISK_STORE_BYTES = 512 << 20;

/** What examinations are opened with. */
export interface ExaminationPlan {
  readonly environment: Environment;
  /** Folder of the store; null for the user's cache folder. */
  readonly cacheDir: string | null;
  /** Folder that holds `log-dates.txt`. */
  readonly dataFolder: string;
  /** The product's version. */
  readonly version: string;
  readonly log: Log;
  /** Scales every time limit. */
  readonly patienceScale?: number;
}

/** Opens everything that examinations work with, to be closed. */
export async function openExaminationServices(
  plan: ExaminationPlan,
): Promise<{ readonly services: ExaminationServices; close(): Promise<void> }> {
  const { environment, log } = plan;
  const http = new UndiciHttp({ environment, userAgent: `modproof/${plan.version}` });
  const folder = storeFolder(environment, plan.cacheDir);
  // The machine's ledger lies beside the store. Where no folder can be made, both do without.
  if (folder !== null) await makeFolder(folder, {}).catch(() => undefined);
  const disk = folder === null ? null : new DiskStore(folder, DISK_STORE_BYTES, log);
  const files = new NodeFiles();
  const services: ExaminationServices = {
    http,
    git: new GitChooser(http, environment),
    files,
    ledgerFiles: new LedgerFiles(files),
    store: disk ?? new MemoryStore(MEMORY_STORE_BYTES),
    clock: systemClock,
    log,
    settings: await readGoSettings(environment, process.platform),
    dates: readLogDates(plan.dataFolder, environment.MODPROOF_LOG_DATES),
    importers: importerService(environment),
    codeHosts: codeHosts(environment),
    trustedRoot: trustedRootFile(environment, plan.dataFolder),
    machineLedger: machineLedger(folder),
    patience: new Patience(plan.patienceScale ?? 1),
  };
  return { services, close: async () => void (await Promise.all([http.close(), disk?.close()])) };
}

/** Folder of the store: the one that is named, or the user's cache folder where `named` is null; null when none is known. */
export function storeFolder(environment: Environment, named: string | null): string | null {
  return named ?? defaultCacheFolder(environment);
}

/** This machine's tag ledger, beside the store; null where there is no folder for one. */
export function machineLedger(folder: string | null): string | null {
  return folder === null ? null : path.join(folder, 'ledger');
}

/** Who counts importers: the address that MODPROOF_DEPS_DEV gives, `off` for nobody, or the public service. */
export function importerService(environment: Environment): ImporterService | null {
  const named = environment.MODPROOF_DEPS_DEV ?? '';
  if (named === 'off') return null;
  if (named === '') return { address: new URL(DEFAULT_IMPORTER_SERVICE), namedBy: 'stranger' };
  return URL.canParse(named) ? { address: new URL(named), namedBy: 'user' } : null;
}

/** The trusted roots that MODPROOF_TRUSTED_ROOT names, else those that the product ships. */
export function trustedRootFile(environment: Environment, dataFolder: string): TrustedRootFile {
  const named = environment.MODPROOF_TRUSTED_ROOT ?? '';
  const file = named === '' ? path.join(dataFolder, 'trusted-root.json') : named;
  return {
    read: async () => {
      const text = await readFile(file, 'utf8');
      if (text.length > MAX_ROOT_LENGTH) throw new Error(`${file} is larger than any file of trusted roots`);
      return { text, isUsers: named !== '' };
    },
  };
}

/** The user's cache folder with the product's name; null when none is known. */
export function defaultCacheFolder(environment: Environment): string | null {
  if (process.platform === 'win32') {
    return environment.LOCALAPPDATA ? path.join(environment.LOCALAPPDATA, 'modproof', 'cache') : null;
  }
  const home = environment.HOME;
  if (process.platform === 'darwin') return home ? path.join(home, 'Library', 'Caches', 'modproof') : null;
  if (environment.XDG_CACHE_HOME) return path.join(environment.XDG_CACHE_HOME, 'modproof');
  // A folder that everybody may write to is none: what is kept there could be anybody's.
  return home ? path.join(home, '.cache', 'modproof') : null;
}
