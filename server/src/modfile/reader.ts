import { canonicalVersion } from '../module/index.ts';
import type { Span } from '../text/index.ts';
import type { Line, Word } from './line.ts';
import { type ProblemList, quoted } from './problem.ts';
import { unquote } from './unquote.ts';

/** Reads the arguments of one directive, and reports what is wrong with them. */
export class DirectiveReader {
  readonly line: Line;
  readonly verb: string;
  /** The words behind the verb; a line may have more than are kept. */
  readonly args: readonly Word[];
  readonly argCount: number;
  readonly #problems: ProblemList;

  constructor(line: Line, problems: ProblemList) {
    const [verb] = line.block?.words ?? line.words;
    const skipped = line.block === null ? 1 : 0;
    this.line = line;
    this.verb = verb?.text ?? '';
    this.args = line.words.slice(skipped);
    this.argCount = line.wordCount - skipped;
    this.#problems = problems;
  }

  /** Reports a problem with the whole line, or with `span` of it. Returns null, for the caller to return. */
  refuse(message: string, span: Span = this.line.span): null {
    // A problem belongs to the row on which its directive starts.
    this.#problems.add('semantic', this.line.multiline ? this.line.span : span, message);
    return null;
  }

  /** Reports that the directive stands twice in the file. */
  refuseRepetition(): void {
    this.refuse(`A file has only one ${this.verb} directive, and this is not the first one.`);
  }

  /** The value of a word that may be quoted; null when it is malformed, which is reported. */
  string(word: Word): string | null {
    if (word.text.startsWith('"')) {
      return (
        unquote(word.text) ?? this.refuse(`${quoted(word.text)} is not a valid quoted string.`, word.span)
      );
    }
    if (!/["'`]/.test(word.text)) return word.text;
    return this.refuse(
      `${quoted(word.text)} has a quote in it; only double quotes around it are allowed.`,
      word.span,
    );
  }

  /** The canonical form of a version; null when it is none, which is reported. */
  version(word: Word): string | null {
    const written = this.string(word);
    if (written === null) return null;
    const version = canonicalVersion(written);
    if (version !== '') return version;
    return this.refuse(`${quoted(written)} is not a version; it must have the form v1.2.3.`, word.span);
  }

  /** The only argument; null when there are more or fewer, which is reported. */
  onlyArgument(usage: string): Word | null {
    const [word] = this.args;
    if (this.argCount === 1 && word !== undefined) return word;
    return this.refuse(`The ${this.verb} directive needs exactly one argument, as in: ${usage}`);
  }
}
