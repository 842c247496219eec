import type { Span } from '../text/index.ts';

/** More problems than this are not kept: nobody reads them, and hostile files have millions. */
export const MAX_PROBLEMS = 1000;

/** Why the go command refuses a file, and where. */
export interface Problem {
  readonly span: Span;
  /** `syntax`: the line could not be read. `semantic`: it was read, and makes no sense. */
  readonly kind: 'syntax' | 'semantic';
  /** One sentence. It may quote the file, which is attacker-controlled. */
  readonly message: string;
}

/** Gathers the problems of one file. */
export class ProblemList {
  readonly #problems: Problem[] = [];

  add(kind: Problem['kind'], span: Span, message: string): void {
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push({ span, kind, message });
  }

  /** The problems in the order of the text. */
  sorted(): readonly Problem[] {
    return this.#problems.sort((a, b) => a.span.start - b.span.start);
  }
}

/** `text` in quotation marks, shortened, and with its control characters replaced. */
export function quoted(text: string): string {
  const short = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  return `“${short.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd')}”`;
}
