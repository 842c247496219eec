import type { Room } from './layers.ts';

const START = '<!-- layers:start -->';
const END = '<!-- layers:end -->';

/** The table of rooms as Markdown, without a line break at the end. */
export function architectureTable(rooms: Readonly<Record<string, Room>>): string {
  const rows = Object.entries(rooms).map(([name, room]) => [
    name,
    room.kind,
    list(shortened(room.rooms, rooms)),
    list(room.packages),
    room.node === 'any' ? 'any' : list(room.node.map((builtin) => `\`${builtin}\``)),
  ]);
  const head = ['Room', 'Kind', 'May import', 'Packages', 'Node modules'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** What stands between the markers of a Markdown text; null where they are missing or in disorder. */
export function tableIn(markdown: string): string | null {
  const start = markdown.indexOf(START);
  const end = markdown.indexOf(END);
  return start < 0 || end < start ? null : markdown.slice(start + START.length, end).trim();
}

/** Puts the table between the markers; null where they are missing or in disorder. */
export function withTable(markdown: string, table: string): string | null {
  if (tableIn(markdown) === null) return null;
  const before = markdown.slice(0, markdown.indexOf(START) + START.length);
  return `${before}\n${table}\n${markdown.slice(markdown.indexOf(END))}`;
}

/** The names, with those of all knowledge rooms put into two words. */
function shortened(names: readonly string[], rooms: Readonly<Record<string, Room>>): readonly string[] {
  const knowledge = Object.keys(rooms).filter((name) => rooms[name]!.kind === 'knowledge');
  if (!knowledge.every((name) => names.includes(name))) return names;
  return ['all knowledge', ...names.filter((name) => !knowledge.includes(name))];
}

function list(names: readonly string[]): string {
  return names.length === 0 ? '–' : names.join(', ');
}
