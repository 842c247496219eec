import type { GoImport } from './imports.ts';
import type { Tokens } from './tokens.ts';

/**
 * `generate`: a command that `go generate` runs. `embed`: files that become part
 * of the program. `linkname`: reaches what another package keeps to itself.
 * `cgo`: that the file uses C, and flags for the C compiler and linker.
 * `c-code`: C code in front of `import "C"`.
 */
export type GoDirectiveKind = 'generate' | 'embed' | 'linkname' | 'cgo' | 'c-code';

/** A directive. The text is attacker-controlled. */
export interface GoDirective {
  readonly kind: GoDirectiveKind;
  /** What stands behind the directive's name, without blanks at both ends. */
  readonly text: string;
  /** UTF-16 offset. */
  readonly start: number;
}

/** Reads the directives of a file that change what is built or run. */
export function readDirectives(tokens: Tokens, imports: readonly GoImport[]): readonly GoDirective[] {
  const directives: GoDirective[] = [];
  for (const { start, end } of tokens.directives) {
    const text = tokens.text.slice(start, Math.min(end, start + MAX_LENGTH));
    const match = /^\/\/go:(generate|embed|linkname)[ \t]/.exec(text);
    if (match !== null) {
      const kind = match[1] as 'generate' | 'embed' | 'linkname';
      directives.push({ kind, text: text.slice(match[0].length).trim(), start });
    }
  }
  const cgo = imports.find((each) => each.path === 'C');
  if (cgo !== undefined) {
    directives.push({ kind: 'cgo', text: 'import "C"', start: cgo.span.start });
    for (const flag of cgoFlags(tokens.text, imports)) {
      directives.push(flag);
    }
  }
  return directives;
}

/** The patterns of an `//go:embed` line (embed, "Directives"): fields, which may be quoted. */
export function embedPatterns(text: string): readonly string[] {
  const fields = text.match(/"(?:[^"\\]|\\.)*"|`[^`]*`|[^\s"`]\S*/g) ?? [];
  return fields
    .map((field) => (/^["`]/.test(field) ? field.slice(1, -1) : field))
    .map((pattern) => pattern.replace(/^all:/, ''));
}

const MAX_LENGTH = 4096;

/** The `#cgo` lines of the comments in front of `import "C"` (cmd/cgo). */
function cgoFlags(text: string, imports: readonly GoImport[]): GoDirective[] {
  const flags: GoDirective[] = [];
  const end = imports.findLast((each) => each.path === 'C')?.span.start ?? 0;
  for (let at = text.indexOf('#cgo'); at >= 0 && at < end; at = text.indexOf('#cgo', at + 4)) {
    const lineEnd = text.indexOf('\n', at);
    const line = text.slice(at, Math.min(lineEnd < 0 ? end : lineEnd, at + MAX_LENGTH));
    flags.push({ kind: 'cgo', text: line.trim(), start: at });
  }
  return flags;
}
