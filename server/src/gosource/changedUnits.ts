import type { Capability } from './capability.ts';
import type { Call } from './code.ts';
import { type Copy, groupBy, type Lines } from './copy.ts';
import type { AddedCall, AddedFunction, ImportEffect } from './gains.ts';
import { reachOf } from './reaches.ts';
import { touchedBy } from './touched.ts';
import { calleeName, callerName, nameKey, reachableFrom, targetsOf, type Unit } from './unit.ts';

/** How the functions and initialisers of one copy relate to those of another. */
export interface UnitChanges {
  /** Units that the other copy has not. */
  readonly added: readonly Unit[];
  /** Functions that the other copy has word for word in another folder, and not any more in that one. */
  readonly moved: ReadonlySet<Unit>;
  /** All units of the copy, each with the calls that its counterpart has not. */
  readonly newCalls: ReadonlyMap<Unit, readonly Call[]>;
  /** Names of functions that only the other copy has. */
  readonly removed: readonly string[];
}

/**
 * Pairs the units of two copies by folder and name.
 *
 * Twins (one function in two files with different build constraints, several
 * `init`) are taken together, and `init` functions are also told apart by their
 * text: one that the other copy has word for word is not added.
 */
export function unitChanges(old: Copy, now: Copy, inOther: (path: string) => string): UnitChanges {
  const oldByKey = groupBy(old.units, (unit) => unit.key);
  const nowByKey = groupBy(now.units, (unit) => unit.key);
  const added: Unit[] = [];
  const moved = new Set<Unit>();
  const gone = [...oldByKey].flatMap(([key, units]) => (nowByKey.has(key) ? [] : units)).filter(isFunction);
  const goneTexts = new Set(gone.map(sourceText));
  const newCalls = new Map<Unit, readonly Call[]>();
  for (const [key, units] of nowByKey) {
    const counterparts = oldByKey.get(key) ?? [];
    const known = new Set(counterparts.flatMap((unit) => [...unit.code.calls.values()].map(callKey)));
    for (const unit of units) {
      const calls = [...unit.code.calls.values()];
      newCalls.set(
        unit,
        calls.filter(
          (call) => !known.has(callKey(call)) && !known.has(callKey({ ...call, path: inOther(call.path) })),
        ),
      );
    }
    for (const unit of addedAmong(units, counterparts)) {
      // Only functions are taken as moved: code that runs on import does so for others in another package.
      if (goneTexts.has(sourceText(unit))) {
        moved.add(unit);
      } else {
        added.push(unit);
      }
    }
  }
  const movedTexts = new Set([...moved].map(sourceText));
  const removed = gone.filter((unit) => !movedTexts.has(sourceText(unit))).map(({ name }) => name);
  return { added, moved, newCalls, removed };
}

/** The `init` functions and initialisers that were added and run on import, the most telling first. */
export function importEffects(changes: UnitChanges, now: Copy, lines: Lines): readonly ImportEffect[] {
  const effects = changes.added
    .filter((unit) => unit.runsOnImport)
    .slice(0, MAX_EFFECTS)
    .map((unit): ImportEffect => {
      const all = reachableFrom(unit, now.unitsByName, false).map(({ code }) => code);
      const immediate = reachableFrom(unit, now.unitsByName, true).map(({ code }) => code);
      return {
        kind: unit.kind === 'init' ? 'init' : 'package variable',
        name: unit.name,
        file: unit.file.path,
        line: lines.lineOf(unit.file, unit.start),
        capabilities: touchedBy(all).capabilities,
        acts: touchedBy(immediate, true).acts,
      };
    });
  return effects.sort(
    (a, b) => b.acts.length - a.acts.length || b.capabilities.length - a.capabilities.length,
  );
}

/** Effects whose reach is computed, at most: each may walk through much of its package. */
const MAX_EFFECTS = 500;

/** The functions that were added, those that touch something first. */
export function addedFunctions(
  changes: UnitChanges,
  lines: Lines,
  module: string | undefined,
): readonly AddedFunction[] {
  const callers = new Callers(changes, module);
  const candidates = changes.added
    .map((unit) => ({ unit, ...touchedBy([unit.code]) }))
    .filter(({ unit, capabilities }) => {
      const holdsFunction = unit.kind === 'variable' && !unit.runsOnImport && capabilities.length > 0;
      return unit.kind === 'function' || holdsFunction;
    })
    .sort((a, b) => Math.min(1, b.capabilities.length) - Math.min(1, a.capabilities.length));
  const functions = candidates
    .slice(0, MAX_FUNCTIONS)
    .map(({ unit, capabilities, reaches }): AddedFunction => {
      const calledFrom = callers.callersOf(unit);
      return {
        name: unit.name,
        file: unit.file.path,
        line: lines.lineOf(unit.file, unit.start),
        capabilities,
        reaches,
        calledFrom,
        usedIn: callers.usersOf(unit).filter((name) => !calledFrom.includes(name)),
      };
    });
  const rank = ({ capabilities, calledFrom }: AddedFunction): number =>
    2 * Math.min(1, capabilities.length) + Math.min(1, calledFrom.length);
  return functions.sort((a, b) => rank(b) - rank(a));
}

