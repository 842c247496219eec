/** A witness that the checksum database held at least so many records by some time. */
export interface DatedSize {
  /** Number of records. */
  readonly size: number;
  /** Seconds since 1970: the records were there before this time. */
  readonly before: number;
  /** Who or what saw it, in a few words. */
  readonly witness: string;
}

/** More rows than this are not read: one for every day of a century. */
const MAX_ROWS = 36_525;

/** More problems than this are not listed. */
const MAX_PROBLEMS = 20;

const DAY_SECONDS = 86_400;

/**
 * Reads rows of the form `DATE SIZE WITNESS`, one on a line.
 *
 * DATE is `YYYY-MM-DD`, meaning the end of that day, or
 * `YYYY-MM-DDTHH:MM:SSZ`, both in UTC. SIZE is a positive decimal number. A line that
 * begins with `#` is a remark; empty lines are passed over. A line that is none
 * of these is a problem and no row: each is a sentence with the number of its line.
 */
export function parseDatedSizes(text: string): {
  readonly rows: readonly DatedSize[];
  readonly problems: readonly string[];
} {
  const rows: DatedSize[] = [];
  const problems: string[] = [];
  let number = 0;
  for (const line of text.split('\n')) {
    number++;
    const content = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (content === '' || content.startsWith('#')) continue;
    if (rows.length >= MAX_ROWS || problems.length >= MAX_PROBLEMS) {
      problems.push(`Line ${number}: what follows was not read.`);
      break;
    }
    const row = parseRow(content);
    if (typeof row === 'string') problems.push(`Line ${number}: ${row}`);
    else rows.push(row);
  }
  return { rows, problems };
}

/** The row as a line that {@link parseDatedSizes} reads, without its end. Line breaks in the witness become blanks. */
export function formatDatedSize({ size, before, witness }: DatedSize): string {
  const date = new Date(before * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
  return `${date} ${size} ${witness.replace(/[\r\n]+/g, ' ').trim()}`;
}

function parseRow(line: string): DatedSize | string {
  const [date = '', digits = '', ...words] = line.split(' ');
  const before = secondsOf(date);
  if (before === null) return 'it does not begin with a date.';
  const size = /^[1-9][0-9]{0,15}$/.test(digits) ? Number(digits) : Number.NaN;
  if (!Number.isSafeInteger(size)) return 'no number of records follows the date.';
  const witness = words.join(' ').trim();
  if (witness === '') return 'it names no witness.';
  return { size, before, witness };
}

/** The end of what a date names, in seconds since 1970; null when it is no date of the calendar. */
function secondsOf(date: string): number | null {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(date);
  if (!isDay && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date)) return null;
  const milliseconds = Date.parse(date);
  // The runtime takes 30 February for a day in March, and hour 24 for the next day.
  if (Number.isNaN(milliseconds) || !new Date(milliseconds).toISOString().startsWith(date.slice(0, 19)))
    return null;
  return milliseconds / 1000 + (isDay ? DAY_SECONDS : 0);
}
