import type { GoImport } from './imports.ts';
import { Lexer } from './lexer.ts';
import { stringValue } from './literal.ts';

/** More imports or comments than this are not kept. The text is attacker-controlled. */
const MAX_HEADER_ENTRIES = 10_000;

/** What stands in front of a Go file's declarations. All spans are UTF-16 offsets. */
export interface GoHeader {
  /** Null when there is no package clause. */
  readonly packageName: string | null;
  /** The comments from the top of the file to the end of the imports, delimiters included. */
  readonly comments: readonly { readonly start: number; readonly end: number }[];
  /**
   * The path of an import comment, `package p // import "path"`, with its place
   * (cmd/go of Go 1.4 to 1.12, "Import path checking"); null when there is none.
   */
  readonly importComment: { readonly path: string; readonly start: number } | null;
  readonly imports: readonly GoImport[];
  /** Where the first declaration that is no import starts, or the end of the text. */
  readonly end: number;
}

/**
 * Reads the package clause, the imports and the comments around them, and
 * nothing behind: the time is linear in that part of the text. Never throws.
 */
export function readHeader(text: string): GoHeader {
  const lexer = new HeaderLexer(text);
  let kind = lexer.next();
  const hasClause = kind === 'package' && lexer.next() === 'identifier';
  const packageName = hasClause ? lexer.slice() : null;
  const clauseEnd = lexer.end;
  if (hasClause) kind = lexer.next();
  const imports: GoImport[] = [];
  while (kind === ';') kind = lexer.next();
  // Where the clause is: comments are read ahead of the token that follows them.
  const importComment = hasClause ? readImportComment(text, clauseEnd, lexer.comments) : null;
  while (kind === 'import') {
    readImport(lexer, imports);
    kind = lexer.kind;
    while (kind === ';') kind = lexer.next();
  }
  return { packageName, comments: lexer.comments, importComment, imports, end: lexer.start };
}

/** Passes over comments and keeps where they are. */
class HeaderLexer extends Lexer {
  readonly comments: { start: number; end: number }[] = [];

  override next(): ReturnType<Lexer['next']> {
    let kind = super.next();
    for (; kind === 'comment'; kind = super.next()) {
      if (this.comments.length < MAX_HEADER_ENTRIES) this.comments.push({ start: this.start, end: this.end });
    }
    return kind;
  }

  slice(): string {
    return this.text.slice(this.start, this.end);
  }
}

/** Reads one import declaration and stops at the token behind it. */
function readImport(lexer: HeaderLexer, imports: GoImport[]): void {
  let kind = lexer.next();
  const grouped = kind === '(';
  if (grouped) kind = lexer.next();
  let name: string | null = null;
  for (; kind !== 'end' && kind !== ')'; kind = lexer.next()) {
    if (kind === 'string') {
      if (imports.length < MAX_HEADER_ENTRIES) {
        const span = { start: lexer.start, end: lexer.end };
        imports.push({ path: stringValue(lexer.slice()), name, span });
      }
      name = null;
    } else if (kind === 'identifier' || kind === '.') {
      name = lexer.slice();
    } else if (kind !== ';') {
      // No import specification: whatever follows is no part of the header.
      return;
    } else if (!grouped) {
      return;
    }
  }
  if (kind === ')') lexer.next();
}

function readImportComment(
  text: string,
  clauseEnd: number,
  comments: readonly { readonly start: number; readonly end: number }[],
): GoHeader['importComment'] {
  const comment = comments.find(({ start }) => start >= clauseEnd);
  if (comment === undefined || comment.end - comment.start > MAX_IMPORT_COMMENT) return null;
  if (text.slice(clauseEnd, comment.start).trim() !== '') return null;
  const isSameLine = !text.slice(clauseEnd, comment.start).includes('\n');
  const found = /^\/[/*]\s*import\s+("[^"\n]*"|`[^`\n]*`)/.exec(text.slice(comment.start, comment.end));
  if (!isSameLine || found?.[1] === undefined) return null;
  return { path: stringValue(found[1]), start: comment.start };
}

/** Longer comments hold no import path. In UTF-16 units. */
const MAX_IMPORT_COMMENT = 1000;
