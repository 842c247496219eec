import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder, NodeFiles, readGoSettings, systemClock, writeOutput } from '../adapters/index.ts';
import type { CliServices } from '../cli/index.ts';
import { LEDGER_ATTRIBUTES, LEDGER_HEADING } from '../ledger/index.ts';
import { machinePolicyPlace } from '../policy/index.ts';
import type { Log } from '../ports/index.ts';
import { codeHosts } from '../sources/index.ts';
import {
  type Environment,
  importerService,
  openExaminationServices,
  storeFolder,
} from './examinationServices.ts';
import { readFeed } from './feed.ts';
import { readNames } from './names.ts';
import { feedSources, refreshFeed } from './refreshFeed.ts';

/** Where the built program finds its data: beside itself. */
export interface ProgramFolders {
  /** Holds `known-modules.txt`, `log-dates.txt` and `malicious-modules.txt`. */
  readonly data: string;
  /** Holds one page for each finding code. */
  readonly findings: string;
}

/** The command line's composition root: the only place where adapters meet its rooms. */
export function makeCliServices(
  environment: Environment,
  folders: ProgramFolders,
  version: string,
  patienceScale = 1,
): CliServices {
  const names = (): ReturnType<typeof readNames> =>
    readNames(folders.data, systemClock.now(), environment.MODPROOF_KNOWN_MODULES);
  return {
    version,
    path,
    platform: process.platform,
    readPage: (name) => readFile(path.join(folders.findings, name), 'utf8').catch(() => null),
    files: new NodeFiles(),
    writeOutput,
    makeLedger: (folder, name) =>
      makeFolder(folder, { [name]: `${LEDGER_HEADING}\n`, '.gitattributes': LEDGER_ATTRIBUTES }),
    nonce: () => randomBytes(16).toString('hex'),
    settings: () => readGoSettings(environment, process.platform),
    machinePolicy: machinePolicyPlace(environment, process.platform),
    names,
    importers: importerService(environment),
    codeHosts: codeHosts(environment),
    feed: (cacheDir) => readFeed(folders.data, storeFolder(environment, cacheDir), systemClock.now()).used,
    feedSources: () => feedSources(environment),
    refreshFeed: ({ cacheDir, acceptsLosses }, signal) => {
      const folder = storeFolder(environment, cacheDir);
      const plan = { environment, dataFolder: folders.data, storeFolder: folder, version, acceptsLosses };
      return refreshFeed(plan, signal);
    },
    open: async ({ cacheDir, log }) => {
      const { services, close } = await openExaminationServices({
        environment,
        cacheDir,
        dataFolder: folders.data,
        version,
        log,
        patienceScale,
      });
      const feed = readFeed(folders.data, storeFolder(environment, cacheDir), systemClock.now());
      return { services: { ...services, names: names(), feed, path }, close };
    },
  };
}

/** A log that writes to standard error when MODPROOF_DEBUG is set, and nowhere else. */
export function makeLog(environment: Environment): Log {
  if (!environment.MODPROOF_DEBUG) return { debug: () => undefined, warn: () => undefined };
  const write = (level: string, message: string): void => {
    process.stderr.write(`modproof: ${level}: ${message}\n`);
  };
  return { debug: (message) => write('debug', message), warn: (message) => write('warn', message) };
}
