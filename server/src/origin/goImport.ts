import { MarkupReader } from './markup.ts';
import { MarkupError } from './markupError.ts';

/** A `go-import` entry of a discovery page, as written. Attacker-controlled. */
export interface GoImport {
  readonly prefix: string;
  /** `git` and the like, or `mod`; nothing says that Go knows it. */
  readonly vcs: string;
  readonly repository: string;
  /** The folder in the repository that `prefix` stands for; empty when none is named. */
  readonly subdir: string;
}

/** What unicode.IsSpace of Go takes for a blank; JavaScript's `\s` differs in U+0085 and U+FEFF. */
const BLANKS = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/**
 * Reads the `go-import` entries of a discovery page.
 *
 * Reading ends at `<body>`, at `</head>`, and where the page is not readable as
 * Go reads it; entries before that count. `problem` is a sentence when reading
 * ended early and no entry was found, else null. Entries have three or four
 * fields; others are passed over. Entries for `mod` come first and stand in for
 * others of the same prefix, as the go command prefers them for modules.
 *
 * The page is attacker-controlled and bounded by the caller, in bytes. Linear.
 * Follows parseMetaGoImports of cmd/go/internal/vcs.
 */
export function parseGoImports(htmlBytes: Uint8Array): {
  readonly imports: readonly GoImport[];
  readonly problem: string | null;
} {
  const imports: GoImport[] = [];
  let problem: string | null = null;
  try {
    readHead(new MarkupReader(htmlBytes), imports);
  } catch (error) {
    if (!(error instanceof MarkupError)) throw error;
    if (imports.length === 0) problem = error.message;
  }
  const proxies = imports.filter((entry) => entry.vcs === 'mod');
  const superseded = new Set(proxies.map((entry) => entry.prefix));
  const others = imports.filter((entry) => entry.vcs !== 'mod' && !superseded.has(entry.prefix));
  return { imports: [...proxies, ...others], problem };
}

function readHead(reader: MarkupReader, imports: GoImport[]): void {
  for (let token = reader.next(); token !== null; token = reader.next()) {
    if (token.kind === 'other') continue;
    const name = token.name.toLowerCase();
    if (token.kind === 'start' ? name === 'body' : name === 'head') return;
    if (token.kind !== 'start' || name !== 'meta') continue;
    const value = (wanted: string) =>
      token.attributes.find((attribute) => attribute.name.toLowerCase() === wanted)?.value ?? '';
    if (value('name') !== 'go-import') continue;
    const fields = value('content')
      .split(BLANKS)
      .filter((field) => field !== '');
    const [prefix, vcs, repository, subdir = ''] = fields;
    if (fields.length > 4 || prefix === undefined || vcs === undefined || repository === undefined) continue;
    imports.push({ prefix, vcs, repository, subdir });
  }
}