/** Functions whose callers are looked for, at most. It is more than what is shown. */
const MAX_FUNCTIONS = 1000;

/** The calls that functions gained which existed before, those that touch something first. */
export function addedCalls(changes: UnitChanges, lines: Lines): readonly AddedCall[] {
  const added = new Set(changes.added);
  const addedByName = groupBy(changes.added, nameKey);
  const calls: { readonly unit: Unit; readonly call: Call; readonly capabilities: readonly Capability[] }[] =
    [];
  for (const [unit, gained] of changes.newCalls) {
    if (added.has(unit) || changes.moved.has(unit)) {
      continue;
    }
    for (const call of gained) {
      calls.push({ unit, call, capabilities: capabilitiesOfCall(call, unit, addedByName) });
    }
  }
  return calls
    .sort((a, b) => Math.min(1, b.capabilities.length) - Math.min(1, a.capabilities.length))
    .slice(0, MAX_CALLS)
    .map(({ unit, call, capabilities }) => ({
      function: callerName(unit),
      callee: calleeName(call),
      file: unit.file.path,
      line: lines.lineOf(unit.file, call.start),
      capabilities,
    }));
}

/** More calls than this are not handed on. It is more than what is shown, so that the cut is noticed. */
const MAX_CALLS = 1000;

function capabilitiesOfCall(
  call: Call,
  unit: Unit,
  addedByName: ReadonlyMap<string, readonly Unit[]>,
): readonly Capability[] {
  if (call.kind === 'imported') {
    const reach = reachOf(call.path, call.name);
    return reach === undefined || reach.onlyThroughMethods === true ? [] : [reach.capability];
  }
  return touchedBy(targetsOf(call, unit.file.directory, addedByName).map(({ code }) => code)).capabilities;
}

function addedAmong(units: readonly Unit[], counterparts: readonly Unit[]): readonly Unit[] {
  const [first] = units;
  if (counterparts.length === 0) {
    return units;
  }
  if (first?.kind === 'init') {
    const texts = new Set(counterparts.map(sourceText));
    const changed = units.filter((unit) => !texts.has(sourceText(unit)));
    return units.length > counterparts.length ? changed.slice(counterparts.length - units.length) : [];
  }
  // A variable that called nothing and now does is an effect that was added.
  const ranBefore = counterparts.some((unit) => unit.runsOnImport);
  return first?.kind === 'variable' && !ranBefore ? units.filter((unit) => unit.runsOnImport) : [];
}

function isFunction({ kind }: Unit): boolean {
  return kind === 'function';
}

function sourceText({ file, start, end }: Unit): string {
  return file.tokens.text.slice(start, end);
}

function callKey({ kind, path, name }: Pick<Call, 'kind' | 'path' | 'name'>): string {
  return `${kind}\n${path}\n${name}`;
}

/** Who calls and mentions what, by name. */
class Callers {
  readonly #module: string | undefined;
  readonly #inPackage = new Map<string, Set<string>>();
  readonly #imported = new Map<string, Map<string, Set<string>>>();
  readonly #mentions = new Map<string, Set<string>>();

  constructor({ newCalls }: UnitChanges, module: string | undefined) {
    this.#module = module;
    for (const [unit, calls] of newCalls) {
      const caller = callerName(unit);
      for (const call of calls) {
        if (call.kind === 'imported') {
          const byPath = this.#imported.get(call.name) ?? new Map<string, Set<string>>();
          this.#imported.set(call.name, byPath);
          add(byPath, call.path, caller);
        } else {
          add(this.#inPackage, `${unit.file.directory}\n${call.kind}\n${call.name}`, caller);
        }
      }
      for (const name of unit.code.names) {
        add(this.#mentions, `${unit.file.directory}\n${name}`, caller);
      }
    }
  }

  callersOf(unit: Unit): readonly string[] {
    const { directory } = unit.file;
    const kind = unit.isMethod ? 'method' : 'function';
    const callers = new Set<string>();
    addSome(callers, this.#inPackage.get(`${directory}\n${kind}\n${unit.lastName}`), unit.name);
    for (const [path, names] of unit.isMethod ? [] : (this.#imported.get(unit.lastName) ?? [])) {
      if (this.#isPackage(path, directory)) {
        addSome(callers, names, unit.name);
      }
    }
    return [...callers];
  }

  usersOf(unit: Unit): readonly string[] {
    const users = new Set<string>();
    if (!unit.isMethod) {
      addSome(users, this.#mentions.get(`${unit.file.directory}\n${unit.lastName}`), unit.name);
    }
    return [...users];
  }

  #isPackage(path: string, directory: string): boolean {
    if (this.#module !== undefined) {
      return path === (directory === '' ? this.#module : `${this.#module}/${directory}`);
    }
    return directory !== '' && path.endsWith(`/${directory}`);
  }
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known === undefined) {
    map.set(key, new Set([value]));
  } else {
    known.add(value);
  }
}

/** Callers of one function that are named, at most. */
const MAX_CALLERS = 100;

function addSome(target: Set<string>, names: ReadonlySet<string> | undefined, but: string): void {
  for (const name of names ?? []) {
    if (target.size >= MAX_CALLERS) {
      return;
    }
    if (name !== but) {
      target.add(name);
    }
  }
}
