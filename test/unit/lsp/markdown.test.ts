import { codeBlock, commandLink, escaped, link } from '../../../server/src/lsp/markdown.ts';
import { describe, expect, test } from '../../kit.ts';

describe('text from outside in Markdown', () => {
  test.each([
    ['a link', '[click](https://evil.example)', '\\[click\\](https\\://evil.example)'],
    ['an image', '![x](y)', '\\!\\[x\\](y)'],
    ['HTML', '<img src=x onerror=alert(1)>', '\\<img src=x onerror=alert(1)\\>'],
    ['an entity', '&lt;b&gt;', '\\&lt;b\\&gt;'],
    ['emphasis and code', '*a* _b_ `c` ~d~', '\\*a\\* \\_b\\_ \\`c\\` \\~d\\~'],
    ['a table cell', 'a | b', 'a \\| b'],
    ['a bare address', 'see http://evil.example', 'see http\\://evil.example'],
    ['an address without a scheme', 'www.evil.example', 'www\\.evil.example'],
    ['a mail address', 'a@evil.example', 'a\\@evil.example'],
    ['a backslash', 'a\\b', 'a\\\\b'],
    ['a formula', '$x^2$', '\\$x\\^2\\$'],
    ['a line end', 'a\n# b', 'a\\\\u\\{a\\}\\# b'],
    ['a character that turns text round', 'a\u202eb', 'a\\\\u\\{202e\\}b'],
    ['a tab', 'a\tb', 'a b'],
  ])('means nothing: %s', (_, text, expected) => {
    expect(escaped(text)).toBe(expected);
  });

  test('a module path stays readable', () => {
    expect(escaped('github.com/gorilla/mux v1.8.1')).toBe('github.com/gorilla/mux v1.8.1');
  });

  test('is cut', () => {
    expect(escaped('a'.repeat(10_000))).toBe(`${'a'.repeat(199)}…`);
  });
});

describe('a block of code', () => {
  test('cannot be ended from inside', () => {
    const text = codeBlock('diff', ['+```', '+[x](command:evil)']);
    expect(text.match(/```/g)).toHaveLength(2);
    expect(text.endsWith('\n```')).toBe(true);
  });

  test('shows characters that nobody sees', () => {
    expect(codeBlock('diff', ['+a\u200bb'])).toContain('a\\u{200b}b');
  });
});

describe('a link', () => {
  test('to a command ends where it should, whatever its argument is', () => {
    const text = commandLink('Open', 'modproof.showDifference', { module: 'a)b](c "d' }, 'says "where"');
    const [, target = ''] =
      /^\[Open\]\(command:modproof\.showDifference\?(\S+) "says 'where'"\)$/.exec(text) ?? [];
    expect(JSON.parse(decodeURIComponent(target))).toEqual([{ module: 'a)b](c "d' }]);
  });

  test('to a page ends where it should', () => {
    expect(link('Page', 'file:///a (b)/c.md')).toBe('[Page](file:///a%20%28b%29/c.md)');
  });
});
