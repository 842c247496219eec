import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { findCycles } from './cycles.ts';
import { folderOf, type Room, roomOf } from './layers.ts';
import { type Import, importsOf } from './specifiers.ts';

/** A project in memory: paths from the root, with `/`, and their texts. */
export type Files = ReadonlyMap<string, string>;

/** What breaks the table of rooms, one sentence each. */
export function checkDirections(files: Files, rooms: Readonly<Record<string, Room>>): string[] {
  const problems: string[] = [];
  const fileGraph = new Map<string, Set<string>>();
  const roomGraph = new Map<string, Set<string>>();
  for (const [path, text] of sources(files)) {
    const from = roomOf(path);
    if (from === null) {
      problems.push(`${path} stands in no room`);
      continue;
    }
    const room = rooms[from];
    if (room === undefined) continue;
    for (const found of importsOf(text)) {
      const judged = judge(files, path, found, from, room);
      if (judged.problem !== null) problems.push(`${path}:${found.line} ${judged.problem}`);
      if (judged.target === null) continue;
      add(fileGraph, path, judged.target);
      const to = roomOf(judged.target);
      if (to !== null && to !== from) add(roomGraph, from, to);
    }
  }
  for (const cycle of findCycles(fileGraph)) problems.push(`files import each other: ${cycle.join(' -> ')}`);
  for (const cycle of findCycles(roomGraph)) problems.push(`rooms import each other: ${cycle.join(' -> ')}`);
  return problems;
}

/** Rows without a room, and rooms without a row. */
export function checkRows(files: Files, rooms: Readonly<Record<string, Room>>): string[] {
  const built = new Set<string>();
  for (const [path] of sources(files)) {
    const room = roomOf(path);
    if (room !== null) built.add(room);
  }
  return [
    ...[...built]
      .filter((name) => !Object.hasOwn(rooms, name))
      .map((name) => `${name} has no row in layers.ts`),
    ...Object.keys(rooms)
      .filter((name) => !built.has(name))
      .map((name) => `${folderOf(name)} does not exist, but has a row in layers.ts`),
  ];
}

/** What is wrong with the table itself. */
export function checkTable(rooms: Readonly<Record<string, Room>>): string[] {
  const problems: string[] = [];
  for (const [name, room] of Object.entries(rooms)) {
    for (const other of room.rooms) {
      const target = rooms[other];
      if (target === undefined) problems.push(`the row of ${name} names ${other}, which has no row`);
      else if (room.kind === 'knowledge' && target.kind !== 'knowledge') {
        problems.push(`${name} holds knowledge, and may not import ${other}`);
      }
    }
  }
  const graph = new Map(Object.entries(rooms).map(([name, room]) => [name, new Set(room.rooms)]));
  for (const cycle of findCycles(graph)) problems.push(`rows allow a cycle: ${cycle.join(' -> ')}`);
  return problems;
}

interface Judged {
  readonly problem: string | null;
  /** The file of this project that is imported. */
  readonly target: string | null;
}

function judge(files: Files, path: string, found: Import, from: string, room: Room): Judged {
  const { specifier } = found;
  if (specifier === null)
    return { problem: `uses ${found.form}() with something that is no plain string`, target: null };
  if (specifier.startsWith('.')) return judgeFile(files, path, specifier, from, room);
  const says = `imports ${specifier}, which ${from} may not`;
  if (specifier.startsWith('node:')) {
    const allowed = room.node === 'any' || room.node.includes(specifier);
    return { problem: allowed ? null : says, target: null };
  }
  if (builtinModules.includes(specifier))
    return { problem: `imports ${specifier} without "node:"`, target: null };
  const allowed = room.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
  return { problem: allowed ? null : says, target: null };
}

function judgeFile(files: Files, path: string, specifier: string, from: string, room: Room): Judged {
  const target = posix.normalize(posix.join(posix.dirname(path), specifier));
  const to = roomOf(target);
  if (to === null) return { problem: `imports ${specifier}, which stands in no room`, target: null };
  if (!files.has(target)) return { problem: `imports ${specifier}, which does not exist`, target: null };
  if (to === from) return { problem: null, target };
  if (!room.rooms.includes(to))
    return { problem: `imports ${specifier}, but ${from} may not know ${to}`, target };
  const door = `${folderOf(to)}index.ts`;
  return { problem: target === door ? null : `imports ${specifier} past the index.ts of ${to}`, target };
}

function sources(files: Files): [string, string][] {
  return [...files].filter(([path]) => /^(?:server|client)\/src\/.*\.[cm]?[tj]sx?$/.test(path));
}

function add(graph: Map<string, Set<string>>, from: string, to: string): void {
  const targets = graph.get(from);
  if (targets === undefined) graph.set(from, new Set([to]));
  else targets.add(to);
}
