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
 * weight; `#` opens a comment, and `# date:` names the date.
 *
 * Never throws. A line that cannot be read becomes a problem and is passed
 * over. The same path twice is kept twice; the index takes the greater weight.
 */
export function parseKnownModules(text: string): Corpus {
  const modules: KnownModule[] = [];
  const problems: CorpusProblem[] = [];
  let date = '';
  let start = 0;
  for (let line = 0; start < text.length; line++) {
    const newline = text.indexOf('\n', start);
    let end = newline < 0 ? text.length : newline;
    const next = end + 1;
    if (end > start && text.charCodeAt(end - 1) === 0x0d) end--;
    if (text.charCodeAt(start) === 0x23) {
      date =
        /^# date: (\d{4}-\d\d(?:-\d\d)?)$/.exec(text.slice(start, Math.min(end, start + 40)))?.[1] ?? date;
    } else if (end > start) {
      const module = end - start > MAX_LINE ? null : parseLine(text.slice(start, end));
      if (module !== null) modules.push(module);
      else if (problems.length < MAX_PROBLEMS) {
        problems.push({ line, message: 'This line is not a module path with a weight.' });
      }
    }
    start = next;
  }
  return { date, modules, problems };
}

function parseLine(line: string): KnownModule | null {
  const blank = line.indexOf(' ');
  const path = blank < 0 ? line : line.slice(0, blank);
  if (!isModulePathLike(path)) return null;
  if (blank < 0) return { path, weight: 0 };
  const digits = line.slice(blank + 1);
  return /^\d{1,9}$/.test(digits) ? { path, weight: Number(digits) } : null;
}

/** Printable ASCII with a dot in its first element: all that the index needs. */
function isModulePathLike(path: string): boolean {
  const slash = path.indexOf('/');
  const dot = path.indexOf('.');
  return dot > 0 && (slash < 0 || dot < slash) && /^[!-~]+$/.test(path);
}
