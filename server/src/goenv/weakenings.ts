import { parseProxyList } from '../proxy/index.ts';
import { borrowsName, parseChecksumDatabase } from '../sumdb/index.ts';
import { type GoFlag, parseGoFlags } from './goFlags.ts';
import { type Remedy, remedyFor } from './remedy.ts';
import type { GoSettingName, GoSettings, SettingSource } from './settings.ts';

/** What a setting does to the protection: the last part of a finding code `environment/…`. */
export type WeakeningKind = 'checksums-off' | 'wide-pattern' | 'insecure' | 'block-bypassed' | 'replaced';

/** How much of what is public a pattern covers, as far as it is known. */
export type PatternBreadth = 'many-publishers' | 'known-publisher' | 'none';

/** One setting, or one part of one, that switches protection off for public modules. */
export interface Weakening {
  readonly kind: WeakeningKind;
  readonly setting: GoSettingName;
  readonly source: SettingSource;
  /** What of the setting does it: a pattern, a flag, hosts, or the whole value. Never a password. */
  readonly part: string;
  /** One sentence: what is switched off. */
  readonly says: string;
  /** Whether `part` is a pattern of module paths. */
  readonly isPattern: boolean;
  readonly remedy: Remedy;
}

/**
 * Lists what the settings switch off for modules that anybody can publish. A
 * pattern that covers one's own modules is none of it, nor is GOPROXY=off, with
 * which nothing is fetched at all.
 *
 * `breadthOf` tells how much a pattern covers. The values are the user's own, but
 * a checkout can bring an env file: the time is linear in their lengths and in
 * the number of patterns.
 *
 * Follows `go help environment`, `go help private` and
 * https://go.dev/ref/mod#environment-variables.
 */
export function weakeningsOf(
  settings: GoSettings,
  breadthOf: (pattern: string) => PatternBreadth,
): readonly Weakening[] {
  const make = (
    kind: WeakeningKind,
    setting: GoSettingName,
    part: string,
    says: string,
    safe: string,
    rest: { readonly isPattern?: boolean; readonly remedy?: Remedy } = {},
  ): Weakening => ({
    kind,
    setting,
    source: settings[setting].source,
    part,
    says,
    isPattern: rest.isPattern ?? false,
    remedy: rest.remedy ?? remedyFor(setting, safe, settings),
  });
  const found: Weakening[] = [];
  const database = databaseEffect(settings.GOSUMDB.value);
  if (database !== null) found.push(make('checksums-off', 'GOSUMDB', database.part, database.says, ''));
  for (const [name, says] of PATTERN_SETTINGS) {
    if (name === 'GOINSECURE' && !areFetchedDirectly(settings, breadthOf)) continue;
    const patterns = patternsOf(name, settings);
    const tells = (pattern: string): boolean =>
      name === 'GOINSECURE' ? breadthOf(pattern) !== 'none' : breadthOf(pattern) === 'many-publishers';
    const told = new Set(patterns.filter(tells));
    const safe = patterns.filter((pattern) => !told.has(pattern)).join(',');
    const kind = name === 'GOINSECURE' ? 'insecure' : 'wide-pattern';
    for (const pattern of told) found.push(make(kind, name, pattern, says, safe, { isPattern: true }));
  }
  const flags = parseGoFlags(settings.GOFLAGS.value) ?? [];
  const last = new Map(flags.map((flag) => [flag.name, flag]));
  for (const flag of flags) {
    const known = flagEffect(flag);
    // Of two flags of one name the go command takes the later one.
    if (known === null || last.get(flag.name) !== flag) continue;
    const safe = flags
      .filter((other) => flagEffect(other) === null)
      .map(({ text }) => (/\s/.test(text) ? `'${text}'` : text))
      .join(' ');
    found.push(make(known.kind, 'GOFLAGS', flag.text, known.says, safe));
  }
  const bypass = bypassOf(settings.GOPROXY.value);
  if (bypass !== null) {
    const { part, says, safe } = bypass;
    const remedy = remedyFor('GOPROXY', safe, settings);
    const words = safe === '' ? remedy.words : 'Write "," in the place of "|" in GOPROXY.';
    // The value may hold a password, which words for everybody do not repeat.
    found.push(make('block-bypassed', 'GOPROXY', part, says, safe, { remedy: { ...remedy, words } }));
  }
  return found;
}

/**
 * What GOSUMDB switches off; null where the public database is asked, or a log
 * under a name of its own, which is somebody's decision and says so.
 */
