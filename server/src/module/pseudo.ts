import { build, isValid, prerelease } from '../semver/index.ts';

/** What a pseudo-version says about the commit it names. */
export interface PseudoVersion {
  /** The tagged version that the commit comes after, with "+incompatible" when it has that; empty for none. */
  readonly base: string;
  /** Fourteen digits, yyyymmddhhmmss in UTC, as written. */
  readonly time: string;
  /** The same moment, in seconds since 1970; negative before that. */
  readonly committedAt: number;
  /** The start of the commit id, as written: twelve hex digits when a go command made it. */
  readonly revision: string;
}

/**
 * Tells whether `version` has the shape of a pseudo-version.
 *
 * The shapes are vX.0.0-TIME-REVISION, vX.Y.Z-0.TIME-REVISION and
 * vX.Y.Z-PRE.0.TIME-REVISION, with or without a build part. Only the shape is
 * looked at: the time may be no real time.
 */
export function isPseudoVersion(version: string): boolean {
  return split(version) !== null;
}

/**
 * Reads a pseudo-version; null when it is none, when its time is no real time,
 * or when it has no possible base: "vX.0.0-TIME-REVISION+incompatible", or a
 * version before patch 0.
 */
export function parsePseudoVersion(version: string): PseudoVersion | null {
  const parts = split(version);
  if (parts === null) return null;
  const base = baseOf(parts.stem, build(version));
  const committedAt = secondsOf(parts.time);
  if (base === null || committedAt === null) return null;
  return { base, time: parts.time, committedAt, revision: parts.revision };
}

/** The parts of a pseudo-version; `stem` is what comes before the time, with the separator. */
function split(version: string): { stem: string; time: string; revision: string } | null {
  if (!isValid(version)) return null;
  const whole = version.slice(0, version.length - build(version).length);
  const dash = whole.lastIndexOf('-');
  const revision = whole.slice(dash + 1);
  const time = whole.slice(Math.max(dash - 14, 0), Math.max(dash, 0));
  const stem = whole.slice(0, Math.max(dash - 14, 0));
  if (!/^[0-9]{14}$/.test(time) || !/^[A-Za-z0-9]+$/.test(revision)) return null;
  // The whole is a valid version, so these ends leave only the three shapes.
  const plain = /^v[0-9]+\.0\.0-$/.test(stem);
  const dashed = stem.indexOf('-');
  const beforeTime = dashed < 0 ? '' : stem.slice(dashed + 1);
  const afterBase = beforeTime === '0.' || beforeTime.endsWith('.0.');
  return plain || afterBase ? { stem, time, revision } : null;
}

function baseOf(stem: string, buildPart: string): string | null {
  if (stem.endsWith('-')) return buildPart === '' ? '' : null;
  const withZero = stem.slice(0, -1);
  if (prerelease(withZero) !== '-0') return withZero.slice(0, -'.0'.length) + buildPart;
  const next = withZero.slice(0, -'-0'.length);
  const dot = next.lastIndexOf('.') + 1;
  const patch = predecessor(next.slice(dot));
  return patch === null ? null : next.slice(0, dot) + patch + buildPart;
}

/** One less than a decimal number of any size; null for 0. */
function predecessor(decimal: string): string | null {
  let at = decimal.length - 1;
  while (at >= 0 && decimal[at] === '0') at--;
  if (at < 0) return null;
  const trailing = decimal.length - at - 1;
  const digit = decimal.charCodeAt(at) - 0x30 - 1;
  const head = at === 0 && digit === 0 && trailing > 0 ? '' : decimal.slice(0, at) + digit;
  return head + '9'.repeat(trailing);
}

/** Seconds since 1970 of fourteen digits; null when the calendar has no such moment. */
function secondsOf(time: string): number | null {
  const part = (start: number, end: number) => Number(time.slice(start, end));
  const [year, month, day] = [part(0, 4), part(4, 6), part(6, 8)];
  const [hour, minute, second] = [part(8, 10), part(10, 12), part(12, 14)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.getTime() / 1000 + hour * 3600 + minute * 60 + second;
}
