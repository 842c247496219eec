import { type Capability, inOrder } from './capability.ts';
import type { Copy } from './copy.ts';
import type { GoFile } from './file.ts';
import type { DifferingFile, FileGains, Gains } from './gains.ts';
import { touchedBy } from './touched.ts';

/** What is told file by file, before anything is cut. */
export type GainsByPlace = Pick<
  Gains,
  'capabilities' | 'testCapabilities' | 'runsOnImport' | 'functions' | 'calls' | 'strings' | 'directives'
> & { readonly importPaths: ReadonlySet<string>; readonly newlyBuilt: Gains['newlyBuilt'] };

/** Sorts what a copy gains by file; files that gain nothing are left out, those that gain most come first. */
export function gainsByFile(
  files: readonly DifferingFile[],
  now: Copy,
  gains: GainsByPlace,
  maxNames: number,
): readonly FileGains[] {
  const goFiles = new Map([...now.built, ...now.unbuilt].map((file) => [file.path, file]));
  const functions = namesByFile(gains.functions, maxNames);
  const effects = namesByFile(gains.runsOnImport, maxNames);
  const calls = countsByFile(gains.calls);
  const strings = countsByFile(gains.strings);
  const directives = countsByFile(gains.directives);
  const newlyBuilt = new Set(gains.newlyBuilt.map(({ path }) => path));
  return files
    .filter(({ status }) => status !== 'removed')
    .map((file): FileGains => {
      const { path } = file;
      const goFile = goFiles.get(path);
      return {
        path,
        imports: (goFile?.imports ?? [])
          .map((each) => each.path)
          .filter((each) => gains.importPaths.has(each))
          .slice(0, maxNames),
        capabilities: capabilitiesOf(file, goFile, gains),
        runsOnImport: effects.get(path) ?? [],
        functions: functions.get(path) ?? [],
        calls: calls.get(path) ?? 0,
        strings: strings.get(path) ?? 0,
        directives: directives.get(path) ?? 0,
        newlyBuilt: newlyBuilt.has(path),
      };
    })
    .filter((file) => weightOf(file) > 0)
    .sort((a, b) => weightOf(b) - weightOf(a));
}

/** Those of the gained capabilities that this very file touches. */
function capabilitiesOf(
  { kind }: DifferingFile,
  file: GoFile | undefined,
  { capabilities, testCapabilities }: GainsByPlace,
): readonly Capability[] {
  // Machine code cannot be read here, so that each such file counts by itself.
  if (kind === 'assembly' || kind === 'object') return ['assembly'];
  if (file === undefined) return [];
  const gained = kind === 'go' ? capabilities : [...capabilities, ...testCapabilities];
  const touched = new Set<Capability>(touchedBy([file.code]).capabilities);
  for (const directive of file.directives) {
    if (directive.kind === 'cgo' || directive.kind === 'linkname') touched.add(directive.kind);
  }
  return inOrder(new Set(gained.filter((each) => touched.has(each))));
}

function weightOf(file: FileGains): number {
  const some = (list: readonly unknown[] | number | boolean, weight: number): number =>
    (Array.isArray(list) ? list.length > 0 : Boolean(list)) ? weight : 0;
  return (
    some(file.runsOnImport, 64) +
    some(file.capabilities, 128) +
    some(file.newlyBuilt, 32) +
    some(file.imports, 16) +
    some(file.directives, 8) +
    some(file.strings, 4) +
    some(file.functions, 2) +
    some(file.calls, 1)
  );
}

function namesByFile(
  entries: readonly { readonly file: string; readonly name: string }[],
  maxNames: number,
): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { file, name } of entries) {
    const known = names.get(file) ?? [];
    names.set(file, known);
    if (known.length < maxNames) known.push(name);
  }
  return names;
}

function countsByFile(entries: readonly { readonly file: string }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { file } of entries) counts.set(file, (counts.get(file) ?? 0) + 1);
  return counts;
}
