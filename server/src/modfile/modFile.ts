import { isKnownBlock, refuseUnknownBlock } from './block.ts';
import { commentsOf, deprecation, isIndirect } from './comment.ts';
import type {
  Exclude,
  GoDirective,
  Godebug,
  Ignore,
  ModFile,
  ModuleDirective,
  Replace,
  Requirement,
  Retract,
  Tool,
  Toolchain,
} from './file.ts';
import { lex } from './lexer.ts';
import type { Block, Line } from './line.ts';
import { type Listener, parse } from './parser.ts';
import { type Problem, ProblemList, quoted } from './problem.ts';
import { DirectiveReader } from './reader.ts';
import { readReplace } from './replace.ts';
import { readExclude, readRequirement } from './require.ts';
import { readRetract } from './retract.ts';
import { readGo, readGodebug, readPath, readToolchain } from './single.ts';
import type { TokenList } from './token.ts';

export interface ModFileOptions {
  /**
   * Reads the go.mod of a requirement, where only go, module, require, retract
   * and ignore count, and what is unknown is passed over. Default false: the
   * go.mod of the main module.
   */
  readonly lax?: boolean;
  /** The go command runs on Windows, where a replacement directory may have backslashes. Default false. */
  readonly windows?: boolean;
}

const BLOCKS: ReadonlySet<string> = new Set([
  'module',
  'godebug',
  'require',
  'exclude',
  'replace',
  'retract',
  'tool',
  'ignore',
]);

const LAX_VERBS: ReadonlySet<string> = new Set(['go', 'module', 'require', 'retract', 'ignore']);

/**
 * Reads a go.mod. Never throws; the text is attacker-controlled.
 *
 * No problem means that the go command accepts the file; with a problem, the
 * directives that could be read are still there. Follows `modfile.Parse`, or
 * `modfile.ParseLax` when `lax` is set, without a version fixer.
 */
export function parseModFile(
  text: string,
  options: ModFileOptions = {},
): { file: ModFile; problems: readonly Problem[] } {
  const problems = new ProblemList();
  const builder = new ModFileBuilder(lex(text, problems), problems, options);
  parse(builder.file.tokens, problems, builder);
  return { file: builder.file, problems: problems.sorted() };
}

/** Turns the lines of a go.mod into directives. */
class ModFileBuilder implements Listener {
  readonly file: {
    readonly tokens: TokenList;
    module: ModuleDirective | null;
    go: GoDirective | null;
    toolchain: Toolchain | null;
    readonly godebug: Godebug[];
    readonly require: Requirement[];
    readonly exclude: Exclude[];
    readonly replace: Replace[];
    readonly retract: Retract[];
    readonly tool: Tool[];
    readonly ignore: Ignore[];
  };
  readonly #problems: ProblemList;
  readonly #lax: boolean;
  readonly #windows: boolean;
  #moduleSeen = false;

  constructor(tokens: TokenList, problems: ProblemList, options: ModFileOptions) {
    this.file = {
      tokens,
      module: null,
      go: null,
      toolchain: null,
      godebug: [],
      require: [],
      exclude: [],
      replace: [],
      retract: [],
      tool: [],
      ignore: [],
    };
    this.#problems = problems;
    this.#lax = options.lax ?? false;
    this.#windows = options.windows ?? false;
  }

  block(block: Block): void {
    if (!this.#lax) refuseUnknownBlock(block, BLOCKS, this.#problems);
  }

  line(line: Line): void {
    if (line.block !== null && !isKnownBlock(line.block, BLOCKS)) return;
    const reader = new DirectiveReader(line, this.#problems);
    if (this.#lax && !LAX_VERBS.has(reader.verb)) return;
    this.#directive(reader);
  }

  #directive(reader: DirectiveReader): void {
    const { file } = this;
    switch (reader.verb) {
      case 'module':
        this.#module(reader);
        break;
      case 'go':
        if (file.go !== null) reader.refuseRepetition();
        else file.go = readGo(reader, this.#lax);
        break;
      case 'toolchain':
        if (file.toolchain !== null) reader.refuseRepetition();
        else file.toolchain = readToolchain(reader);
        break;
      case 'godebug':
        addTo(file.godebug, readGodebug(reader));
        break;
      case 'require':
        addTo(file.require, readRequirement(reader, isIndirect(file.tokens, reader.line)));
        break;
      case 'exclude':
        addTo(file.exclude, readExclude(reader));
        break;
      case 'replace':
        addTo(file.replace, readReplace(reader, this.#windows));
        break;
      case 'retract': {
        // A later Go may know other forms: in the go.mod of a requirement they are passed over.
        const problems = this.#lax ? new ProblemList() : this.#problems;
        addTo(file.retract, readRetract(new DirectiveReader(reader.line, problems), file.tokens, this.#lax));
        break;
      }
      case 'tool':
        addTo(file.tool, readPath(reader, 'tool example.com/m/cmd/tool'));
        break;
      case 'ignore':
        addTo(file.ignore, readPath(reader, 'ignore ./directory'));
        break;
      default:
        reader.refuse(`${quoted(reader.verb)} is not a directive of go.mod.`);
    }
  }

  #module(reader: DirectiveReader): void {
    if (this.#moduleSeen) {
      reader.refuseRepetition();
      return;
    }
    this.#moduleSeen = true;
    const found = readPath(reader, 'module example.com/m');
    if (found !== null) {
      this.file.module = { ...found, deprecated: deprecation(commentsOf(this.file.tokens, reader.line)) };
    }
  }
}

/** Adds what could be read to a list of directives. */
function addTo<T>(list: T[], directive: T | null): void {
  if (directive !== null) list.push(directive);
}
