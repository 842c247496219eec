import { type AuditFile, dependenciesOf, loneDependency, questionsOf, requirerOf } from '../audit/index.ts';
import type { ExaminedFacts } from '../examination/index.ts';
import { addReplace, addSums, replaceModule, upgradeRequirement } from '../fix/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { compare, prerelease } from '../semver/index.ts';
import type { TextEdit } from '../text/index.ts';
import { editableFiles, sumFileOf } from './editableFiles.ts';
import type { EditedFile } from './edits.ts';
import { mainModulesOf } from './modules.ts';
import { notesOn } from './replacementNotes.ts';
import { uriOfPath } from './uri.ts';
import type { Workbench } from './workbench.ts';

/** What edits would do, and what the user should know of it besides; empty for nothing. */
export interface Proposal {
  readonly files: readonly EditedFile[];
  readonly note: string;
}

/** So many milliseconds are waited for hashes of the module that is put in another's place. */
const PATIENCE_FOR_SUMS = 20_000;

/** So many newer versions are examined to find a good one. */
const MAX_TRIED = 6;

/**
 * Edits that put the module path `to` in the place of `from`, in the go.mod of a
 * main module, in the sum files, in the go.work around it, and in the imports of
 * every Go file of the module. A version that the mirror lists is taken: the
 * same number, or the newest. Rejects on cancellation.
 */
export async function proposeReplacement(
  goMod: AuditFile,
  from: ModuleVersion,
  to: string,
  bench: Workbench,
  signal: AbortSignal,
): Promise<Proposal> {
  const workspace = bench.modules.workspaceOf(goMod);
  const replaced = dependenciesOf(goMod, workspace).find(({ required }) => required.path === from.path);
  if (replaced !== undefined && replaced.replacement !== null)
    return { files: [], note: `A "replace" decides what is taken for ${from.path}: nothing was changed.` };
  const own = requiredVersion(goMod, to);
  const listed = await versionFor(to, from.version, bench, signal);
  const isThere = own !== null && compare(own, listed.version) >= 0;
  const target = { path: to, version: isThere ? own : listed.version };
  const sums = isThere ? [] : await provenSums(target, bench, signal);
  const found = await editableFiles(goMod, from.path, bench, signal);
  const beside = bench.modules.all.filter(
    (one) =>
      one.path !== goMod.path &&
      workspace !== null &&
      bench.modules.workspaceOf(one)?.file === workspace.file,
  );
  const requirer = await requirerIn(goMod, from.path, beside, bench, signal);
  // Names of files are told by what stands behind the last `/`, on every platform.
  const byUri = new Map(found.files.map((file) => [uriOfPath(file.path), file]));
  const texts = [...byUri].map(([uri, { text }]) => ({ path: uri, text }));
  const edits = replaceModule(texts, from, target, {
    neighbours: [...(workspace?.modules ?? [])],
    sums,
    isRequiredElsewhere: requirer !== null,
    isRequiredBeside: beside.some((one) => requiredVersion(one, from.path) !== null),
  });
  const files = edits.flatMap((edit) => {
    const file = byUri.get(edit.path);
    return file === undefined ? [] : [{ ...file, edits: edit.edits }];
  });
  const notes = await notesOn({ goMod, from: from.path, target, requirer, found, files }, bench, signal);
  if (!isThere) notes.unshift(listed.note);
  return { files, note: notes.filter((one) => one !== '').join(' ') };
}

function requiredVersion({ content }: AuditFile, path: string): string | null {
  if (content.kind !== 'go.mod') return null;
  return content.file.require.find((one) => one.path === path)?.version ?? null;
}

async function requirerIn(
  goMod: AuditFile,
  module: string,
  beside: readonly AuditFile[],
  { services, modules, files, editor }: Workbench,
  signal: AbortSignal,
): Promise<string | null> {
  const settings = await services.settings();
  const log = { debug: () => undefined, warn: (message: string) => editor.log('warning', message) };
  const access = { files, path: services.path, settings, log };
  return requirerOf(module, goMod, beside, modules.workspaceOf(goMod), access, signal);
}

/** Edits that leave the requirement and have the build take another module for it, by a `replace`. */
export async function proposeDirective(
  goMod: AuditFile,
  from: ModuleVersion,
  to: string,
  bench: Workbench,
  signal: AbortSignal,
): Promise<Proposal> {
  const { version, note } = await versionFor(to, from.version, bench, signal);
  const target = { path: to, version };
  const edits = addReplace(goMod.text, { path: from.path, version: '' }, target);
  if (edits.length === 0) return { files: [], note };
  const sums = await provenSums(target, bench, signal);
  return { files: await withSums(goMod, edits, sums, bench, signal), note };
}

