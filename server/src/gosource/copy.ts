import { LineIndex } from '../text/index.ts';
import { type Capability, inOrder } from './capability.ts';
import { type GoFile, readGoFile } from './file.ts';
import type { SourceFileKind } from './fileKind.ts';
import { newRoom } from './room.ts';
import { touchedBy } from './touched.ts';
import { nameKey, type Unit, unitsOf } from './unit.ts';

/** One of two copies of a module, as far as it is given. */
export interface Copy {
  /** Go files that a build may hold. */
  readonly built: readonly GoFile[];
  /** Go files that only `go test` or `go run FILE` builds. */
  readonly unbuilt: readonly GoFile[];
  /** Files of unchanged text in the same folders, which names are resolved in. */
  readonly neighbours: readonly GoFile[];
  /** The units of `built`. */
  readonly units: readonly Unit[];
  /** The units of `built` and `neighbours` by {@link nameKey}. */
  readonly unitsByName: ReadonlyMap<string, readonly Unit[]>;
  readonly capabilities: ReadonlySet<Capability>;
  readonly testCapabilities: ReadonlySet<Capability>;
  readonly importPaths: ReadonlyMap<string, string>;
  readonly unreadable: readonly string[];
}

/** Reads one copy. `kinds` tells what each of its files is. */
export function readCopy(
  files: ReadonlyMap<string, string>,
  kinds: ReadonlyMap<string, SourceFileKind>,
  neighbours: readonly GoFile[],
): Copy {
  const built: GoFile[] = [];
  const unbuilt: GoFile[] = [];
  const unreadable: string[] = [];
  const capabilities = new Set<Capability>();
  const room = newRoom();
  // Small files first: what one huge file takes must not be missing for the others.
  for (const [path, text] of [...files].sort(([, a], [, b]) => a.length - b.length)) {
    const kind = kinds.get(path);
    if (kind === 'assembly' || kind === 'object') {
      capabilities.add('assembly');
    }
    if (kind !== 'go' && kind !== 'go-test' && kind !== 'go-ignored') {
      continue;
    }
    const file = readGoFile(path, text, room);
    if (file === null || file.fault !== null || !file.complete) {
      unreadable.push(path);
    }
    if (file !== null) {
      (kind === 'go' ? built : unbuilt).push(file);
    }
  }
  // Findings stand in the order of the paths.
  built.sort(byPath);
  const types = typesByFolder([...built, ...neighbours]);
  const units = built.flatMap((file) => unitsOf(file, types.get(file.directory) ?? new Set()));
  const around = neighbours.flatMap((file) => unitsOf(file, types.get(file.directory) ?? new Set()));
  for (const capability of capabilitiesOf(built)) {
    capabilities.add(capability);
  }
  return {
    built,
    unbuilt,
    neighbours,
    units,
    unitsByName: groupBy([...units, ...around], nameKey),
    capabilities,
    testCapabilities: capabilitiesOf(unbuilt),
    importPaths: new Map(
      built.flatMap((file) => file.imports.map((each) => [each.path, file.path] as const)).reverse(),
    ),
    unreadable,
  };
}

/** Values by key, each list in the order of the values. */
export function groupBy<T>(
  values: readonly T[],
  keyOf: (value: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [value]);
    } else {
      group.push(value);
    }
  }
  return groups;
}

/** Tells the lines of files. Makes the index of a file once, when it is first asked for. */
export class Lines {
  readonly #indexes = new Map<GoFile, LineIndex>();

  /** The line, from 0, of a UTF-16 offset. */
  lineOf(file: GoFile, offset: number): number {
    let index = this.#indexes.get(file);
    if (index === undefined) {
      index = new LineIndex(file.tokens.text);
      this.#indexes.set(file, index);
    }
    return index.positionAt(offset).line;
  }
}

function byPath(a: GoFile, b: GoFile): number {
  return a.path < b.path ? -1 : 1;
}

function capabilitiesOf(files: readonly GoFile[]): ReadonlySet<Capability> {
  const found = new Set<Capability>();
  for (const file of files) {
    for (const capability of touchedBy([file.code]).capabilities) {
      found.add(capability);
    }
    for (const { kind } of file.directives) {
      if (kind === 'cgo' || kind === 'linkname') {
        found.add(kind);
      }
    }
  }
  return new Set(inOrder(found));
}

function typesByFolder(files: readonly GoFile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const types = new Map<string, Set<string>>();
  for (const file of files) {
    const known = types.get(file.directory) ?? new Set();
    for (const type of file.types) {
      known.add(type);
    }
    types.set(file.directory, known);
  }
  return types;
}
