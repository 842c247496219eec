import { type OsvEntry, readOsvEntry } from '../vulndb/index.ts';
import { type Archive, openArchive, ZipError, type ZipFile } from '../zip/index.ts';

/** The entries of an archive, or why it is refused as a whole. */
export type OsvArchive =
  | {
      readonly kind: 'entries';
      readonly entries: readonly OsvEntry[];
      /** When the one that was changed last was changed, as written. */
      readonly newest: string;
      /** Entries of malware that could not be read, with why. */
      readonly unread: readonly string[];
    }
  /** A clause that names the place. Attacker-controlled in part: escape it. */
  | { readonly kind: 'refused'; readonly detail: string };

/** All entries of all Go modules take a tenth of it today, in bytes as JSON. */
const MAX_ARCHIVE_BYTES = 512 << 20;

/** Entries of one database, and the bytes of one: the largest have some hundred kilobytes. */
const MAX_FILES = 200_000;
const MAX_ENTRY_BYTES = 8 << 20;

/** JSON of small files is packed ten times as small; what is packed so much tighter is no such thing. */
const MAX_RATIO = 200;

/** More are counted and not named. */
const MAX_UNREAD = 10;

/** The files that hold an entry: their name is its id. The Go database has an index besides. */
const ENTRY = /(?:^|\/)([A-Z][A-Za-z0-9]*-[A-Za-z0-9-]+)\.json$/;

/** By this the ids begin of which not one may be missed in silence. */
const MALWARE = 'MAL-';

/**
 * Reads a zip of OSV entries, one JSON file each, as OSV and the Go
 * vulnerability database offer them.
 *
 * Attacker-controlled: bounded in files, in bytes as packed and as JSON, and in
 * how tightly it is packed. What is not a whole zip of JSON refuses the archive,
 * and so does one without any entry about a Go module. An entry that is JSON and
 * no entry is passed over; one of malware is told. Never throws.
 */
export function readOsvArchive(zipBytes: Uint8Array): OsvArchive {
  const maxBytes = Math.min(MAX_ARCHIVE_BYTES, zipBytes.length * MAX_RATIO);
  const opened = openArchive(zipBytes, maxBytes);
  if (opened.kind === 'refused') return refused(`it is no zip that can be read (${opened.detail})`);
  const { archive } = opened;
  if (archive.files.length > MAX_FILES) return refused(`it holds more than ${MAX_FILES} files`);
  const entries: OsvEntry[] = [];
  const unread: string[] = [];
  let newest = '';
  for (const file of archive.files) {
    const [, id] = ENTRY.exec(file.path) ?? [];
    if (id === undefined) continue;
    const json = readJson(archive, file);
    if ('reason' in json) return refused(`${file.path} ${json.reason}`);
    const read = readOsvEntry(json.value);
    if (read.kind === 'refused' && id.startsWith(MALWARE)) unread.push(`${id}: ${read.reason}`);
    if (read.kind !== 'entry') continue;
    entries.push(read.entry);
    if (read.entry.modified > newest) newest = read.entry.modified;
  }
  if (entries.length === 0) return refused('it holds no entry about a Go module');
  const more = unread.length - MAX_UNREAD;
  const told = unread.slice(0, MAX_UNREAD);
  return { kind: 'entries', entries, newest, unread: more > 0 ? [...told, `${more} more`] : told };
}

function readJson(
  archive: Archive,
  file: ZipFile,
): { readonly value: unknown } | { readonly reason: string } {
  if (file.sizeBytes > MAX_ENTRY_BYTES) return { reason: `has more than ${MAX_ENTRY_BYTES} bytes` };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(archive.read(file));
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof ZipError) return { reason: `is damaged (${error.message})` };
    // Of JSON or UTF-8 that is broken, and of nesting without end.
    return { reason: 'is not JSON' };
  }
}

function refused(detail: string): OsvArchive {
  return { kind: 'refused', detail };
}
