import type { Advisory, Feed } from './advisory.ts';
import { coversVersions } from './coversVersions.ts';
import { isMalware } from './malice.ts';
import { mergeFeeds } from './mergeFeeds.ts';

/** What a download would do to the list at hand. */
export interface Renewal {
  /** Of when the download at hand is, or else the shipped feed, `YYYY-MM-DD`; null where there is neither. */
  readonly atHand: string | null;
  /** Of when the new download is. */
  readonly date: string;
  /** Whether it is older than the download at hand. */
  readonly isOlder: boolean;
  /** Whether its day is yet to come. */
  readonly isYetToCome: boolean;
  /** What would not be listed any more, or not in all of its versions, although nobody took it back. */
  readonly lost: readonly Advisory[];
  /** What would not be listed any more because the download says that it was withdrawn. */
  readonly takenBack: readonly Advisory[];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Compares a download with the list at hand, which is the shipped feed and what
 * was downloaded before; `now` is in milliseconds since 1970 in UTC.
 *
 * The download is attacker-controlled: a mirror of the databases may be stale, or
 * want a module not to be listed. It is not held against the day of the shipped
 * feed, which says when somebody read the databases, and not when they were
 * changed last. An earlier download that is of a day yet to come says nothing of
 * what is older. What that one held by the shipped feed of its time alone, the
 * product may drop.
 */
export function judgeRenewal(shipped: Feed | null, held: Feed | null, download: Feed, now: number): Renewal {
  // Somewhere it is tomorrow already.
  const lastDay = new Date(now + DAY_MS).toISOString().slice(0, 10);
  const known = held === null ? null : { ...held, advisories: held.advisories.filter(isOfDatabases) };
  const before = merged(shipped, known);
  const after = new Map<string, Advisory[]>();
  for (const one of merged(shipped, download)?.advisories ?? []) {
    const others = after.get(one.path);
    if (others === undefined) after.set(one.path, [one]);
    else others.push(one);
  }
  const isWithdrawn = new Set(download.withdrawn);
  const [lost, takenBack]: [Advisory[], Advisory[]] = [[], []];
  for (const one of before?.advisories ?? []) {
    const versions = (after.get(one.path) ?? []).flatMap((other) => other.versions);
    if (coversVersions(versions, one.versions)) continue;
    (one.ids.some((id) => isWithdrawn.has(id)) ? takenBack : lost).push(one);
  }
  return {
    atHand: held?.date ?? shipped?.date ?? null,
    date: download.date,
    isOlder: held !== null && held.date <= lastDay && download.date < held.date,
    isYetToCome: download.date > lastDay,
    lost,
    takenBack,
  };
}

/**
 * Why a download is not to take the place of the list at hand by itself, in a
 * sentence or two; null where it may. What is withdrawn goes by itself only where
 * `mayTakeBack`: the databases may say so, a mirror of them may not.
 * Attacker-controlled in part: escape it.
 */
export function objectionTo(renewal: Renewal, mayTakeBack: boolean): string | null {
  const { atHand, date, isOlder, isYetToCome, lost, takenBack } = renewal;
  const refused = mayTakeBack ? lost : [...lost, ...takenBack];
  if (!isOlder && !isYetToCome && refused.length === 0) return null;
  const day = isYetToCome ? `${date}, which is yet to come,` : date;
  const other = `the list at hand ${atHand === null ? 'of no day' : `of ${atHand}`}`;
  const dates = `The download is of ${day} and ${isOlder ? 'older than' : 'would replace'} ${other}.`;
  const losses = `${counted(refused.length)} would be lost`;
  const called =
    mayTakeBack || takenBack.length === 0 ? '' : `, ${takenBack.length} of them called withdrawn`;
  const named = refused.length === 0 ? '' : `: ${namedAdvisories(refused)}`;
  return `${dates} ${losses}${called}${named}.`;
}

/** More are counted and not named. */
const MAX_NAMED = 5;

/** Advisories by module path and id, the first ones of many. Attacker-controlled: escape it. */
export function namedAdvisories(advisories: readonly Advisory[]): string {
  const names = advisories
    .slice(0, MAX_NAMED)
    .map(({ path, ids: [id] }) => (id === undefined ? path : `${path} (${id})`));
  const more = advisories.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

function counted(entries: number): string {
  if (entries === 0) return 'No entry';
  return entries === 1 ? '1 entry' : `${entries} entries`;
}

function isOfDatabases({ ids }: Advisory): boolean {
  return ids.some(isMalware);
}

function merged(shipped: Feed | null, downloaded: Feed | null): Feed | null {
  return shipped === null ? downloaded : mergeFeeds(shipped, downloaded);
}
