/** One flag of GOFLAGS. */
export interface GoFlag {
  /** Without dashes. */
  readonly name: string;
  /** What stands behind `=`; null where nothing does. */
  readonly value: string | null;
  /** As written, without quotes around it. */
  readonly text: string;
}

/**
 * Reads the value of GOFLAGS: flags between blanks, each perhaps in single or
 * double quotes as a whole, within which nothing is escaped. Linear in the value.
 *
 * Null for a value with which the go command refuses to start: a quote that is
 * not closed, or an element that is no flag. Which flags there are is not asked.
 *
 * Follows InitGOFLAGS of cmd/go/internal/base and Split of cmd/internal/quoted.
 */
export function parseGoFlags(value: string): readonly GoFlag[] | null {
  const flags: GoFlag[] = [];
  for (let at = 0; at < value.length; ) {
    const first = value[at] ?? '';
    if (isBlank(first)) {
      at++;
      continue;
    }
    const isQuoted = first === '"' || first === "'";
    const start = isQuoted ? at + 1 : at;
    const end = isQuoted ? value.indexOf(first, start) : blankFrom(value, at);
    if (end < 0) return null;
    at = isQuoted ? end + 1 : end;
    const flag = readFlag(value.slice(start, end));
    if (flag === null) return null;
    flags.push(flag);
  }
  return flags;
}

function readFlag(text: string): GoFlag | null {
  const [, name, value] = /^--?([^-=][^=]*)(?:=([\s\S]*))?$/.exec(text) ?? [];
  return name === undefined ? null : { name, value: value ?? null, text };
}

function blankFrom(value: string, start: number): number {
  let at = start;
  while (at < value.length && !isBlank(value[at] ?? '')) at++;
  return at;
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}
