/** A line of an env file that is neither blank, a comment nor `KEY=VALUE`. */
export interface EnvFileProblem {
  /** 0-based. */
  readonly line: number;
  readonly message: string;
}

/**
 * Reads the text of a `go/env` or `go.env` file.
 *
 * Lines are `KEY=VALUE`; blank lines and lines that start with `#` are passed
 * over; of two lines with one key the last wins. Values are taken as they
 * stand: there is no quoting. Never throws; lines of another form become
 * problems, as the go command passes over them too.
 *
 * Follows `readEnvFile` of cmd/go/internal/cfg.
 */
export function parseEnvFile(text: string): {
  values: ReadonlyMap<string, string>;
  problems: readonly EnvFileProblem[];
} {
  const values = new Map<string, string>();
  const problems: EnvFileProblem[] = [];
  const lines = text.split('\n');
  for (const [line, raw] of lines.entries()) {
    const content = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (content.trim() === '' || content.startsWith('#')) continue;
    const equals = content.indexOf('=');
    const key = equals < 0 ? '' : content.slice(0, equals);
    if (!isKey(key)) {
      problems.push({ line, message: 'This line is not of the form KEY=VALUE and has no effect.' });
      continue;
    }
    values.set(key, content.slice(equals + 1));
  }
  return { values, problems };
}

function isKey(key: string): boolean {
  if (key === '') return false;
  const first = key.charCodeAt(0);
  if (first < 0x41 || first > 0x5a) return false;
  return /^[A-Z0-9_]+$/.test(key);
}
