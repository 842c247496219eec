import { readHeader } from '../gosource/index.ts';
import { checkImportPath } from '../module/index.ts';
import type { TextEdit } from '../text/index.ts';
import { pathIn } from './pathIn.ts';

/**
 * Edits of the imports of a Go file: what is imported from module `from` is
 * imported from the same folder of module `to`.
 *
 * `others` are the other module paths that the build knows: those that the
 * go.mod requires, its own, and those of a workspace. An import belongs to the
 * longest of them, so that modules nested in `from` stay. Named, blank and dot
 * imports keep their names, strings their kind of quotes; comments, cgo
 * preambles and import comments are no imports. Test files and files of every
 * platform are treated alike.
 *
 * What is not done: names in the code stay as they are. An import without a
 * name takes the one of the package clause, and what that is at `to` only the
 * source of `to` can tell; where it differs, the compiler says so. Imports are
 * not sorted anew, and paths in directives such as `//go:generate` stay. Where
 * the file cannot be read as Go, what stands behind that place is left alone.
 */
export function rewriteImports(
  goSource: string,
  from: string,
  to: string,
  others: ReadonlySet<string>,
): TextEdit[] {
  if (from === to || from === '' || checkImportPath(to) !== null) return [];
  const edits: TextEdit[] = [];
  for (const { path, span } of readHeader(goSource).imports) {
    const newPath = pathIn(path, from, to, others);
    // A path that Go does not accept is broken already, and quotes might break with it.
    if (newPath === null || checkImportPath(newPath) !== null) continue;
    const written = { start: span.start + 1, end: span.end - 1 };
    if (goSource[span.end - 1] !== goSource[span.start] || span.end - span.start < 2) continue;
    const isPlain = goSource.slice(written.start, written.end) === path;
    edits.push(
      isPlain
        ? { span: { start: written.start, end: written.start + from.length }, newText: to }
        : { span: written, newText: newPath },
    );
  }
  return edits;
}

/**
 * Tells whether a `//go:` line of a Go file, such as one for the linker or for
 * `go generate`, names `module` or a package in it. Linear in the text.
 */
export function namesInDirectives(goSource: string, module: string): boolean {
  for (let start = 0; start >= 0; start = nextLine(goSource, start)) {
    if (!goSource.startsWith('//go:', start)) continue;
    const lineFeed = goSource.indexOf('\n', start);
    const line = goSource.slice(start, lineFeed < 0 ? goSource.length : lineFeed);
    for (let at = line.indexOf(module); at >= 0; at = line.indexOf(module, at + 1)) {
      // A path goes on behind `/`, a symbol behind `.`; a longer name is another module's.
      if (!/[\w.~/-]/.test(line[at - 1] ?? '') && !/[\w~-]/.test(line[at + module.length] ?? '')) return true;
    }
  }
  return false;
}

/** Where the next line starts that may be such a one; -1 behind the last. */
function nextLine(text: string, start: number): number {
  const lineFeed = text.indexOf('\n//go:', start);
  return lineFeed < 0 ? -1 : lineFeed + 1;
}
