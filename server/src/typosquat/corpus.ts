/** One module path of the corpus. */
export interface KnownModule {
  /** As a go.mod file spells it, with its major version suffix. */
  readonly path: string;
  /** How many distinct known projects require it; 0 when it is only listed by a curated source. */
  readonly weight: number;
}

/** A line of the corpus that could not be read. */
export interface CorpusProblem {
  /** 0-based. */
  readonly line: number;
  readonly message: string;
}

/** The corpus as read. */
export interface Corpus {
  /** When its sources were read, `YYYY-MM` or `YYYY-MM-DD`; empty when the text does not say so. */
  readonly date: string;
  /** How many modules the text says it has, so that a part of it is known for one; undefined when it does not say so. */
  readonly announced: number | undefined;
  readonly modules: readonly KnownModule[];
  /** The first {@link MAX_PROBLEMS} lines that could not be read. */
  readonly problems: readonly CorpusProblem[];
}

/** A damaged corpus is told once, not a million times. */
const MAX_PROBLEMS = 100;

/** No module path is near this long, in UTF-16 units. */
const MAX_LINE = 1024;

/**
 * Reads `known-modules.txt`: lines of a module path and, after one blank, its
 * weight; `#` opens a comment. `# date:` names the date, `# modules:` the
 * number of modules.
 *
 * Never throws, linear. A line that cannot be read becomes a problem and is
 * passed over. The same path twice is kept twice; the index takes the greater
 * weight.
 */
export function parseKnownModules(text: string): Corpus {
  const modules: KnownModule[] = [];
  const problems: CorpusProblem[] = [];
  const head = { date: '', announced: undefined as number | undefined };
  // One look at the whole text saves one at each of ten thousand paths, while a person waits.
  const isPlain = !/[^\n\r -~]/.test(text);
  let blank = text.indexOf(' ');
  let start = 0;
  for (let line = 0; start < text.length; line++) {
    const newline = text.indexOf('\n', start);
    let end = newline < 0 ? text.length : newline;
    const next = end + 1;
    if (end > start && text.charCodeAt(end - 1) === 0x0d) end--;
    // Looked for once a line at the most, and not again where there is none: the text may hold no blank at all.
    if (blank >= 0 && blank < start) blank = text.indexOf(' ', start);
    if (text.charCodeAt(start) === 0x23) readHead(text.slice(start, Math.min(end, start + MAX_HEAD)), head);
    else if (end > start) {
      const module = end - start > MAX_LINE ? null : readLine(text, start, blank, end, isPlain);
      if (module !== null) modules.push(module);
      else if (problems.length < MAX_PROBLEMS) {
        problems.push({ line, message: 'This line is not a module path with a weight.' });
      }
    }
    start = next;
  }
  return { ...head, modules, problems };
}

/** No line of the head that says something is longer, in UTF-16 units. */
const MAX_HEAD = 40;

function readHead(line: string, head: { date: string; announced: number | undefined }): void {
  const [, key, value] = /^# (date|modules): (\d{4}-\d\d(?:-\d\d)?|\d{1,9})$/.exec(line) ?? [];
  if (value === undefined) return;
  const isDate = value.includes('-');
  if (key === 'date' && isDate) head.date = value;
  if (key === 'modules' && !isDate) head.announced = Number(value);
}

/** One line, from `start` to before `end`; `blank` is the first blank from `start` on in the whole text, or -1. */
function readLine(
  text: string,
  start: number,
  blank: number,
  end: number,
  isPlain: boolean,
): KnownModule | null {
  const pathEnd = blank < 0 || blank > end ? end : blank;
  const path = text.slice(start, pathEnd);
  if (!hasHost(path) || !(isPlain || /^[!-~]+$/.test(path)) || path.includes('\r')) return null;
  if (pathEnd === end) return blank === end ? null : { path, weight: 0 };
  const weight = readWeight(text, pathEnd + 1, end);
  return weight < 0 ? null : { path, weight };
}

/** Up to nine digits, and nothing else; -1 where it is something else. */
function readWeight(text: string, start: number, end: number): number {
  if (end <= start || end - start > 9) return -1;
  let weight = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    weight = weight * 10 + digit;
  }
  return weight;
}

/** A dot in the first element: all that the index needs. */
function hasHost(path: string): boolean {
  const slash = path.indexOf('/');
  const dot = path.indexOf('.');
  return dot > 0 && (slash < 0 || dot < slash);
}
