import { commentsOf } from './comment.ts';
import type { Retract } from './file.ts';
import { quoted } from './problem.ts';
import type { DirectiveReader } from './reader.ts';
import type { TokenList } from './token.ts';

/**
 * Reads `retract v1.0.0` or `retract [v1.0.0, v1.1.0]`. The lax reading allows more words behind it.
 *
 * Neither the versions nor their order are checked, as in golang.org/x/mod.
 */
export function readRetract(reader: DirectiveReader, tokens: TokenList, lax: boolean): Retract | null {
  const interval = readInterval(reader);
  if (interval === null) return null;
  if (reader.argCount > interval.argCount && !lax) {
    const extra = reader.args[interval.argCount];
    return reader.refuse('Nothing but a comment may follow the retracted version.', extra?.span);
  }
  return {
    low: interval.low,
    high: interval.high,
    rationale: commentsOf(tokens, reader.line),
    span: reader.line.span,
  };
}

function readInterval(reader: DirectiveReader): { low: string; high: string; argCount: number } | null {
  const [open, lowWord, comma, highWord, close] = reader.args;
  if (open === undefined || open.text === '(') {
    return reader.refuse('The retract directive needs a version, or two as in: retract [v1.0.0, v1.1.0]');
  }
  if (open.text !== '[') {
    const version = reader.string(open);
    return version === null ? null : { low: version, high: version, argCount: 1 };
  }
  if (lowWord === undefined) return reader.refuse('A version is missing behind [.', open.span);
  const low = reader.string(lowWord);
  if (low === null) return null;
  if (comma?.text !== ',') return reader.refuse(`A comma is missing behind ${quoted(low)}.`, lowWord.span);
  if (highWord === undefined) return reader.refuse('A version is missing behind the comma.', comma.span);
  const high = reader.string(highWord);
  if (high === null) return null;
  if (close?.text !== ']')
    return reader.refuse(`The bracket ] is missing behind ${quoted(high)}.`, highWord.span);
  return { low, high, argCount: 5 };
}