function databaseEffect(value: string): { readonly part: string; readonly says: string } | null {
  const database = parseChecksumDatabase(value);
  if (database.kind === 'off')
    return {
      part: 'off',
      says: 'no version is checked against the checksum database: what go.sum does not hold yet is taken as it comes',
    };
  if (database.kind === 'invalid' || !borrowsName(database.key)) return null;
  return {
    part: database.key.text,
    says: 'a log is asked that bears the name of the public checksum database and has another key: it may say of a version what nobody else is told',
  };
}

const BY_HAND = 'are fetched from their hosts and not from the mirror, and Modproof asks nobody about them';

/** What the modules that a pattern matches go without. */
const PATTERN_SETTINGS: readonly (readonly [GoSettingName, string])[] = [
  ['GOPRIVATE', `modules that match ${BY_HAND}; nor is the checksum database asked`],
  ['GONOPROXY', `modules that match ${BY_HAND}`],
  ['GONOSUMDB', 'the checksum database is not asked about modules that match'],
  [
    'GOINSECURE',
    'modules that match may be fetched over plain http, or from hosts whose certificates nobody has checked',
  ],
];

/** The patterns of a setting, without those that it has from GOPRIVATE alone. */
function patternsOf(name: GoSettingName, settings: GoSettings): readonly string[] {
  const { value, source } = settings[name];
  const { GOPRIVATE } = settings;
  const isInherited =
    (name === 'GONOPROXY' || name === 'GONOSUMDB') &&
    value === GOPRIVATE.value &&
    source === GOPRIVATE.source;
  return isInherited ? [] : [...new Set(value.split(',').filter((pattern) => pattern !== ''))];
}

/** Whether public modules are ever fetched from their hosts: GOINSECURE has no say in what a mirror serves. */
function areFetchedDirectly(
  { GOPROXY, GONOPROXY }: GoSettings,
  breadthOf: (pattern: string) => PatternBreadth,
): boolean {
  return (
    parseProxyList(GOPROXY.value).entries.some(({ kind }) => kind === 'direct') ||
    GONOPROXY.value.split(',').some((pattern) => pattern !== '' && breadthOf(pattern) !== 'none')
  );
}

/**
 * What a flag switches off; null for nothing, which a flag with an empty value
 * does. Flags that say how the proven files are built are none of it (-tags,
 * -ldflags, -gcflags), nor is -exec, which starts what was built.
 */
function flagEffect({ name, value }: GoFlag): { readonly kind: WeakeningKind; readonly says: string } | null {
  if (value === '') return null;
  switch (name) {
    case 'insecure':
      return value === 'false' || value === '0'
        ? null
        : {
            kind: 'insecure',
            says: 'up to Go 1.16, modules are fetched over plain http and without the checksum database; newer go commands refuse "go get" with it',
          };
    case 'modfile':
      return {
        kind: 'replaced',
        says: 'the go command reads that file in the place of go.mod, and the go.sum file beside it; an audit of go.mod tells nothing of them',
      };
    case 'overlay':
      return {
        kind: 'replaced',
        says: 'the go command builds with the files that are named there in the place of those of modules, and nobody checks them',
      };
    case 'toolexec':
      return {
        kind: 'replaced',
        says: 'the go command has that program start the compiler and every other tool, and it may have them build something else than the files that were checked',
      };
    case 'mod':
      return value === 'mod'
        ? {
            kind: 'replaced',
            says: 'whatever is built may add requirements to go.mod and lines to go.sum by itself, and vendor is passed over',
          }
        : null;
    default:
      return null;
  }
}

/** How GOPROXY lets the go command pass over a mirror's block; null where it does not. */
function bypassOf(
  value: string,
): { readonly part: string; readonly says: string; readonly safe: string } | null {
  const { entries } = parseProxyList(value);
  const [first] = entries;
  if (first?.kind === 'direct')
    return {
      part: 'direct',
      says: 'no mirror is asked: none can refuse a module that is known to be malicious, and there is no copy to compare with upstream',
      safe: '',
    };
  for (const [index, entry] of entries.entries()) {
    const next = entries[index + 1];
    if (entry.kind !== 'url' || entry.fallthrough !== 'any-error') continue;
    if (next === undefined || next.kind === 'off') continue;
    const here = entry.url.host || 'file';
    const there = next.kind === 'url' ? next.url.host || 'file' : 'direct';
    return {
      part: `${here}|${there}`,
      says: `after any error of ${here} the go command goes on with ${there}, also where ${here} refuses a module as malicious`,
      safe: value.replaceAll('|', ','),
    };
  }
  return null;
}
