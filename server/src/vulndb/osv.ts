import { checkPath } from '../module/index.ts';
import { compare, isValid } from '../semver/index.ts';
import { isDay } from './day.ts';
import {
  ALL_VERSIONS,
  formatVersionSet,
  MAX_RANGES,
  type VersionRange,
  type VersionSet,
} from './versionSet.ts';

/** What one entry says about one Go module. */
export interface OsvAffected {
  /** As the entry spells it, letter case included. */
  readonly path: string;
  readonly versions: VersionSet;
}

/** One entry of an OSV database, as far as it is about Go modules. */
export interface OsvEntry {
  readonly id: string;
  /** Other ids of the same thing. */
  readonly aliases: readonly string[];
  /** When it was changed last, `YYYY-MM-DD…` as written. */
  readonly modified: string;
  /** The day of its publication, or of its last change where it names none: `YYYY-MM-DD`. */
  readonly date: string;
  readonly isWithdrawn: boolean;
  readonly affected: readonly OsvAffected[];
}

/** An entry, or why there is none: it is nobody's business here, or cannot be read. */
export type OsvResult =
  | { readonly kind: 'entry'; readonly entry: OsvEntry }
  | { readonly kind: 'left-out' }
  | { readonly kind: 'refused'; readonly reason: string };

/** Ids as the databases give them. */
const ID = /^[A-Z][A-Za-z0-9]{1,15}(?:-[A-Za-z0-9]{1,20}){1,4}$/;

/** Entries that wait for a number; the database itself does not publish them. */
const UNASSIGNED = 'MAL-0000-';

/** Names that the Go vulnerability database gives to what is no module. */
const NO_MODULES = new Set(['stdlib', 'toolchain', 'std', 'cmd']);

const MAX_ALIASES = 64;
const MAX_AFFECTED = 10_000;
const MAX_PATH = 512;

/** What all versions of a module may take in a feed, in characters. */
const MAX_VERSIONS_LENGTH = 32 << 10;

/**
 * Reads one entry of the OSV format, version 1, that was parsed from JSON.
 *
 * The value is attacker-controlled: what is not as the format has it is refused
 * with a reason, never thrown. Aliases, modules and versions beyond the limits
 * above refuse the entry. Other ecosystems, the standard library and the
 * toolchain are left out, and so are ranges of commits.
 *
 * Follows https://ossf.github.io/osv-schema/ ("Evaluation").
 */
export function readOsvEntry(value: unknown): OsvResult {
  if (!isObject(value)) return refused('it is no object');
  const { schema_version: schema, id, modified, published, withdrawn, affected } = value;
  if (schema !== undefined && !(typeof schema === 'string' && /^1\.\d+/.test(schema)))
    return refused('its schema version is not 1');
  if (typeof id !== 'string' || !ID.test(id)) return refused('its id is none');
  if (id.startsWith(UNASSIGNED)) return { kind: 'left-out' };
  if (!isDate(modified)) return refused('it does not say when it was changed');
  if (withdrawn !== undefined && withdrawn !== null && !isDate(withdrawn))
    return refused('it does not say when it was withdrawn');
  const aliases = value.aliases ?? [];
  if (!Array.isArray(aliases) || aliases.length > MAX_ALIASES) return refused('its aliases are no list');
  if (affected !== undefined && (!Array.isArray(affected) || affected.length > MAX_AFFECTED))
    return refused('what it affects is no list');
  const modules = readAffected(affected ?? []);
  if (typeof modules === 'string') return refused(modules);
  const isWithdrawn = isDate(withdrawn);
  if (modules.length === 0 && !isWithdrawn) return { kind: 'left-out' };
  return {
    kind: 'entry',
    entry: {
      id,
      aliases: aliases.filter((one): one is string => typeof one === 'string' && ID.test(one)),
      modified,
      date: (isDate(published) ? published : modified).slice(0, 10),
      isWithdrawn,
      affected: modules,
    },
  };
}

