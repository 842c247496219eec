import path from 'node:path';
import { NodeFiles, readGoSettings, systemClock } from '../../server/src/adapters/index.ts';
import { FeedJudge, NameJudge } from '../../server/src/audit/index.ts';
import { type Examinations, OwnExaminations } from '../../server/src/examination/index.ts';
import type { LanguageServices } from '../../server/src/lsp/index.ts';
import { buildIndex } from '../../server/src/typosquat/index.ts';
import type { TestServices } from './services.ts';

/** Invented names. */
export const NAMES = new NameJudge(() =>
  buildIndex([
    { path: 'github.com/hedgehog/burrow', weight: 300 },
    { path: 'github.com/stoat/ermine', weight: 120 },
  ]),
);

/** In which nothing is listed: the tests tell the attack of the world by its name and its contents. */
const FEED = new FeedJudge({
  feed: { date: '2030-01-02', advisories: [], withdrawn: [] },
  from: ['shipped'],
  problems: [],
});

/** Nobody stored anything, and whoever is to examine never comes to an end before it is cancelled. */
const NOBODY: Examinations = {
  recall: async () => undefined,
  examine: (_, { signal }) => never(signal),
  compare: (_, __, { signal }) => never(signal),
  sides: (_, { signal }) => never(signal),
  vendored: (_, { signal }) => never(signal),
  newest: (_, { signal }) => never(signal),
  versions: (_, { signal }) => never(signal),
};

/** What a server in this process works with: this machine's files, invented names, and nobody to ask. */
export function languageServices(changes: Partial<LanguageServices> = {}): LanguageServices {
  return {
    version: '1.2.3',
    files: new NodeFiles(),
    path,
    clock: systemClock,
    examinations: NOBODY,
    names: () => NAMES,
    feed: () => FEED,
    hearOfFeed: () => undefined,
    lookAtFeed: async () => undefined,
    feedSources: () => 'MODPROOF_FEED is off: the list is not downloaded.',
    refreshFeed: (_, signal) => never(signal),
    settings: () => readGoSettings({ GOENV: 'off' }, process.platform),
    machinePolicy: () => ({ path: '/nowhere/policy.json', isNamed: false }),
    importers: () => null,
    codeHosts: () => [],
    machineLedger: () => null,
    configure: async () => undefined,
    pageOf: () => null,
    clearStore: async () => undefined,
    ...changes,
  };
}

/** The same with the services of somebody who lives in the world; what is examined is examined in this thread. */
export function servicesInWorld(
  { services, files }: TestServices,
  env: Readonly<Record<string, string>>,
  changes: Partial<LanguageServices> = {},
): LanguageServices {
  return languageServices({
    files,
    clock: services.clock,
    examinations: new OwnExaminations(services),
    names: () => services.names,
    settings: () => readGoSettings({ ...process.env, ...env }, process.platform),
    ...changes,
  });
}

function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
