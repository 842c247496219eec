import { Lexer } from '../../../server/src/gosource/index.ts';
import { readVectors } from '../../conformance/vectors.ts';
import { describe, expect, test } from '../../kit.ts';
import { type DumpedToken, dumpTokens } from './tokenDump.ts';

interface TokenVector {
  readonly text: string;
  readonly tokens: readonly DumpedToken[];
  readonly rejected: boolean;
}

describe('Lexer', () => {
  test('reads the tokens that go/scanner reads, in every vector', () => {
    const { vectors } = readVectors<readonly TokenVector[]>('gosource.json.gz');
    expect(vectors.length).toBeGreaterThan(1500);
    for (const { text, tokens, rejected } of vectors) {
      expect({ text, ...dumpTokens(text) }).toEqual({ text, tokens, rejected });
    }
  });

  test('stands still at the end', () => {
    const lexer = new Lexer('x');
    expect([lexer.next(), lexer.next(), lexer.next(), lexer.next()]).toEqual([
      'identifier',
      ';',
      'end',
      'end',
    ]);
    expect([lexer.start, lexer.end]).toEqual([1, 1]);
  });
});
