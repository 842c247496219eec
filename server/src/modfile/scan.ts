import { trimSpace } from '../text/index.ts';
import { parseModFile } from './modFile.ts';
import { unquote } from './unquote.ts';

/**
 * The module path that a go.mod names, found without reading the rest of it;
 * empty when there is none.
 *
 * This is how Go finds out which module a directory holds, so it is not
 * disturbed by what is wrong elsewhere, and is wrong about a `module` block:
 * there it returns "(". Follows `modfile.ModulePath`.
 */
export function modulePath(text: string): string {
  const verb = 'module';
  for (let start = 0; start < text.length; ) {
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed < 0 ? text.length : lineFeed;
    const line = withoutComment(text.slice(start, end));
    start = end + 1;
    if (!line.startsWith(verb)) continue;
    const rest = line.slice(verb.length);
    const path = trimSpace(rest);
    if (path === '' || path.length === rest.length) continue;
    return path.startsWith('"') || path.startsWith('`') ? (unquote(path) ?? '') : path;
  }
  return '';
}

/**
 * The version of the go directive, as Go reads it to decide which files of a
 * vendor directory belong to a module; null when there is none or the go.mod
 * cannot be read as that of a requirement.
 *
 * Follows `parseGoVers` of golang.org/x/mod/zip.
 */
export function goVersionOf(text: string): string | null {
  const { file, problems } = parseModFile(text, { lax: true });
  return problems.length === 0 ? (file.go?.version ?? null) : null;
}

function withoutComment(line: string): string {
  const comment = line.indexOf('//');
  return trimSpace(comment < 0 ? line : line.slice(0, comment));
}
