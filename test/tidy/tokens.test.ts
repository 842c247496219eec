import { describe, expect, test } from '../kit.ts';
import { tokenize } from './tokens.ts';

const words = (text: string): string[] =>
  tokenize(text)
    .filter((token) => token.kind === 'word')
    .map((token) => token.text);

describe('the tokens of TypeScript', () => {
  test('comments are no tokens, and what looks like one inside a string is', () => {
    expect(words('a // b\n/* c\n d */ e')).toEqual(['a', 'e']);
    expect(words(`a '// b' "/* c" d`)).toEqual(['a', 'd']);
    expect(words('a /* b')).toEqual(['a']);
  });

  test('the text of strings, templates and regular expressions holds no words', () => {
    expect(words(`x = 'import a' + "import b" + \`import c\` + /import "d/g;`)).toEqual(['x']);
    expect(words('return /[/"]import/.test(y)')).toEqual(['return', 'test', 'y']);
    expect(words(String.raw`f('it\'s import', /\/import/)`)).toEqual(['f']);
  });

  test('code inside a template is read, however deep', () => {
    expect(words('`a ${b + `c ${{ d: e }} f` + g} h` + i')).toEqual(['b', 'd', 'e', 'g', 'i']);
    expect(words('`\\${a} $b ${c}`')).toEqual(['c']);
  });

  test('a slash after a value divides', () => {
    expect(words('a / b; import "c"; d / e')).toEqual(['a', 'b', 'import', 'd', 'e']);
    expect(words('f(x) / g; h[0] / i')).toEqual(['f', 'x', 'g', 'h', 'i']);
  });

  test('a quote that is never closed costs its line and no more', () => {
    expect(words(`a ' b\nc`)).toEqual(['a', 'c']);
  });

  test('strings are given without their quotes, and every token with its place', () => {
    expect(tokenize(`a('b', \`c\`, 1)`)).toEqual([
      { kind: 'word', text: 'a', start: 0 },
      { kind: 'punctuation', text: '(', start: 1 },
      { kind: 'string', text: 'b', start: 2 },
      { kind: 'punctuation', text: ',', start: 5 },
      { kind: 'string', text: 'c', start: 7 },
      { kind: 'punctuation', text: ',', start: 10 },
      { kind: 'value', text: '1', start: 12 },
      { kind: 'punctuation', text: ')', start: 13 },
    ]);
  });
});
