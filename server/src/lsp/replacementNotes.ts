import type { AuditFile } from '../audit/index.ts';
import { namesInDirectives } from '../fix/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { applyEdits } from '../text/index.ts';
import type { EditableFiles, ReadFile } from './editableFiles.ts';
import type { EditedFile } from './edits.ts';
import type { Workbench } from './workbench.ts';

/** What came out when one module was put in another's place. */
export interface Replaced {
  readonly goMod: AuditFile;
  readonly from: string;
  readonly target: ModuleVersion;
  /** A module that requires `from` as well; null for none. */
  readonly requirer: string | null;
  readonly found: EditableFiles;
  readonly files: readonly EditedFile[];
}

/** So many files are named, and the others counted. */
const MAX_NAMED = 3;

/** What the edits leave to be done, a sentence for each. Rejects on cancellation. */
export async function notesOn(replaced: Replaced, bench: Workbench, signal: AbortSignal): Promise<string[]> {
  const { goMod, from, target, requirer, found, files } = replaced;
  const notes: string[] = [];
  if (requirer !== null)
    notes.push(
      `${requirer} requires ${from} as well, so it stays in the build. Add a "replace" to have ${target.path} taken for it everywhere.`,
    );
  if (files.length === 0) return notes;
  const sum = `${target.path} ${target.version} `;
  const isSummed = found.files.some(
    (file) => file.path.endsWith('.sum') && changedText(file, files).includes(sum),
  );
  if (!isSummed)
    notes.push(
      `What go.sum should say of ${target.path} could not be proven. Run "go mod tidy" to have it added.`,
    );
  const { dirname, join } = bench.services.path;
  const vendored = [goMod.path, bench.modules.workspaceOf(goMod)?.file.path ?? goMod.path];
  for (const path of new Set(vendored)) {
    if ((await bench.services.files.kind(join(dirname(path), 'vendor', 'modules.txt'))) !== 'file') continue;
    const command = path === goMod.path ? 'go mod vendor' : 'go work vendor';
    notes.push(`The vendor folder is as before. Run "${command}".`);
  }
  signal.throwIfAborted();
  const { unread, left } = found;
  const count = unread.length + left;
  if (count > 0)
    notes.push(
      `${count} ${count === 1 ? 'file was' : 'files were'} not read${listOf(unread)}: look there for ${from}.`,
    );
  const linked = await linkedElsewhere(replaced, bench);
  if (linked.length > 0) notes.push(`Links to files elsewhere were not followed${listOf(linked)}.`);
  const directives = found.files.filter((file) => namesInDirectives(file.text, from)).map(({ path }) => path);
  if (directives.length > 0) notes.push(`Lines with "//go:" still name ${from}${listOf(directives)}.`);
  return notes;
}

function changedText(file: ReadFile, files: readonly EditedFile[]): string {
  return applyEdits(file.text, files.find(({ path }) => path === file.path)?.edits ?? []);
}

/** Links that import the module and do not lead to a file that is edited anyway. */
async function linkedElsewhere({ from, found, files }: Replaced, bench: Workbench): Promise<string[]> {
  const naming = found.linked.filter(({ text }) => text.includes(from));
  if (naming.length === 0) return [];
  const identityOf = async (path: string): Promise<string | null> =>
    (await bench.services.files.describe(path))?.identity ?? null;
  const edited = new Set<string | null>();
  for (const { path } of files) edited.add(await identityOf(path));
  const elsewhere: string[] = [];
  for (const { path } of naming) if (!edited.has(await identityOf(path))) elsewhere.push(path);
  return elsewhere;
}

function listOf(paths: readonly string[]): string {
  if (paths.length === 0) return '';
  const more = paths.length - MAX_NAMED;
  return ` (${paths.slice(0, MAX_NAMED).join(', ')}${more > 0 ? `, and ${more} more` : ''})`;
}
