import type { Files } from './directions.ts';
import { folderOf } from './layers.ts';

/** Names that say nothing about what is inside. */
const EMPTY_NAMES = /^(?:utils?|helpers?|commons?|shared|types?|misc|lib|stuff)(?:\.[cm]?ts)?$/;

/** Rooms whose `index.ts` does not open with a doc comment that begins with the room's name. */
export function checkDoors(files: Files, rooms: readonly string[]): string[] {
  const problems: string[] = [];
  for (const room of rooms) {
    const path = `${folderOf(room)}index.ts`;
    const text = files.get(path);
    // The rooms that start a process have files of entry and no door.
    if (text === undefined) {
      if (room !== 'main' && room !== 'client') problems.push(`${room} has no index.ts`);
      continue;
    }
    const comment = /^\/\*\*\n \* (.+)\n/.exec(text)?.[1];
    if (comment === undefined) problems.push(`${path} does not open with a doc comment`);
    else if (titleOf(comment) !== room) problems.push(`${path} does not begin with "${room}: "`);
  }
  return problems;
}

/** Folders and files of code whose names say nothing. */
export function checkNames(paths: Iterable<string>): string[] {
  const bad = new Set<string>();
  for (const path of paths) {
    if (!/^(?:server|client|test|scripts)\//.test(path)) continue;
    const elements = path.split('/');
    const index = elements.findIndex((element) => EMPTY_NAMES.test(element));
    if (index >= 0) bad.add(`${elements.slice(0, index + 1).join('/')} has a name that says nothing`);
  }
  return [...bad];
}

/** What stands before the first colon, without case and blanks: "Go source: …" opens gosource. */
function titleOf(comment: string): string {
  return (comment.split(':')[0] ?? '').replaceAll(/\W/g, '').toLowerCase();
}
