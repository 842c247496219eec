import { isValid } from '../semver/index.ts';
import { parseTime } from './time.ts';

/**
 * Where a mirror says that a version comes from. Every field may be absent.
 * Unauthenticated and attacker-controlled: a place to look, never a proof.
 */
export interface Origin {
  /** `git` and the like. */
  readonly vcs?: string;
  /** As sent, unparsed. */
  readonly url?: string;
  /** The folder that prefixes the tag; never the major version folder. */
  readonly subdir?: string;
  /** A full commit id, 40 or 64 lower-case hex digits. */
  readonly hash?: string;
  /** A full ref name such as `refs/tags/v1.2.3`, or `HEAD`. */
  readonly ref?: string;
  readonly tagPrefix?: string;
  readonly tagSum?: string;
  readonly repoSum?: string;
}

/** What a mirror says about one version. */
export interface VersionInfo {
  readonly version: string;
  /** The commit's time as the mirror tells it, in seconds since 1970; null when it is not told. */
  readonly time: number | null;
  readonly origin: Origin | null;
}

/** An `.info` answer read. `problems` are sentences about fields that were left out. */
export type InfoResult =
  | { readonly kind: 'info'; readonly info: VersionInfo; readonly problems: readonly string[] }
  | { readonly kind: 'malformed'; readonly reason: string };

/** What Go writes for a time that was never set. */
const ZERO_TIME = '0001-01-01T00:00:00Z';

const ORIGIN_FIELDS = {
  vcs: 'vcs',
  url: 'url',
  subdir: 'subdir',
  hash: 'hash',
  ref: 'ref',
  tagprefix: 'tagPrefix',
  tagsum: 'tagSum',
  reposum: 'repoSum',
} as const;

/**
 * Reads the body of `.info` or `@latest`.
 *
 * `askedVersion` is the canonical version that was asked for: an answer about
 * another one is malformed, as the go command takes it. It is null for
 * `@latest`, where any valid version will do.
 *
 * The text is attacker-controlled and bounded by the caller. Unknown keys are
 * passed over and the case of keys does not matter, as in Go's encoding/json.
 * Where the go command refuses the whole answer for a time or an origin of a
 * wrong type, that field is left out and a problem says so: nothing that is
 * shown to people hangs on them alone.
 */
export function parseInfo(text: string, askedVersion: string | null): InfoResult {
  const malformed = (reason: string): InfoResult => ({ kind: 'malformed', reason });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return malformed('The answer is not JSON.');
  }
  const fields = fieldsOf(value);
  if (fields === null) return malformed('The answer is not a JSON object.');
  const version = fields.get('version');
  if (typeof version !== 'string') return malformed('The answer names no version.');
  if (askedVersion !== null && version !== askedVersion) {
    return malformed('The answer is about another version than the one asked for.');
  }
  if (!isValid(version)) return malformed('The answer names a version that is not valid.');
  const problems: string[] = [];
  const time = readTime(fields.get('time'), problems);
  const origin = readOrigin(fields.get('origin'), problems);
  return { kind: 'info', info: { version, time, origin }, problems };
}

/** The members of a JSON object by lower-case key; the last one counts, and null counts as absent. */
function fieldsOf(value: unknown): Map<string, unknown> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const fields = new Map<string, unknown>();
  for (const [key, member] of Object.entries(value)) {
    if (member !== null) fields.set(key.toLowerCase(), member);
  }
  return fields;
}

function readTime(value: unknown, problems: string[]): number | null {
  if (value === undefined || value === ZERO_TIME) return null;
  const time = typeof value === 'string' ? parseTime(value) : null;
  if (time === null) problems.push('The time of the version is not a time.');
  return time;
}

function readOrigin(value: unknown, problems: string[]): Origin | null {
  if (value === undefined) return null;
  const fields = fieldsOf(value);
  if (fields === null) {
    problems.push('The origin of the version is not an object.');
    return null;
  }
  const origin: { -readonly [Name in keyof Origin]: Origin[Name] } = {};
  for (const [key, name] of Object.entries(ORIGIN_FIELDS)) {
    const member = fields.get(key);
    if (member === undefined || member === '') continue;
    if (typeof member !== 'string') {
      problems.push(`The field ${name} of the origin is not text.`);
    } else if (name === 'hash' && !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(member)) {
      problems.push('The hash of the origin is not a full commit id.');
    } else {
      origin[name] = member;
    }
  }
  return origin;
}
