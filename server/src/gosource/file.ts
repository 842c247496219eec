import { type Code, type ImportNames, importNames, readCode } from './code.ts';
import { type BuildConstraint, buildConstraint } from './constraint.ts';
import { type Declarations, readDeclarations } from './declarations.ts';
import { type GoDirective, readDirectives } from './directive.ts';
import { type GoImport, readImports } from './imports.ts';
import { readTokens, type Tokens } from './tokens.ts';

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
  /** What the whole file calls and mentions, types and signatures included. */
  readonly code: Code;
  /** Index of the first token behind the imports. */
  readonly bodyStart: number;
  readonly tokens: Tokens;
  /** UTF-16 offset of the first thing that no Go compiler takes, as far as it is seen here; or null. */
  readonly fault: number | null;
}

/**
 * Reads a Go file, in time linear in the text.
 *
 * Never throws: the text is attacker-controlled. What is broken is passed over
 * and noted in `fault`. Returns null when the file has more tokens than are
 * kept, see {@link readTokens}.
 */
export function readGoFile(path: string, text: string): GoFile | null {
  const tokens = readTokens(text);
  if (tokens === null) {
    return null;
  }
  const hasClause = tokens.kind(0) === 'package' && tokens.kind(1) === 'identifier';
  const { imports, end } = readImports(tokens, hasClause ? 2 : 0);
  const names = importNames(imports);
  return {
    ...readDeclarations(tokens, end, names),
    path,
    directory: path.slice(0, Math.max(0, path.lastIndexOf('/'))),
    packageName: hasClause ? tokens.slice(1) : null,
    constraint: buildConstraint(path, tokens),
    imports,
    importNames: names,
    directives: readDirectives(tokens, imports),
    code: readCode(tokens, end, tokens.length, names),
    bodyStart: end,
    tokens,
    fault: hasClause ? tokens.fault : 0,
  };
}
