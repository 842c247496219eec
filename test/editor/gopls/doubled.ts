import type { Diagnostic } from 'vscode-languageserver/node';

/** The share of a message's words above which another message means the same. */
const SAME = 0.5;

/**
 * Finds what two servers say twice: the same range, or the same line with a
 * message of which more than half of the words are in the other. Paths are no
 * words, because whoever speaks of a module names it.
 *
 * @returns pairs of messages
 */
export function findDoubled(
  ones: readonly Diagnostic[],
  others: readonly Diagnostic[],
): readonly (readonly [string, string])[] {
  return ones.flatMap((one) =>
    others
      .filter((other) => isSameRange(one, other) || isSameMeaning(one, other))
      .map((other) => [textOf(one), textOf(other)] as const),
  );
}

function isSameRange({ range: a }: Diagnostic, { range: b }: Diagnostic): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}

function isSameMeaning(one: Diagnostic, other: Diagnostic): boolean {
  if (one.range.start.line !== other.range.start.line) return false;
  const [fewer, more] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.size - b.size) as [
    Set<string>,
    Set<string>,
  ];
  const shared = [...fewer].filter((word) => more.has(word));
  return fewer.size > 0 && shared.length / fewer.size > SAME;
}

/** The message as plain text. */
export function textOf({ message }: Diagnostic): string {
  return typeof message === 'string' ? message : message.value;
}

function wordsOf(diagnostic: Diagnostic): Set<string> {
  const plain = textOf(diagnostic)
    .toLowerCase()
    .replaceAll(/\S*\/\S*/g, ' ');
  return new Set(plain.match(/[a-z]{3,}/g) ?? []);
}
