import type { Block } from './line.ts';
import { type ProblemList, quoted } from './problem.ts';

/** Tells whether the lines of `block` are directives: it has one word, and that is one of `verbs`. */
export function isKnownBlock(block: Block, verbs: ReadonlySet<string>): boolean {
  const [verb] = block.words;
  return block.wordCount === 1 && verb !== undefined && verbs.has(verb.text);
}

/** Reports a block that no directive has. Its lines are passed over. */
export function refuseUnknownBlock(block: Block, verbs: ReadonlySet<string>, problems: ProblemList): void {
  if (isKnownBlock(block, verbs)) return;
  const words = block.words.map((word) => word.text).join(' ');
  problems.add('semantic', block.span, `There is no block that starts with ${quoted(words)}.`);
}
