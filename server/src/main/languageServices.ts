import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { clearStore, NodeFiles, readGoSettings, systemClock } from '../adapters/index.ts';
import type { FeedJudge, NameJudge } from '../audit/index.ts';
import { OwnExaminations } from '../examination/index.ts';
import { FarExaminations, SplitExaminations } from '../learning/index.ts';
import { DEFAULT_SETTINGS, type LanguageServices, type MachineSettings } from '../lsp/index.ts';
import { machinePolicyPlace } from '../policy/index.ts';
import { codeHosts } from '../sources/index.ts';
import { CurrentFeed } from './currentFeed.ts';
import {
  defaultCacheFolder,
  type Environment,
  importerService,
  machineLedger,
  openExaminationServices,
} from './examinationServices.ts';
import { startExaminingThread } from './examiningThread.ts';
import { DOWNLOADED, readFeed } from './feed.ts';
import { inSteps } from './inSteps.ts';
import { readNames } from './names.ts';
import { feedSources } from './refreshFeed.ts';
import { refreshInThread } from './refreshingThread.ts';
import type { ProgramFolders } from './wiring.ts';

/** What the language server is made of. */
export interface ServerPlan {
  /** The script that is running, which the examining thread runs as well. */
  readonly program: string;
  readonly folders: ProgramFolders;
  readonly environment: Environment;
  readonly version: string;
  /** Takes what has no editor to be logged in. */
  readonly complain: (message: string) => void;
}

/** The language server's composition root. */
export function makeLanguageServices(plan: ServerPlan): LanguageServices {
  let machine: MachineSettings = DEFAULT_SETTINGS.machine;
  const environment = (): Environment => ({ ...plan.environment, ...machine.environment });
  const cacheFolder = (): string | null =>
    machine.cacheDirectory === '' ? defaultCacheFolder(environment()) : machine.cacheDirectory;
  const examinations = new FarExaminations(
    () =>
      startExaminingThread(plan.program, {
        environment: environment(),
        cacheDir: cacheFolder(),
        dataFolder: plan.folders.data,
        version: plan.version,
      }),
    (level, message) => {
      if (level === 'warn' || environment().MODPROOF_DEBUG) plan.complain(message);
    },
  );
  // Opened by whoever recalls first, and again after the settings have changed.
  let near: ReturnType<typeof openExaminationServices> | null = null;
  const recalling = async (): Promise<OwnExaminations> => {
    near ??= openExaminationServices({
      environment: environment(),
      cacheDir: cacheFolder(),
      dataFolder: plan.folders.data,
      version: plan.version,
      log: { debug: () => undefined, warn: plan.complain },
    });
    return new OwnExaminations((await near).services);
  };
  const forgetNear = async (): Promise<void> => {
    const opened = near;
    near = null;
    await opened?.then(({ close }) => close()).catch(() => undefined);
  };
  const judge = (): NameJudge => {
    const addition =
      machine.knownModules === '' ? environment().MODPROOF_KNOWN_MODULES : machine.knownModules;
    const names = readNames(plan.folders.data, systemClock.now(), addition);
    for (const problem of names.problems) plan.complain(problem);
    return names;
  };
  const readsFeed = (): FeedJudge => {
    const read = readFeed(plan.folders.data, cacheFolder(), systemClock.now());
    for (const problem of read.used.problems) plan.complain(problem);
    return read;
  };
  const feed = new CurrentFeed(() => {
    const folder = cacheFolder();
    return folder === null ? null : path.join(folder, DOWNLOADED);
  }, readsFeed);
  let names = judge();
  // The first keystroke does not wait for it.
  names.prepare();
  inSteps(names.rehearse());
  const pages = new Map<string, string | null>();
  return {
    version: plan.version,
    files: new NodeFiles(),
    path,
    clock: systemClock,
    examinations: new SplitExaminations(recalling, examinations),
    names: () => names,
    feed: () => feed.now(),
    hearOfFeed: (changed) => feed.hear(changed),
    lookAtFeed: () => feed.look(),
    feedSources: () => feedSources(environment()),
    refreshFeed: async (progress, signal) => {
      const refresh = await refreshInThread(
        plan.program,
        {
          environment: environment(),
          dataFolder: plan.folders.data,
          storeFolder: cacheFolder(),
          version: plan.version,
          acceptsLosses: false,
        },
        progress,
        signal,
      );
      await feed.look();
      return refresh;
    },
    settings: () => readGoSettings(environment(), process.platform),
    machinePolicy: () => machinePolicyPlace(environment(), process.platform),
    importers: () => importerService(environment()),
    codeHosts: () => codeHosts(environment()),
    machineLedger: () => machineLedger(cacheFolder()),
    configure: async (settings) => {
      mustBeAbsolute('cacheDirectory', settings.cacheDirectory);
      mustBeAbsolute('knownModules', settings.knownModules);
      const before = machine;
      machine = settings;
      if (before.knownModules !== settings.knownModules) names = judge();
      // What was downloaded lies in the folder that the settings name.
      feed.forget();
      // It reads its settings when it starts again.
      await Promise.all([examinations.stop(), forgetNear()]);
    },
    pageOf: (code) => {
      const known = pages.get(code);
      if (known !== undefined) return known;
      const file = path.join(plan.folders.findings, `${code.replaceAll('/', '-')}.md`);
      const page = /^[a-z-]+\/[a-z-]+$/.test(code) && existsSync(file) ? pathToFileURL(file).href : null;
      pages.set(code, page);
      return page;
    },
    clearStore: async () => {
      await Promise.all([examinations.stop(), forgetNear()]);
      const folder = cacheFolder();
      if (folder !== null) await clearStore(folder);
    },
  };
}

/** Throws for a path from who knows which folder. */
function mustBeAbsolute(setting: string, value: string): void {
  if (value !== '' && !path.isAbsolute(value))
    throw new Error(
      `modproof.${setting} must be an absolute path, and ${JSON.stringify(value)} is none; it is not used`,
    );
}
