import { type Observation, parseObservation } from './observation.ts';

/** The first line of a ledger. The number is the version of the format. */
export const LEDGER_HEADING = '# modproof tag ledger 1';

/** The `.gitattributes` beside a ledger: git merges by keeping the lines of both sides. */
export const LEDGER_ATTRIBUTES = 'ledger text eol=lf merge=union\n';

/** More problems than this are counted and not kept: nobody reads them, and hostile files have millions. */
const MAX_PROBLEMS = 1000;

/** Longer lines are no observations and are not looked at. */
const MAX_LINE_LENGTH = 4096;

const ANY_HEADING = /^# modproof tag ledger (\S{1,16})$/;
const CONFLICT_MARKER = /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/;

/** Something in a ledger that is not understood. The line stays in the file. */
export interface LedgerProblem {
  /**
   * `line`: neither an observation nor a comment. `conflict-marker`: git left
   * it. `no-heading`: nothing says that this is a ledger. `other-version`: it
   * is one of a format that this program does not know.
   */
  readonly kind: 'line' | 'conflict-marker' | 'no-heading' | 'other-version';
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** What a ledger's text says. */
export interface ParsedLedger {
  readonly observations: readonly Observation[];
  /** In the order of the lines; the first thousand. */
  readonly problems: readonly LedgerProblem[];
  /** How many there are altogether. */
  readonly problemCount: number;
  /** Whether the text is blank. */
  readonly isEmpty: boolean;
  /** Whether lines may be added: a blank text, or a ledger of this format and of no other. */
  readonly mayGrow: boolean;
}

/**
 * Reads the text of a ledger, with LF or CRLF. Never throws.
 *
 * The observations of a damaged file are read as far as they are whole. A
 * text without anything but blank lines is an empty ledger. Time and memory are linear
 * in the text, which is attacker-controlled where the file is shared.
 */
export function parseLedger(text: string): ParsedLedger {
  const observations: Observation[] = [];
  const problems: LedgerProblem[] = [];
  const names = new Names();
  let problemCount = 0;
  let hasHeading = false;
  let hasOtherHeading = false;
  let isEmpty = true;
  const report = (kind: LedgerProblem['kind'], line: number, message: string): void => {
    problemCount++;
    if (problems.length < MAX_PROBLEMS) problems.push({ kind, line, message });
  };

  let number = 0;
  for (let start = text.startsWith('\ufeff') ? 1 : 0; start < text.length; ) {
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed < 0 ? text.length : lineFeed;
    const line = lineOf(text, start, end);
    start = end + 1;
    number++;
    if (line === '') continue;
    isEmpty = false;
    if (line?.startsWith('#')) {
      const version = ANY_HEADING.exec(line)?.[1];
      if (line === LEDGER_HEADING) hasHeading = true;
      else if (version !== undefined) {
        hasOtherHeading = true;
        report('other-version', number, `The ledger has format ${version}.`);
      }
      continue;
    }
    const observation = line === null ? null : parseObservation(line);
    if (observation !== null) observations.push(names.shared(observation));
    else if (line !== null && CONFLICT_MARKER.test(line))
      report('conflict-marker', number, 'A merge left a conflict marker.');
    else report('line', number, 'The line is neither an observation nor a comment.');
  }
  if (!hasHeading && !isEmpty) {
    problemCount++;
    problems.unshift({ kind: 'no-heading', line: 1, message: `The line "${LEDGER_HEADING}" is missing.` });
  }
  const mayGrow = isEmpty || (hasHeading && !hasOtherHeading);
  return { observations, problems, problemCount, isEmpty, mayGrow };
}

/** The line between two offsets without CR at its end; null when it is too long for anything of ours. */
function lineOf(text: string, start: number, end: number): string | null {
  const last = end > start && text.charCodeAt(end - 1) === 0x0d ? end - 1 : end;
  return last - start > MAX_LINE_LENGTH ? null : text.slice(start, last);
}

/**
 * Keeps every name once. A long ledger says the same names again and again, and
 * a piece of a text keeps the whole text in memory.
 */
class Names {
  readonly #names = new Map<string, string>();

  shared({ seenAt, repository, ref, commit }: Observation): Observation {
    return { seenAt, repository: this.#once(repository), ref: this.#once(ref), commit: this.#once(commit) };
  }

  #once(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    // Put together and taken apart again, it is a text of its own.
    const copy = ` ${name}`.slice(1);
    this.#names.set(copy, copy);
    return copy;
  }
}
