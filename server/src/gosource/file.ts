import { type CLine, cLinesOf } from './cCode.ts';
import { type Code, type ImportNames, importNames, readCode } from './code.ts';
import { type BuildConstraint, buildConstraint } from './constraint.ts';
import { type Declarations, readDeclarations } from './declarations.ts';
import { type GoDirective, readDirectives } from './directive.ts';
import { type GoImport, readImports } from './imports.ts';
import { newRoom, type Room } from './room.ts';
import { MAX_TOKENS, readTokens, type Tokens } from './tokens.ts';

/** A Go file as far as its meaning is read here. Nothing of it is checked against Go's grammar as a whole. */
export interface GoFile extends Declarations {
  /** As given: from the module root, `/` between elements. */
  readonly path: string;
  /** The folder of the path; empty for the module root. */
  readonly directory: string;
  /** Null when there is no package clause. */
  readonly packageName: string | null;
  readonly constraint: BuildConstraint;
  readonly imports: readonly GoImport[];
  readonly importNames: ImportNames;
  readonly directives: readonly GoDirective[];
  /** The C code in front of `import "C"`. */
  readonly cLines: readonly CLine[];
  /** What the whole file calls and mentions of its imports, and the methods it calls; types and signatures included. */
  readonly code: Code;
  /** Index of the first token behind the imports. */
  readonly bodyStart: number;
  readonly tokens: Tokens;
  /** UTF-16 offset of the first thing that no Go compiler takes, as far as it is seen here; or null. */
  readonly fault: number | null;
  /** Whether there was room for all of it. */
  readonly complete: boolean;
}

/**
 * Reads a Go file, in time linear in the text.
 *
 * Never throws: the text is attacker-controlled. What is broken is passed over
 * and noted in `fault`. Returns null when there is no room for its tokens. Files
 * that are read together share one `room`.
 */
export function readGoFile(path: string, text: string, room: Room = newRoom()): GoFile | null {
  const tokens = readTokens(text, Math.min(MAX_TOKENS, room.tokens));
  if (tokens === null) {
    return null;
  }
  room.tokens -= tokens.length;
  const hasClause = tokens.kind(0) === 'package' && tokens.kind(1) === 'identifier';
  const { imports, end } = readImports(tokens, hasClause ? 2 : 0, room);
  const names = importNames(imports);
  const declarations = readDeclarations(tokens, end, names, room);
  const code = readCode(tokens, end, tokens.length, names, room, false);
  return {
    ...declarations,
    path,
    directory: path.slice(0, Math.max(0, path.lastIndexOf('/'))),
    packageName: hasClause ? tokens.slice(1) : null,
    constraint: buildConstraint(path, text),
    imports,
    importNames: names,
    directives: readDirectives(tokens, imports),
    cLines: cLinesOf(text, imports),
    code,
    bodyStart: end,
    tokens,
    fault: hasClause ? tokens.fault : 0,
    complete: room.entries >= 0,
  };
}
