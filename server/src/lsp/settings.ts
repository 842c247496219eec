/** What the user set for one document. */
export interface ResourceSettings {
  /** `stored`: nobody is asked in the background, and what is stored is all that is shown. */
  readonly network: 'on' | 'stored';
  readonly hover: boolean;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
  /** Whether imports in Go files that no go.mod requires yet are judged by name. */
  readonly goImports: boolean;
}

/** What the user set for this machine. A workspace has no say in it. */
export interface MachineSettings {
  /** How many repositories, and how many copies of modules, are dealt with at a time. */
  readonly concurrency: number;
  /** Laid over the environment of this process: the go command's settings, and git's. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folder of stored verdicts; empty for the user's cache folder. */
  readonly cacheDirectory: string;
  /** File with the user's own list of known modules; empty for none. */
  readonly knownModules: string;
}

export interface Settings {
  readonly resource: ResourceSettings;
  readonly machine: MachineSettings;
}

export const DEFAULT_SETTINGS: Settings = {
  resource: { network: 'on', hover: true, codeLens: false, inlayHints: false, goImports: true },
  machine: { concurrency: 8, environment: {}, cacheDirectory: '', knownModules: '' },
};

/** More at a time would look like an attack to a code host. */
const MAX_CONCURRENCY = 64;

/**
 * Reads the section `modproof` of a client's settings. What is of the wrong type
 * has its default and is told, with its name, in `problems`; what is missing has
 * its default. Never throws.
 */
export function readSettings(section: unknown): {
  readonly settings: Settings;
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  if (section !== null && section !== undefined && !isObject(section)) {
    problems.push(`the settings "modproof" are ${wordFor(section)}, not an object; the defaults count`);
  }
  const values = isObject(section) ? section : {};
  const read = <Value>(
    name: string,
    standard: Value,
    expected: string,
    isRight: (value: unknown) => boolean,
  ): Value => {
    const value = valueAt(values, name);
    if (value === undefined || value === null) return standard;
    if (isRight(value)) return value as Value;
    problems.push(`modproof.${name} is ${wordFor(value)}, not ${expected}; the default counts`);
    return standard;
  };
  const flag = (name: string, standard: boolean): boolean =>
    read(name, standard, 'true or false', (value) => typeof value === 'boolean');
  const text = (name: string): string => read(name, '', 'a text', (value) => typeof value === 'string');
  const { resource, machine } = DEFAULT_SETTINGS;
  const settings: Settings = {
    resource: {
      network: read(
        'network',
        resource.network,
        '"on" or "stored"',
        (one) => one === 'on' || one === 'stored',
      ),
      hover: flag('hover.enabled', resource.hover),
      codeLens: flag('codeLens.enabled', resource.codeLens),
      inlayHints: flag('inlayHints.enabled', resource.inlayHints),
      goImports: flag('goImports.enabled', resource.goImports),
    },
    machine: {
      concurrency: read(
        'concurrency',
        machine.concurrency,
        `a whole number from 1 to ${MAX_CONCURRENCY}`,
        (one) => Number.isInteger(one) && (one as number) >= 1 && (one as number) <= MAX_CONCURRENCY,
      ),
      environment: read('environment', machine.environment, 'an object of texts', isTexts),
      cacheDirectory: text('cacheDirectory'),
      knownModules: text('knownModules'),
    },
  };
  return { settings, problems };
}

/** Settings come nested or, from some clients, under their full names. */
function valueAt(values: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(values, name)) return values[name];
  let at: unknown = values;
  for (const part of name.split('.')) {
    if (!isObject(at) || !Object.hasOwn(at, part)) return undefined;
    at = at[part];
  }
  return at;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((one) => typeof one === 'string');
}

function wordFor(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  return JSON.stringify(value) ?? typeof value;
}
