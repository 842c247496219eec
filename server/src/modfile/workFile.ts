import { isKnownBlock, refuseUnknownBlock } from './block.ts';
import type { GoDirective, Godebug, Replace, Toolchain, Use, WorkFile } from './file.ts';
import { lex } from './lexer.ts';
import type { Block, Line } from './line.ts';
import { type Listener, parse } from './parser.ts';
import { type Problem, ProblemList, quoted } from './problem.ts';
import { DirectiveReader } from './reader.ts';
import { readReplace } from './replace.ts';
import { readGo, readGodebug, readPath, readToolchain } from './single.ts';
import type { TokenList } from './token.ts';

export interface WorkFileOptions {
  /** The go command runs on Windows, where a replacement directory may have backslashes. Default false. */
  readonly windows?: boolean;
}

const BLOCKS: ReadonlySet<string> = new Set(['godebug', 'use', 'replace']);

/**
 * Reads a go.work. Never throws; the text is attacker-controlled.
 *
 * No problem means that the go command accepts the file; with a problem, the
 * directives that could be read are still there. Follows `modfile.ParseWork`
 * without a version fixer.
 */
export function parseWorkFile(
  text: string,
  options: WorkFileOptions = {},
): { file: WorkFile; problems: readonly Problem[] } {
  const problems = new ProblemList();
  const builder = new WorkFileBuilder(lex(text, problems), problems, options.windows ?? false);
  parse(builder.file.tokens, problems, builder);
  return { file: builder.file, problems: problems.sorted() };
}

/** Turns the lines of a go.work into directives. */
class WorkFileBuilder implements Listener {
  readonly file: {
    readonly tokens: TokenList;
    go: GoDirective | null;
    toolchain: Toolchain | null;
    readonly godebug: Godebug[];
    readonly use: Use[];
    readonly replace: Replace[];
  };
  readonly #problems: ProblemList;
  readonly #windows: boolean;

  constructor(tokens: TokenList, problems: ProblemList, windows: boolean) {
    this.file = { tokens, go: null, toolchain: null, godebug: [], use: [], replace: [] };
    this.#problems = problems;
    this.#windows = windows;
  }

  block(block: Block): void {
    refuseUnknownBlock(block, BLOCKS, this.#problems);
  }

  line(line: Line): void {
    if (line.block !== null && !isKnownBlock(line.block, BLOCKS)) return;
    const { file } = this;
    const reader = new DirectiveReader(line, this.#problems);
    switch (reader.verb) {
      case 'go':
        if (file.go !== null) reader.refuseRepetition();
        else file.go = readGo(reader, false);
        break;
      case 'toolchain':
        if (file.toolchain !== null) reader.refuseRepetition();
        else file.toolchain = readToolchain(reader);
        break;
      case 'godebug': {
        const godebug = readGodebug(reader);
        if (godebug !== null) file.godebug.push(godebug);
        break;
      }
      case 'use': {
        const use = readPath(reader, 'use ./directory');
        if (use !== null) file.use.push(use);
        break;
      }
      case 'replace': {
        const replace = readReplace(reader, this.#windows);
        if (replace !== null) file.replace.push(replace);
        break;
      }
      default:
        reader.refuse(`${quoted(reader.verb)} is not a directive of go.work.`);
    }
  }
}
