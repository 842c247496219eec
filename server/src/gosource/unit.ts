import type { Call, Code } from './code.ts';
import type { GoFile } from './file.ts';
import { defaultName } from './imports.ts';
import { touchedBy } from './touched.ts';

/** A piece of code that runs as a whole: a function, an `init`, or the initialiser of package-level variables. */
export interface Unit {
  readonly kind: 'function' | 'init' | 'variable';
  /** What it is recognised by in the other copy: folder, kind and name. Not unique: build constraints allow twins. */
  readonly key: string;
  /** `F`, `T.M`, `init`, or the names of the variables. */
  readonly name: string;
  /** The last name: `M` for `T.M`. */
  readonly lastName: string;
  readonly isMethod: boolean;
  /** The name of the receiver's type; empty for what is no method. */
  readonly typeName: string;
  readonly file: GoFile;
  /** UTF-16 offset. */
  readonly start: number;
  /** UTF-16 offset behind it. */
  readonly end: number;
  readonly code: Code;
  /** Whether it runs because the package is imported. */
  readonly runsOnImport: boolean;
}

/** What a unit is called where others call from it. */
export function callerName(unit: Unit): string {
  return unit.kind === 'variable' ? 'package variable' : unit.name;
}

/** What a unit is called by: folder, kind of call and last name. */
export function nameKey({ file, isMethod, lastName }: Unit): string {
  return callKey(file.directory, isMethod, lastName);
}

function callKey(folder: string, isMethod: boolean, name: string): string {
  return `${folder}\n${isMethod ? 'method' : 'function'}\n${name}`;
}

/** The units that a call from `folder` may mean, a few at most; none for a call into another package. */
export function targetsOf(
  call: Call,
  folder: string,
  unitsByName: ReadonlyMap<string, readonly Unit[]>,
): readonly Unit[] {
  return call.kind === 'imported'
    ? []
    : (unitsByName.get(callKey(folder, call.kind === 'method', call.name)) ?? []).slice(0, MAX_TARGETS);
}

/** The units of a file. `types` are the names of the package's types: `T(x)` is no call. */
export function unitsOf(file: GoFile, types: ReadonlySet<string>): readonly Unit[] {
  const units: Unit[] = [];
  for (const { name, receiver, span, code } of file.functions) {
    const isInit = name === 'init' && receiver === null;
    const fullName = receiver === null ? name : `${receiver}.${name}`;
    units.push({
      kind: isInit ? 'init' : 'function',
      key: `${file.directory}\n${fullName}`,
      name: fullName,
      lastName: name,
      isMethod: receiver !== null,
      typeName: receiver ?? '',
      file,
      start: span.start,
      end: span.end,
      code: withoutConversions(code, types),
      runsOnImport: isInit,
    });
  }
  for (const { names, start, value, code: read } of file.variables) {
    const code = withoutConversions(read, types);
    const name = names.join(', ');
    units.push({
      kind: 'variable',
      key: `${file.directory}\nvar ${name}`,
      name,
      lastName: names[0] ?? '',
      isMethod: false,
      typeName: '',
      file,
      start,
      end: file.tokens.start(value.to),
      code,
      runsOnImport: callsOnImport(code),
    });
  }
  return units;
}

/** How a call is shown: `f`, `pkg.F`, `.M`. */
export function calleeName({ kind, path, name }: Call): string {
  return kind === 'imported' ? `${defaultName(path)}.${name}` : kind === 'method' ? `.${name}` : name;
}

/** Methods of one name, and functions told apart by build constraints, that one call is followed to at most. */
const MAX_TARGETS = 8;

/** Units that are followed from one, at most. */
const MAX_FOLLOWED = 1000;

/**
 * A unit and the units of its package that it calls, directly and through
 * others. With `immediate`, calls from function literals that are not run
 * where they are written are not followed.
 *
 * Types are not resolved. A method is followed when its type is named on the
 * way, by the code or by a package-level variable that the code names; a method
 * of what another call returned is not.
 */
export function reachableFrom(
  unit: Unit,
  unitsByName: ReadonlyMap<string, readonly Unit[]>,
  immediate: boolean,
): readonly Unit[] {
  const reached = new Set([unit]);
  const named = new Set<string>();
  const methods = new Map<string, Unit>();
  for (let round = 0, before = 0; round < MAX_ROUNDS && before < reached.size; round++) {
    before = reached.size;
    for (const each of reached) {
      addNames(named, each, unitsByName);
      for (const call of each.code.calls.values()) {
        if (call.chained || (immediate && call.deferred)) {
          continue;
        }
        for (const target of targetsOf(call, each.file.directory, unitsByName)) {
          if (target.isMethod) {
            methods.set(target.key, target);
          } else if (reached.size < MAX_FOLLOWED) {
            reached.add(target);
          }
        }
      }
    }
    for (const method of methods.values()) {
      if (named.has(method.typeName) && reached.size < MAX_FOLLOWED) {
        reached.add(method);
      }
    }
  }
  return [...reached];
}

/** How often a method that was reached may lead to further ones. */
const MAX_ROUNDS = 8;

/** Adds the names that a unit mentions, and those that the package-level variables among them mention. */
function addNames(names: Set<string>, unit: Unit, unitsByName: ReadonlyMap<string, readonly Unit[]>): void {
  names.add(unit.typeName);
  for (const name of unit.code.names) {
    names.add(name);
    for (const variable of unitsByName
      .get(callKey(unit.file.directory, false, name))
      ?.slice(0, MAX_TARGETS) ?? []) {
      for (const mentioned of variable.kind === 'variable' ? variable.code.names : []) {
        names.add(mentioned);
      }
    }
  }
}

function withoutConversions(code: Code, types: ReadonlySet<string>): Code {
  const calls = [...code.calls].filter(([, call]) => call.kind !== 'function' || !types.has(call.name));
  return calls.length === code.calls.size ? code : { ...code, calls: new Map(calls) };
}

/** Whether an initialiser calls something that may do more than make a value. */
function callsOnImport(code: Code): boolean {
  for (const call of code.calls.values()) {
    const makesValue = call.chained || (call.kind === 'imported' && VALUE_PACKAGES.has(call.path));
    if (!call.deferred && !makesValue) {
      return true;
    }
  }
  return touchedBy([code], true).acts.some((capability) => capability !== 'unsafe');
}

// Packages of the standard library whose functions only make values: `errors.New`, `regexp.MustCompile`.
const VALUE_PACKAGES: ReadonlySet<string> = new Set(
  (
    'bytes context encoding/base32 encoding/base64 encoding/binary encoding/hex encoding/json errors flag fmt ' +
    'hash/crc32 hash/crc64 hash/fnv html html/template log log/slog maps math math/big math/bits math/rand ' +
    'math/rand/v2 path path/filepath reflect regexp slices sort strconv strings sync sync/atomic text/template ' +
    'time unicode unicode/utf8 unsafe'
  ).split(' '),
);
