import { type Capability, inOrder } from './capability.ts';
import { addedCalls, addedFunctions, importEffects, unitChanges } from './changedUnits.ts';
import { type Copy, groupBy, Lines, readCopy } from './copy.ts';
import { differingFiles, kindsOfCopies, newlyBuiltFiles } from './differingFiles.ts';
import { type GoFile, readGoFile } from './file.ts';
import { gainsByFile } from './fileGains.ts';
import type { AddedDirective, AddedString, Gains, Losses } from './gains.ts';
import { PackageValues } from './packageValues.ts';
import { newRoom } from './room.ts';
import { type SourceString, stringsOfFile } from './stringsOfFile.ts';

/** What helps to compare two copies. */
export interface DifferenceOptions {
  /** Files that are the same in both copies: names, constants and types are looked up there. */
  readonly unchanged?: ReadonlyMap<string, string>;
  /** Whether `unchanged` holds all Go files that are the same, so that nobody else can import a package. */
  readonly unchangedIsAll?: boolean;
  /** The module paths of the two copies when they differ: imports of their own packages are then the same. */
  readonly beforeModule?: string;
  readonly afterModule?: string;
}

/** No list of the result is longer, but that of the files. */
const MAX_ENTRIES = 100;

/** No list of names of one file is longer. */
const MAX_NAMES = 20;

/** No text of the result is longer, in UTF-16 units, but paths of files. */
const MAX_TEXT_LENGTH = 200;

/**
 * Tells what `after` has that `before` has not: imports, what they and the calls
 * can touch, code that runs on import, functions, calls, strings, directives.
 *
 * `before` is upstream's copy (or the original's), `after` the mirror's (or the
 * suspect's): maps from paths in the module to texts, of the files that differ
 * or stand on one side. An empty `before` describes a whole module.
 *
 * Everything is found by name, without types: a call through a value that was
 * made elsewhere is listed as a call, but its capability is not known. Never
 * throws. Paths and texts are attacker-controlled; the time is linear in them
 * but for sorting.
 */
export function describeDifference(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  options: DifferenceOptions = {},
): Gains {
  const kinds = kindsOfCopies(before, after, options.unchanged ?? new Map(), options.unchangedIsAll === true);
  const files = differingFiles(before, after, kinds);
  const neighbours = readNeighbours(
    files.map(({ path }) => path),
    options.unchanged,
  );
  const old = readCopy(before, kinds.before, neighbours.files);
  const now = readCopy(after, kinds.after, neighbours.files);
  const inOther = pathRenamer(options);
  const lines = new Lines();
  const changes = unitChanges(old, now, inOther);

  const imports = gainedImports(old, now, inOther);
  const runsOnImport = importEffects(changes, now, lines);
  const functions = addedFunctions(changes, lines, options.afterModule);
  const calls = addedCalls(changes, lines);
  const strings = gainedStrings(old, now, lines, textRenamer(options));
  const directives = gainedDirectives(old, now, lines);
  const newlyBuilt = newlyBuiltFiles(before, after, kinds);
  const capabilities = minus(now.capabilities, old.capabilities);
  const testCapabilities = minus(now.testCapabilities, union(old.capabilities, old.testCapabilities)).filter(
    (capability) => !capabilities.includes(capability),
  );
  const places = { runsOnImport, functions, calls, strings: strings.list, directives, newlyBuilt };
  const importPaths = new Set(imports.map(({ path }) => path));
  const gained = { ...places, importPaths, capabilities, testCapabilities };
  const perFile = gainsByFile(files, now, gained, MAX_NAMES);
  const lists = { imports, ...places, perFile };
  const truncated = (Object.keys(lists) as (keyof typeof lists)[]).filter(
    (name) => lists[name].length > MAX_ENTRIES || (name === 'strings' && !strings.complete),
  );
  return {
    files,
    imports: imports.slice(0, MAX_ENTRIES).map(({ path, file }) => ({ path: short(path), file })),
    capabilities,
    testCapabilities,
    initAdded: runsOnImport.length > 0,
    runsOnImport: runsOnImport.slice(0, MAX_ENTRIES).map((each) => ({ ...each, name: short(each.name) })),
    functions: functions.slice(0, MAX_ENTRIES).map((each) => ({
      ...each,
      name: short(each.name),
      reaches: each.reaches.slice(0, MAX_ENTRIES).map(short),
      calledFrom: each.calledFrom.slice(0, MAX_ENTRIES).map(short),
      usedIn: each.usedIn.slice(0, MAX_ENTRIES).map(short),
    })),
    calls: calls
      .slice(0, MAX_ENTRIES)
      .map((each) => ({ ...each, function: short(each.function), callee: short(each.callee) })),
    strings: strings.list.slice(0, MAX_ENTRIES),
    directives: directives.slice(0, MAX_ENTRIES),
    newlyBuilt: newlyBuilt
      .slice(0, MAX_ENTRIES)
      .map((each) => ({ ...each, before: short(each.before), after: each.after && short(each.after) })),
    perFile: perFile.slice(0, MAX_ENTRIES).map((each) => ({
      ...each,
      imports: each.imports.map(short),
      runsOnImport: each.runsOnImport.map(short),
      functions: each.functions.map(short),
    })),
    unreadable: [...new Set([...old.unreadable, ...now.unreadable, ...neighbours.unreadable])].sort(),
    lost: losses(old, now, changes.removed, inOther),
    truncated,
  };
}

