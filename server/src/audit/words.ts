import type { Divergence } from '../verdict/index.ts';

/** How many paths are named before the rest is counted. */
const MAX_LISTED = 4;

/** A commit for people: short id and day, as far as they are known. */
export function commitWords(commit: string | null, seconds: number | null): string {
  const day = seconds === null ? null : dayOf(seconds);
  if (commit === null) return day === null ? 'no commit is named' : `a commit of ${day}, no id given`;
  return day === null ? `commit ${commit.slice(0, 7)}` : `commit ${commit.slice(0, 7)} of ${day}`;
}

/** The day of a time in seconds since 1970, in UTC, as `2021-11-20`. */
export function dayOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? 'an impossible day' : date.toISOString().slice(0, 10);
}

/** Some names, the rest counted: `a, b, c, d and 3 more`. */
export function listWords(names: readonly string[]): string {
  if (names.length <= MAX_LISTED) return names.join(', ');
  return `${names.slice(0, MAX_LISTED).join(', ')} and ${names.length - MAX_LISTED} more`;
}

/** All paths of a divergence, those that are built first. */
export function pathsOf(content: Divergence): readonly string[] {
  const built = new Set(content.built);
  const all = [...content.changed, ...content.onlyMirror, ...content.onlyUpstream];
  return [...all.filter((path) => built.has(path)), ...all.filter((path) => !built.has(path))];
}
