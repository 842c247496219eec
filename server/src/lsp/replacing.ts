import { type AuditFile, goFilesBelow, loneDependency, questionsOf } from '../audit/index.ts';
import { addReplace, replaceModule, upgradeRequirement } from '../fix/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { FileError } from '../ports/index.ts';
import { prerelease } from '../semver/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import type { EditedFile } from './edits.ts';
import { mainModulesOf } from './modules.ts';
import { uriOfPath } from './uri.ts';
import type { Workbench } from './workbench.ts';

/** What edits would do, and what the user should know of it besides; empty for nothing. */
export interface Proposal {
  readonly files: readonly EditedFile[];
  readonly note: string;
}

/** A Go file is read up to this many bytes: imports stand at its top, and the whole text is edited. */
const MAX_FILE_BYTES = 16 << 20;

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
  const { version, note } = await versionFor(to, from.version, bench, signal);
  const target = { path: to, version };
  const sums = await provenSums(target, bench, signal);
  const files = await filesToEdit(goMod, from.path, bench, signal);
  const workspace = bench.modules.workspaceOf(goMod);
  const neighbours = [...(workspace?.modules ?? [])];
  // Names of files are told by what stands behind the last `/`, on every platform.
  const byUri = new Map(files.map((file) => [uriOfPath(file.path), file]));
  const texts = [...byUri].map(([uri, { text }]) => ({ path: uri, text }));
  const edits = replaceModule(texts, from, target, { neighbours, sums }).flatMap((edit) => {
    const file = byUri.get(edit.path);
    return file === undefined ? [] : [{ ...file, edits: edit.edits }];
  });
  return { files: edits, note };
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
  const edits = addReplace(goMod.text, { path: from.path, version: '' }, { path: to, version });
  return { files: [{ path: goMod.path, text: goMod.text, edits }], note };
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
  const good = new Set<string>();
  const options = { offline: !bench.mayAsk, concurrency: 4, ledgers: [], signal };
  const questions = questionsOf(
    tried.map((version) => loneDependency({ path: module.path, version })),
    bench.services.names(),
    () => bench.policies.of(goMod.directory).policy,
  );
  await examinations.examine([...questions.values()], options, ({ version }, { content, copy, log }) => {
    const isLogged = log.state !== 'proven' || (copy.state === 'hashed' && copy.h1 === log.h1);
    if ((content.state === 'match' || content.state === 'match-explained') && isLogged) good.add(version);
  });
  const version = tried.find((one) => good.has(one));
  if (version === undefined) {
    const why =
      newer.length === 0
        ? 'there is no newer version'
        : `none of the next ${tried.length} is known to be the same as upstream`;
    return { files: [], note: `${module.path} stays at ${module.version}: ${why}.` };
  }
  const edits = upgradeRequirement(goMod.text, module, version);
  return { files: [{ path: goMod.path, text: goMod.text, edits }], note: '' };
}

async function versionFor(
  path: string,
  wanted: string,
  bench: Workbench,
  signal: AbortSignal,
): Promise<{ readonly version: string; readonly note: string }> {
  const listed = await bench.services.examinations
    .versions(path, { offline: !bench.mayAsk, signal })
    .catch(() => [] as readonly string[]);
  signal.throwIfAborted();
  if ('state' in listed || listed.length === 0) {
    return {
      version: wanted,
      note: `Which versions ${path} has could not be determined: ${wanted} was kept.`,
    };
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
  if (log?.state !== 'proven') return [];
  return [
    `${module.path} ${module.version} ${log.h1}`,
    `${module.path} ${module.version}/go.mod ${log.goModH1}`,
  ];
}

/** The files in which the module may be named, as they are now in the editor or on the disk. */
async function filesToEdit(
  goMod: AuditFile,
  from: string,
  bench: Workbench,
  signal: AbortSignal,
): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const { files, modules, services, session } = bench;
  const { path } = services;
  const found = [{ path: goMod.path, text: goMod.text }];
  // A document of another scheme has no folder that could be read.
  if (session.at(goMod.path)?.isFile === false) return found;
  const names = [path.join(goMod.directory, 'go.sum')];
  const work = modules.workspaceOf(goMod)?.file;
  if (work !== undefined) names.push(work.path, path.join(work.directory, 'go.work.sum'));
  const { paths } = await goFilesBelow(goMod.directory, files, path, signal);
  names.push(...paths.map((one) => path.join(goMod.directory, one)));
  for (const name of names) {
    signal.throwIfAborted();
    try {
      const text = decodeUtf8(await files.read(name, { maxBytes: MAX_FILE_BYTES, signal }));
      if (text.includes(from) || name.endsWith('go.sum')) found.push({ path: name, text });
    } catch (error) {
      // What cannot be read cannot be edited either; the compiler will name it.
      if (!(error instanceof FileError)) throw error;
    }
  }
  return found;
}

/** The main module that a document speaks for; a go.work speaks for the first of its own that requires the module. */
export function mainModuleFor(path: string, module: string, bench: Workbench): AuditFile | null {
  const file = bench.modules.at(path);
  if (file === null) return null;
  if (file.content.kind === 'go.mod') return file;
  const all = mainModulesOf(file, bench.modules);
  return (
    all.find(
      ({ content }) => content.kind === 'go.mod' && content.file.require.some((one) => one.path === module),
    ) ?? null
  );
}