/** The Go files of `unchanged` that share a folder with a file that differs. */
function readNeighbours(
  paths: readonly string[],
  unchanged: ReadonlyMap<string, string> = new Map(),
): { files: readonly GoFile[]; unreadable: readonly string[] } {
  const room = newRoom();
  const unreadable: string[] = [];
  const folders = new Set(paths.filter((path) => path.endsWith('.go')).map(folderOf));
  const files: GoFile[] = [];
  for (const [path, text] of unchanged) {
    if (path.endsWith('.go') && !path.endsWith('_test.go') && folders.has(folderOf(path))) {
      const file = readGoFile(path, text, room);
      if (file !== null) {
        files.push(file);
      }
      if (file?.complete !== true) {
        unreadable.push(path);
      }
    }
  }
  return { files, unreadable };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/**
 * Maps an import path of the later copy to what it would be in the other one.
 * Whole path elements count: `example.com/ab` is no part of `example.com/a`.
 */
function pathRenamer({ beforeModule, afterModule }: DifferenceOptions): (path: string) => string {
  if (beforeModule === undefined || afterModule === undefined) {
    return (path) => path;
  }
  return (path) =>
    path === afterModule || path.startsWith(`${afterModule}/`)
      ? beforeModule + path.slice(afterModule.length)
      : path;
}

/** Maps a string of the later copy to what it would be in the other one. */
function textRenamer({ beforeModule, afterModule }: DifferenceOptions): (text: string) => string {
  return beforeModule === undefined || afterModule === undefined || afterModule === ''
    ? (text) => text
    : (text) => text.replaceAll(afterModule, () => beforeModule);
}

function gainedImports(
  old: Copy,
  now: Copy,
  inOther: (path: string) => string,
): { path: string; file: string }[] {
  return [...now.importPaths]
    .filter(([path]) => !old.importPaths.has(path) && !old.importPaths.has(inOther(path)))
    .map(([path, file]) => ({ path, file }))
    .sort((a, b) => compare(a.file, b.file) || compare(a.path, b.path));
}

function losses(old: Copy, now: Copy, removed: readonly string[], inOther: (path: string) => string): Losses {
  const kept = new Set([...now.importPaths.keys()].flatMap((path) => [path, inOther(path)]));
  return {
    imports: [...old.importPaths.keys()]
      .filter((path) => !kept.has(path))
      .sort()
      .slice(0, MAX_ENTRIES)
      .map(short),
    capabilities: minus(old.capabilities, now.capabilities),
    functions: [...new Set(removed)].slice(0, MAX_ENTRIES).map(short),
  };
}

function gainedStrings(
  old: Copy,
  now: Copy,
  lines: Lines,
  inOther: (text: string) => string,
): { list: readonly AddedString[]; complete: boolean } {
  const before = stringsOfCopy(old);
  const after = stringsOfCopy(now);
  const known = new Map(before.strings.map(({ string }) => [string.text, string.assembled]));
  // A text that was written out and is now assembled is news; the other way round it is not.
  const isKnown = ({ text, assembled }: SourceString): boolean => {
    const was = known.get(text) ?? known.get(inOther(text));
    return was !== undefined && (was || !assembled);
  };
  const list = after.strings
    .filter(({ string }) => !isKnown(string))
    .map(({ file, string: { kind, text, assembled, start } }) => ({
      kind,
      text: short(text),
      assembled,
      file: file.path,
      line: lines.lineOf(file, start),
    }));
  const rank = ({ kind, assembled }: AddedString): number => (assembled ? 0 : kind === 'encoded' ? 2 : 1);
  return { list: list.sort((a, b) => rank(a) - rank(b)), complete: before.complete && after.complete };
}

function stringsOfCopy(copy: Copy): {
  strings: readonly { file: GoFile; string: SourceString }[];
  complete: boolean;
} {
  const strings: { file: GoFile; string: SourceString }[] = [];
  let complete = true;
  const neighbours = groupBy(copy.neighbours, (file) => file.directory);
  for (const [folder, files] of groupBy(copy.built, (file) => file.directory)) {
    const values = new PackageValues([...(neighbours.get(folder) ?? []), ...files]);
    for (const file of files) {
      for (const string of stringsOfFile(file, values)) {
        strings.push({ file, string });
      }
    }
    complete &&= values.budget.steps > 0;
  }
  return { strings, complete };
}

function gainedDirectives(old: Copy, now: Copy, lines: Lines): readonly AddedDirective[] {
  const known = new Set(
    old.built.flatMap((file) => file.directives.map(({ kind, text }) => `${kind} ${text}`)),
  );
  const knownC = new Set(old.built.flatMap((file) => file.cLines.map(({ text }) => text)));
  const written = now.built.flatMap((file) =>
    file.directives
      .filter(({ kind, text }) => !known.has(`${kind} ${text}`))
      .map(({ kind, text, start }) => ({
        kind,
        text: short(text),
        file: file.path,
        line: lines.lineOf(file, start),
      })),
  );
  const cCode = now.built.flatMap((file): AddedDirective[] => {
    const gained = file.cLines.filter(({ text }) => !knownC.has(text));
    const [first] = gained;
    if (first === undefined) {
      return [];
    }
    const more = gained.length === 1 ? '' : ` (and ${gained.length - 1} more)`;
    const text = first.text.slice(0, MAX_TEXT_LENGTH - more.length) + more;
    return [{ kind: 'c-code', text, file: file.path, line: lines.lineOf(file, first.start) }];
  });
  return [...written, ...cCode];
}

function minus(a: ReadonlySet<Capability>, b: ReadonlySet<Capability>): readonly Capability[] {
  return inOrder(new Set([...a].filter((capability) => !b.has(capability))));
}

function union(a: ReadonlySet<Capability>, b: ReadonlySet<Capability>): ReadonlySet<Capability> {
  return new Set([...a, ...b]);
}

function short(text: string): string {
  return text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH - 1)}…` : text;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
