import { parseGoImports } from '../../../server/src/origin/index.ts';
import { describe, expect, test } from '../../kit.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const META = '<meta name="go-import" content="test.org/a git https://git.test/a">';

function prefixesOf(page: string): string {
  const { imports, problem } = parseGoImports(bytes(page));
  return (
    problem ??
    imports
      .map((entry) => `${entry.prefix} ${entry.vcs} ${entry.repository} ${entry.subdir}`.trim())
      .join(', ')
  );
}

const FOUND = 'test.org/a git https://git.test/a';

describe('parseGoImports', () => {
  test.each([
    ['a plain page', `<!DOCTYPE html>\n<html><head>${META}</head><body></body></html>`],
    ['no head at all', META],
    ['names in capitals', '<META NAME="go-import" CONTENT="test.org/a git https://git.test/a">'],
    ['apostrophes', "<meta name='go-import' content='test.org/a git https://git.test/a'>"],
    ['a name without quotes', '<meta name=go-import content="test.org/a git https://git.test/a">'],
    [
      'blanks around the sign',
      '<meta name = "go-import"\n\tcontent\r\n=\n"test.org/a git https://git.test/a" >',
    ],
    ['closed by a slash', '<meta name="go-import" content="test.org/a git https://git.test/a"/>'],
    ['a prefix on the names', '<x:meta y:name="go-import" z:content="test.org/a git https://git.test/a">'],
    ['entities', '<meta name="go&#45;import" content="test.org&#x2f;a git&#32;https:&#47;/git.test/a">'],
    [
      'all kinds of blanks in the content',
      '<meta name="go-import" content="\n test.org/a\u00a0git\u0085https://git.test/a\t">',
    ],
    [
      'an attribute without a value',
      '<meta hidden name="go-import" content="test.org/a git https://git.test/a">',
    ],
    ['comments', `<!-- <meta> ' " & <!- -->${META}`],
    ['an XML declaration', `<?xml version="1.0" encoding="UTF-8"?>${META}`],
    ['ASCII', `<?xml version='1.0' encoding='ascii'?>${META}`],
    ['a directive with brackets', `<!DOCTYPE html [ <!ENTITY x "<>"> <!-- > --> <!x> ]>${META}`],
    ['CDATA', `<![CDATA[ ]] > <body> ]]>${META}`],
    ['an unknown entity in text', `a &nbsp; b & c &#; &#x110000; &#99999999999999999999;${META}`],
    ['brackets that an entity parts', `]]&amp;> ]]&x;>${META}`],
    ['a byte order mark', `\ufeff${META}`],
    ['letters beyond ASCII in names', `<größe ñ="1">${META}`],
    ['whatever comes after the body begins', `${META}<body>< & ]]> \u0000`],
    ['an error behind the entry', `${META}<script>if (a < b) {}</script>`],
    ['the end in the middle of a tag', `${META}<a href="`],
    ['an empty end tag of another element', `</title>${META}`],
    [
      'the first of two attributes',
      '<meta name="go-import" name="x" content="test.org/a git https://git.test/a" content="">',
    ],
  ])('%s', (_, page) => {
    expect(prefixesOf(page)).toBe(FOUND);
  });

  test.each([
    ['after the body begins', `<body>${META}`],
    ['after the head ends', `<head></head>${META}`],
    ['after a head that closes itself', `<head/>${META}`],
    ['in a comment', `<!-- ${META} -->`],
    ['in CDATA', `<![CDATA[${META}]]>`],
    ['in an instruction', `<?x ${META} ?>`],
    ['in a directive', `<!x ${META} >`],
    ['under another name', META.replace('go-import', 'go-source')],
    ['under the name in capitals', META.replace('go-import', 'Go-Import')],
    ['with two fields', META.replace(' https://git.test/a', '')],
    ['with five fields', META.replace('git.test/a', 'git.test/a b c')],
    ['in another element', META.replace('meta', 'link')],
    ['behind an empty name', META.replace('name=', 'name="" name=')],
  ])('%s there is no entry', (_, page) => {
    expect(parseGoImports(bytes(page))).toEqual({ imports: [], problem: null });
  });

  test.each([
    ['a "<" in a script', `<script>if (a < b) {}</script>${META}`],
    ['two ampersands in a row are text, a "]]>" is not', `<script>a && b; c[d[0]]>1</script>${META}`],
    ['a "<" in a value', `<a title="<">${META}`],
    ['a content without quotes', '<meta name=go-import content=test.org/a>'],
    ['two dashes in a comment', `<!-- a -- b -->${META}`],
    ['a comment that was not closed', `<!-- ${META}`],
    ['one dash', `<!- x ->${META}`],
    ['an unknown marked section', `<![IGNORE[x]]>${META}`],
    ['another version of XML', `<?xml version="1.1"?>${META}`],
    ['another character set', `<?xml version="1.0" encoding="iso-8859-1"?>${META}`],
    ['a control character', `\u0001${META}`],
    ['a control character as an entity', `&#0;${META}`],
    ['two colons in a name', `<a:b:c>${META}`],
    ['a name that begins with a digit', `<1a>${META}`],
    ['a blank before the name', `< a>${META}`],
    ['attributes in an end tag', `</a b>${META}`],
    ['a slash inside a tag', `<a / b>${META}`],
    ['an entity at the very end', '&amp'],
  ])('%s: reading ends', (_, page) => {
    const { imports, problem } = parseGoImports(bytes(page));
    expect(imports).toEqual([]);
    expect(problem).toMatch(/^[A-Z].*\.$/);
  });

  test('bytes that are not UTF-8 end the reading', () => {
    expect(parseGoImports(new Uint8Array([0xff, 0x3c])).problem).toBe('The page is not UTF-8.');
    const overlong = new Uint8Array([0x3c, 0x61, 0x20, 0x62, 0x3d, 0x22, 0xc0, 0xaf, 0x22, 0x3e]);
    expect(parseGoImports(overlong).problem).toBe('The page is not UTF-8.');
    const name = new Uint8Array([0x3c, 0x61, 0xff, 0x3e]);
    expect(parseGoImports(name).problem).not.toBeNull();
  });

  test('entries keep their order, with mod first and in the place of others', () => {
    const entry = (content: string) => `<meta name="go-import" content="${content}">`;
    const page = [
      'test.org/a git https://git.test/a',
      'test.org/b git https://git.test/b sub/dir',
      'test.org/a mod https://mirror.test',
    ];
    expect(prefixesOf(page.map(entry).join(''))).toBe(
      'test.org/a mod https://mirror.test, test.org/b git https://git.test/b sub/dir',
    );
  });

  test.each([
    ['open tags', '<a '],
    ['quotes', '<a b="'],
    ['ampersands', '&'],
    ['comments', '<!--'],
    ['directives', '<!a <'],
    ['brackets', ']]'],
    ['instructions', '<?x ?'],
    ['tags', '<a>'],
  ])('a megabyte of %s is read in linear time', (_, part) => {
    const { imports } = parseGoImports(bytes(part.repeat(1_000_000 / part.length)));
    expect(imports).toEqual([]);
  });
});
