import { posix } from 'node:path';
import { OUTSIDE_GLOBALS } from './effects.ts';
import { folderOf, type Room } from './layers.ts';

/**
 * The table of rooms as the `overrides` of `biome.layers.json`, so that a wrong
 * import squiggles while it is typed.
 *
 * Each room gets a list of what it may import, and everything else is denied.
 * Patterns see the specifier as written and follow the rules of `.gitignore`:
 * the last one that matches decides. Folders within a room get their own list,
 * because `../` means something else there; deeper folders are left to
 * `directions.ts`, which resolves paths.
 */
export function editorOverrides(rooms: Readonly<Record<string, Room>>): object[] {
  const imports = Object.entries(rooms).flatMap(([name, room]) => {
    // From the client the other rooms lie in another part of the tree.
    const between = name === 'client' ? '../server/src' : '';
    const top = override(name, room, `${folderOf(name)}*.ts`, ['!./**'], posix.join('..', between));
    const own = ['!./**', '!../**', '../../**'];
    const nested = override(name, room, `${folderOf(name)}*/*.ts`, own, posix.join('../..', between));
    return [top, nested];
  });
  return [...imports, globalsOverride(rooms)];
}

function globalsOverride(rooms: Readonly<Record<string, Room>>): object {
  const closed = Object.entries(rooms).filter(([, room]) => !room.effects);
  const why = 'This room reaches nothing outside: ask a port.';
  const deniedGlobals = Object.fromEntries(OUTSIDE_GLOBALS.map((global) => [global, why]));
  return {
    includes: closed.map(([name]) => `${folderOf(name)}**`),
    linter: { rules: { style: { noRestrictedGlobals: { level: 'error', options: { deniedGlobals } } } } },
  };
}

function override(name: string, room: Room, includes: string, own: readonly string[], up: string): object {
  const group = [
    '**',
    ...own,
    ...room.rooms.map((other) => `!${up}/${other}/index.ts`),
    ...room.packages.flatMap((name) => [`!${name}`, `!${name}/**`]),
    ...(room.node === 'any' ? ['!node:*', '!node:*/**'] : room.node.map((builtin) => `!${builtin}`)),
  ];
  const message = `${name} may import ${allowedText(room)}.`;
  const noRestrictedImports = { level: 'error', options: { patterns: [{ group, message }] } };
  return { includes: [includes], linter: { rules: { style: { noRestrictedImports } } } };
}

function allowedText(room: Room): string {
  const node = room.node === 'any' ? ['any node: module'] : room.node;
  const allowed = [...room.rooms.map((other) => `${other}/index.ts`), ...room.packages, ...node];
  return allowed.length === 0 ? 'nothing but its own files' : `only ${allowed.join(', ')}`;
}
