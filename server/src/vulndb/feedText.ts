import { checkPath } from '../module/index.ts';
import type { Advisory, Confidence, Feed } from './advisory.ts';
import { isDay } from './day.ts';
import { formatVersionSet, parseVersionSet } from './versionSet.ts';

/** A feed, or why it is refused as a whole. */
export type FeedResult =
  | { readonly kind: 'feed'; readonly feed: Feed }
  | {
      readonly kind: 'refused';
      /** 0-based. */
      readonly line: number;
      /** A clause, to be put behind a colon. */
      readonly reason: string;
    };

/** First field of the heading; the number goes up with the form. */
const FORM = 'modproof-feed/1';

/** First field of a line that takes an advisory back, where others have a module path. */
const WITHDRAWN = '-';

/** What is longer is no feed. UTF-16 units, and lines. */
export const MAX_FEED_LENGTH = 16 << 20;
const MAX_LINE_LENGTH = 64 << 10;
const MAX_LINES = 100_000;
const MAX_IDS = 80;

const NOTHING = '-';
const FIELDS = 8;
const CONFIDENCES: readonly string[] = ['confirmed', 'reported'] satisfies Confidence[];

/**
 * Reads the text of a feed. It has a heading, `modproof-feed/1`, date and number
 * of lines, and below it one line for each module and what is said of it, with
 * tabs between its fields: path, versions (see `parseVersionSet`), ids with
 * commas, the module that it imitates (with `?` where that is a guess), kind,
 * date, source, confidence. `-` stands for nothing. A line that begins with `-`
 * names an id that was taken back. The lines are in order, each ends with a line
 * feed, and all of it is printable ASCII.
 *
 * Strict, for a feed that lacks a line would be a wrong "all clear": whatever is
 * not so refuses the whole. The text may be a stranger's; never throws, linear.
 */
export function parseFeed(text: string): FeedResult {
  if (text.length > MAX_FEED_LENGTH) return refused(0, `it is longer than ${MAX_FEED_LENGTH} characters`);
  const lines = text.split('\n', MAX_LINES + 3);
  const heading = /^modproof-feed\/1\t(\d{4}-\d\d-\d\d)\t(\d{1,6})$/.exec(lines[0] ?? '');
  if (heading === null) return refused(0, `it has no heading "${FORM}" with date and count`);
  const [, date = '', count = ''] = heading;
  if (!isDay(date)) return refused(0, 'its date is none');
  if (lines.length > MAX_LINES + 2) return refused(MAX_LINES, `it has more than ${MAX_LINES} lines`);
  if (lines.at(-1) !== '') return refused(lines.length - 1, 'it ends within a line');
  const advisories: Advisory[] = [];
  const withdrawn: string[] = [];
  const said = new Set<string>();
  for (let line = 1; line < lines.length - 1; line++) {
    const one = lines[line] ?? '';
    const reason = lineProblem(one, line === 1 ? '' : (lines[line - 1] ?? ''));
    if (reason !== null) return refused(line, reason);
    const key = keyOf(one);
    if (said.has(key)) return refused(line, 'the same is said twice');
    said.add(key);
    const read = one.startsWith(`${WITHDRAWN}\t`) ? readWithdrawn(one) : readAdvisory(one);
    if (read === null) return refused(line, 'it is not what a feed may say');
    if (typeof read === 'string') withdrawn.push(read);
    else advisories.push(read);
  }
  const found = lines.length - 2;
  if (found !== Number(count)) return refused(0, `it should have ${count} lines below and has ${found}`);
  return { kind: 'feed', feed: { date, advisories, withdrawn } };
}

/** What every line has to be, whatever it says; null when it is. */
function lineProblem(line: string, before: string): string | null {
  if (line.length > MAX_LINE_LENGTH) return `it is longer than ${MAX_LINE_LENGTH} characters`;
  if (!/^[\t -~]+$/.test(line)) return 'it is not printable ASCII';
  if (line === before) return 'it is there twice';
  return line < before ? 'it is not in order' : null;
}

/** Of two lines that share path and ids, or path and source where there is no id, one is too many. */
function keyOf(line: string): string {
  const [path = '', , ids = '', , , , source = ''] = line.split('\t');
  if (path === WITHDRAWN) return line;
  return `${path}\t${ids === NOTHING ? source : ids}`;
}

function readWithdrawn(line: string): string | null {
  const id = line.slice(WITHDRAWN.length + 1);
  return isId(id) ? id : null;
}

function readAdvisory(line: string): Advisory | null {
  const fields = line.split('\t');
  const [path = '', versionText = '', idText = '', imitated = '', kind = '', date = '', source = ''] = fields;
  const confidence = fields[FIELDS - 1] ?? '';
  const versions = parseVersionSet(versionText);
  const ids = idText === NOTHING ? [] : idText.split(',');
  const imitatesByGuess = imitated.endsWith('?');
  const imitates = imitated === NOTHING ? null : imitatesByGuess ? imitated.slice(0, -1) : imitated;
  const isWhole =
    fields.length === FIELDS &&
    checkPath(path) === null &&
    versions !== null &&
    ids.length <= MAX_IDS &&
    ids.every(isId) &&
    (imitates === null || checkPath(imitates) === null) &&
    kind !== '' &&
    isDateOfFeed(date) &&
    source !== '' &&
    CONFIDENCES.includes(confidence);
  if (!isWhole) return null;
  return {
    path,
    versions,
    ids,
    imitates,
    imitatesByGuess,
    kind,
    date,
    source,
    confidence: confidence as Confidence,
  };
}

/** Writes a feed as {@link parseFeed} reads it. What cannot stand in one is the caller's fault and throws. */
export function formatFeed({ date, advisories, withdrawn }: Feed): string {
  const lines = [...advisories.map(formatAdvisory), ...withdrawn.map((id) => `${WITHDRAWN}\t${id}`)];
  const sorted = [...new Set(lines)].sort();
  const text = `${[`${FORM}\t${date}\t${sorted.length}`, ...sorted].join('\n')}\n`;
  const read = parseFeed(text);
  if (read.kind === 'refused') throw new Error(`line ${read.line + 1} of the feed: ${read.reason}`);
  return text;
}

function formatAdvisory(advisory: Advisory): string {
  const { path, versions, ids, imitates, imitatesByGuess, kind, date, source, confidence } = advisory;
  const imitated = imitates === null ? NOTHING : `${imitates}${imitatesByGuess ? '?' : ''}`;
  const named = ids.length === 0 ? NOTHING : ids.join(',');
  return [path, formatVersionSet(versions), named, imitated, kind, date, source, confidence].join('\t');
}

function isId(text: string): boolean {
  return text.length <= 100 && /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+$/.test(text);
}

function isDateOfFeed(text: string): boolean {
  return /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/.test(text);
}

function refused(line: number, reason: string): FeedResult {
  return { kind: 'refused', line, reason };
}
