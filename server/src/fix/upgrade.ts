import { parseModFile } from '../modfile/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import type { Span, TextEdit } from '../text/index.ts';
import { isWritable } from './target.ts';

/**
 * Edits of a go.mod that take `version` of a module in the place of the one
 * that is given: in its requirement, and where a `replace` puts that version in.
 *
 * No edit where the file does not name that version, or where the path and
 * `version` do not belong together. Lines of the old version may stay in
 * go.sum: other modules may require it. A `replace` of the old version holds no
 * longer, and stays: it was a decision about that version.
 */
export function upgradeRequirement(goMod: string, module: ModuleVersion, version: string): TextEdit[] {
  if (!isWritable({ path: module.path, version }) || module.version === version) return [];
  const { file } = parseModFile(goMod);
  const spans: Span[] = [];
  for (const one of file.require)
    if (one.path === module.path && one.version === module.version) spans.push(one.versionSpan);
  for (const { newPath, newVersion, newVersionSpan } of file.replace)
    if (newPath === module.path && newVersion === module.version && newVersionSpan !== null)
      spans.push(newVersionSpan);
  return spans.map((span) => ({ span, newText: version }));
}