/** Edits that take the next newer version whose bytes are those of upstream. Rejects on cancellation. */
export async function proposeUpgrade(
  goMod: AuditFile,
  module: ModuleVersion,
  bench: Workbench,
  signal: AbortSignal,
): Promise<Proposal> {
  const { examinations } = bench.services;
  const listed = await examinations.versions(module.path, { offline: !bench.mayAsk, signal });
  if ('state' in listed)
    return { files: [], note: `Which versions ${module.path} has could not be determined.` };
  const at = listed.indexOf(module.version);
  const feed = bench.services.feed();
  const newer = (at < 0 ? [] : listed.slice(0, at))
    .filter((one) => prerelease(one) === '' && feed.judge(module.path, one).state !== 'listed')
    .reverse();
  const tried = newer.slice(0, MAX_TRIED);
  const good = new Map<string, readonly string[]>();
  const options = { offline: !bench.mayAsk, concurrency: 4, ledgers: [], signal };
  const questions = questionsOf(
    tried.map((version) => loneDependency({ path: module.path, version })),
    bench.services.names(),
    () => bench.policies.of(goMod.directory).policy,
  );
  await examinations.examine([...questions.values()], options, ({ version }, { content, copy, log }) => {
    const isLogged = log.state !== 'proven' || (copy.state === 'hashed' && copy.h1 === log.h1);
    if ((content.state === 'match' || content.state === 'match-explained') && isLogged)
      good.set(version, sumLines({ path: module.path, version }, log));
  });
  const version = tried.find((one) => good.has(one));
  const sums = version === undefined ? [] : (good.get(version) ?? []);
  if (version === undefined) {
    const why =
      newer.length === 0
        ? 'there is no newer version'
        : `none of the next ${tried.length} is known to be the same as upstream`;
    return { files: [], note: `${module.path} stays at ${module.version}: ${why}.` };
  }
  const edits = upgradeRequirement(goMod.text, module, version);
  return { files: await withSums(goMod, edits, sums, bench, signal), note: '' };
}

async function versionFor(
  path: string,
  wanted: string,
  bench: Workbench,
  signal: AbortSignal,
): Promise<{ readonly version: string; readonly note: string }> {
  const feed = bench.services.feed();
  const all = await bench.services.examinations
    .versions(path, { offline: !bench.mayAsk, signal })
    .catch(() => [] as readonly string[]);
  signal.throwIfAborted();
  const listed = 'state' in all ? all : all.filter((one) => feed.judge(path, one).state !== 'listed');
  if ('state' in listed || listed.length === 0) {
    const isPossible = addReplace('', { path, version: '' }, { path, version: wanted }).length > 0;
    const rest = isPossible ? `${wanted} was kept` : 'nothing was changed';
    return { version: wanted, note: `Which versions ${path} has could not be determined: ${rest}.` };
  }
  if (listed.includes(wanted)) return { version: wanted, note: '' };
  const version = listed.find((one) => prerelease(one) === '') ?? (listed[0] as string);
  return { version, note: `${path} has no ${wanted}: its newest version, ${version}, was taken.` };
}

/** Lines for go.sum that the checksum database proves; none where it cannot be asked or takes too long. */
async function provenSums(
  module: ModuleVersion,
  bench: Workbench,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const key = `${module.path}@${module.version}`;
  let log = bench.learning.known(key)?.facts.log;
  if (log?.state !== 'proven' && bench.mayAsk) {
    const question = { module, expected: new Set<string>() };
    const options = {
      offline: false,
      concurrency: 1,
      ledgers: [],
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_FOR_SUMS)]),
    };
    await bench.services.examinations
      .examine([question], options, (_, facts) => {
        log = facts.log;
      })
      .catch(() => undefined);
    signal.throwIfAborted();
  }
  return log === undefined ? [] : sumLines(module, log);
}

/** The lines of go.sum that the checksum database proves; none where it does not. */
function sumLines(module: ModuleVersion, log: ExaminedFacts['log']): readonly string[] {
  if (log.state !== 'proven') return [];
  return [
    `${module.path} ${module.version} ${log.h1}`,
    `${module.path} ${module.version}/go.mod ${log.goModH1}`,
  ];
}

/** Edits of a go.mod, and lines for the go.sum beside it where there is one. */
async function withSums(
  goMod: AuditFile,
  edits: readonly TextEdit[],
  lines: readonly string[],
  bench: Workbench,
  signal: AbortSignal,
): Promise<readonly EditedFile[]> {
  const own = { path: goMod.path, text: goMod.text, edits };
  if (edits.length === 0 || lines.length === 0) return [own];
  const sum = await sumFileOf(goMod, bench, signal);
  return sum === null ? [own] : [own, { ...sum, edits: addSums(sum.text, lines) }];
}

/** The main module that a document speaks for; a go.work speaks for the first of its own that requires the module. */
export function mainModuleFor(path: string, module: string, bench: Workbench): AuditFile | null {
  const file = bench.modules.at(path);
  if (file === null) return null;
  if (file.content.kind === 'go.mod') return file;
  const all = mainModulesOf(file, bench.modules);
  return (
    all.find((one) => requiredVersion(one, module) !== null) ??
    // What a replacement puts in is required by nobody.
    all.find((one) =>
      dependenciesOf(one, bench.modules.workspaceOf(one)).some(({ effective }) => effective?.path === module),
    ) ??
    null
  );
}