/** What it says about Go modules, several times the same path put together; a reason where it cannot be read. */
function readAffected(affected: readonly unknown[]): readonly OsvAffected[] | string {
  const byPath = new Map<string, VersionRange[]>();
  for (const one of affected) {
    if (!isObject(one) || !isObject(one.package)) return 'it affects something without a name';
    const { ecosystem, name } = one.package;
    if (ecosystem !== 'Go') continue;
    if (typeof name !== 'string' || name.length > MAX_PATH) return 'it affects a module without a path';
    // Of what is no module path, no go.mod can require anything.
    if (NO_MODULES.has(name) || checkPath(name) !== null) continue;
    const versions = readVersions(one);
    if (typeof versions === 'string') return versions;
    const known = byPath.get(name);
    if (known === undefined) byPath.set(name, [...versions]);
    else known.push(...versions);
  }
  const modules: OsvAffected[] = [];
  for (const [path, ranges] of byPath) {
    if (ranges.some(({ kind }) => kind === 'all')) modules.push({ path, versions: ALL_VERSIONS });
    else if (ranges.length > MAX_RANGES || formatVersionSet(ranges).length > MAX_VERSIONS_LENGTH)
      return 'it names too many versions';
    else if (ranges.length > 0) modules.push({ path, versions: ranges });
  }
  return modules.length === 0 && byPath.size > 0 ? 'it names no version that can be compared' : modules;
}

function readVersions(affected: Readonly<Record<string, unknown>>): VersionSet | string {
  const { versions = [], ranges = [] } = affected;
  if (!Array.isArray(versions) || !Array.isArray(ranges)) return 'its versions are no list';
  if (versions.length > MAX_RANGES || ranges.length > MAX_RANGES) return 'it names too many versions';
  const set: VersionRange[] = [];
  for (const one of versions) {
    const version = goVersion(one);
    if (version === null) return 'it names a version that is none';
    set.push({ kind: 'one', version });
  }
  for (const range of ranges) {
    if (!isObject(range)) return 'it has a range that is none';
    if (range.type === 'GIT') continue;
    if (range.type !== 'SEMVER' && range.type !== 'ECOSYSTEM') return 'it has a range of an unknown type';
    const between = readEvents(range.events);
    if (typeof between === 'string') return between;
    set.push(...between);
  }
  return set;
}

interface Event {
  readonly kind: 'introduced' | 'fixed' | 'last_affected';
  /** Null for the beginning. */
  readonly version: string | null;
}

/** The ranges that the events of one range open and close, in the order of their versions. */
function readEvents(events: unknown): VersionSet | string {
  if (!Array.isArray(events) || events.length > MAX_RANGES) return 'its events are no list';
  const read: Event[] = [];
  for (const one of events) {
    const event = readEvent(one);
    if (event === null) return 'it has an event that is none';
    // A limit of everything limits nothing.
    if (event !== 'no-limit') read.push(event);
  }
  read.sort((a, b) => compareEnds(a.version, b.version));
  const set: VersionRange[] = [];
  let from: string | null | undefined;
  for (const { kind, version } of read) {
    if (kind === 'introduced') {
      if (from === undefined) from = version;
    } else if (from !== undefined) {
      set.push({ kind: 'between', from, to: version, includesTo: kind === 'last_affected' });
      from = undefined;
    }
  }
  if (from === null) set.push({ kind: 'all' });
  else if (from !== undefined) set.push({ kind: 'between', from, to: null, includesTo: true });
  return set;
}

function readEvent(value: unknown): Event | 'no-limit' | null {
  if (!isObject(value)) return null;
  const [first, ...more] = Object.entries(value);
  if (first === undefined || more.length > 0) return null;
  const [kind, text] = first;
  if (kind === 'limit') return text === '*' ? 'no-limit' : null;
  if (kind !== 'introduced' && kind !== 'fixed' && kind !== 'last_affected') return null;
  if (text === '0') return kind === 'introduced' ? { kind, version: null } : null;
  const version = goVersion(text);
  return version === null ? null : { kind, version };
}

function compareEnds(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return compare(a, b);
}

/** A version in Go's spelling: the databases leave the `v` out. */
function goVersion(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > MAX_PATH) return null;
  const version = value.startsWith('v') ? value : `v${value}`;
  return isValid(version) ? version : null;
}

/** Tells whether a value is a time of RFC 3339, as far as its day goes. */
function isDate(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 64 && value[10] === 'T' && isDay(value.slice(0, 10));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refused(reason: string): OsvResult {
  return { kind: 'refused', reason };
}
