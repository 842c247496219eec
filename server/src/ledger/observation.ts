import { decodeField, encodeField } from './field.ts';
import { formatInstant, parseInstant } from './instant.ts';

/** A tag was seen at a commit. */
export interface Observation {
  /** In seconds since 1970, by the clock of the machine that saw it. */
  readonly seenAt: number;
  /** Which repository, in the words of whoever asks, such as `github.com/boltdb/bolt`. */
  readonly repository: string;
  /** Full name, such as `refs/tags/v1.3.1`. */
  readonly ref: string;
  /** Full id in lower-case hex: 40 or 64 digits. */
  readonly commit: string;
}

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * Writes one observation as a line, with LF at the end.
 *
 * Throws `RangeError` for what no line can hold: a time outside the years 1970
 * to 9999, a name that is empty or too long, a ref or a commit that is not in full.
 */
export function formatObservation(observation: Observation): string {
  const time = formatInstant(observation.seenAt);
  const repository = encodeField(observation.repository);
  const ref = encodeField(observation.ref);
  if (time === null) throw new RangeError('the time of the observation cannot be written');
  if (repository === null) throw new RangeError('the name of the repository is empty or too long');
  if (ref === null || !ref.startsWith('refs/'))
    throw new RangeError('the ref has no full name, or one too long');
  if (!COMMIT.test(observation.commit)) throw new RangeError('the commit is not a full id');
  return `${time} ${repository} ${ref} ${observation.commit}\n`;
}

/** Reads one line without its end; null when it is no observation. The line is attacker-controlled. */
export function parseObservation(line: string): Observation | null {
  // A fifth field would make the line another one, and a long line is not taken apart.
  const fields = line.split(' ', 5);
  const [time = '', repositoryField = '', refField = '', commit = ''] = fields;
  if (fields.length !== 4 || !COMMIT.test(commit)) return null;
  const seenAt = parseInstant(time);
  const repository = decodeField(repositoryField);
  const ref = decodeField(refField);
  if (seenAt === null || repository === null || ref === null || !ref.startsWith('refs/')) return null;
  return { seenAt, repository, ref, commit };
}
