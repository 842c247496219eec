import type { Files } from './directions.ts';
import { type Room, roomOf } from './layers.ts';
import { type Token, tokenize } from './tokens.ts';

/** The globals that reach out of the process; Biome denies them by name, see `editorRules.ts`. */
export const OUTSIDE_GLOBALS = [
  'console',
  'EventSource',
  'fetch',
  'navigator',
  'performance',
  'process',
  'WebSocket',
  'XMLHttpRequest',
] as const;

/** Ways to the clock and to chance that hide behind harmless globals. */
const HIDDEN_EFFECTS: readonly (readonly string[])[] = [
  ['Date', '.', 'now'],
  ['new', 'Date', '(', ')'],
  ['new', 'Date', ';'],
  ['Math', '.', 'random'],
];

/** Reads of a clock or of chance in rooms that may have no effects, one sentence each. */
export function checkEffects(files: Files, rooms: Readonly<Record<string, Room>>): string[] {
  const problems: string[] = [];
  for (const [path, text] of files) {
    const name = roomOf(path);
    if (name === null || !path.endsWith('.ts') || rooms[name]?.effects !== false) continue;
    const tokens = tokenize(text);
    for (const [index, token] of tokens.entries()) {
      const effect = HIDDEN_EFFECTS.find((words) => matches(tokens, index, words));
      if (effect === undefined) continue;
      const line = text.slice(0, token.start).split('\n').length;
      problems.push(`${path}:${line} says ${effect.join(' ')}, but ${name} reads no clock and no chance`);
    }
  }
  return problems;
}

function matches(tokens: readonly Token[], index: number, words: readonly string[]): boolean {
  return words.every((word, offset) => {
    const token = tokens[index + offset];
    return token?.text === word && (token.kind === 'word' || token.kind === 'punctuation');
  });
}
