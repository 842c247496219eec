import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseGoImports } from '../../server/src/origin/index.ts';
import { describe, expect, test } from '../kit.ts';
import { requirement } from '../requirement.ts';
import { Random } from './originRandom.ts';
import { todaysSeed } from './seed.ts';

const go = requirement('go');
const seed = todaysSeed();
const PAGES = 6000;

interface Answer {
  readonly entries: readonly (readonly string[])[];
  readonly failed: boolean;
}

/** Pieces that pages are put together from: what readers of markup trip over. */
const PIECES = [
  '<',
  '>',
  '/',
  '=',
  '"',
  "'",
  '&',
  ';',
  '#',
  '!',
  '-',
  '--',
  '-->',
  '<!--',
  '<!',
  '<?',
  '?>',
  '<![CDATA[',
  ']]>',
  ']',
  '<?xml version="1.0"?>',
  "<?xml encoding='UTF-8' ?>",
  '<?xml encoding="latin1"?>',
  '<?xml version="1.1"?>',
  '<?xml version= encoding="ascii"?>',
  '<?x y?>',
  '<?x?>',
  '<??>',
  '<!DOCTYPE html>',
  '<!DOCTYPE a [<!ENTITY b "c>">]>',
  '<!x <!-- > --> >',
  "<!x ' > ' >",
  '<!x <!> >',
  '<!x <!- > >',
  '<!>',
  '<html>',
  '<head>',
  '</head>',
  '<head/>',
  '<body>',
  '</body>',
  '<BODY ',
  '<title>a</title>',
  '<br/>',
  '<br / >',
  '<link rel="x" href=\'y\'>',
  '<a b>',
  '<a b=c d = "e">',
  '<a b=c/d>',
  '<a:b c:d="e">',
  '<a:b:c>',
  '<:a>',
  '<a:>',
  '<1>',
  '<größe>',
  '<ÿ\u0301 ·="1">',
  '<a·>',
  '<\u0301>',
  '</a>',
  '</a b>',
  '</ a>',
  '<a\n>',
  '<a\u00a0>',
  '<a>\r\n</a>',
  '<script>if (a && b) { c[d[0]]>e }</script>',
  '<script>a < b</script>',
  '<style>a > b {}</style>',
  '&amp;',
  ']]&amp;>',
  ']]&x;>',
  '\r&#13;\n',
  '&lt;',
  '&nbsp;',
  '&',
  '&#65;',
  '&#x41;',
  '&#X41;',
  '&#;',
  '&#x;',
  '&#0;',
  '&#xd800;',
  '&#x110000;',
  '&#xfffe;',
  '&#00000000000000000000065;',
  '&#18446744073709551681;',
  '&amp',
  '&lt&gt;',
  '&a.b:c-d;',
  '&ä;',
  'text',
  ' ',
  '\n',
  '\t',
  '\r',
  '\u0000',
  '\u0001',
  '\u007f',
  '\ufeff',
  '\ufffd',
  '\ufffe',
  '\u{1f600}',
  '\u0085',
  '\u2028',
  'name',
  'content',
  'meta',
  'NAME=go-import',
  'name="go-import"',
  '/>',
] as const;

/** Tags that a reader may take for an entry, with a number that tells them apart. */
const TAGS: readonly ((number: number) => string)[] = [
  (n) => `<meta name="go-import" content="r.test/${n} git https://g.test/${n}">`,
  (n) => `<meta name="go-import" content="r.test/${n} git https://g.test/${n} sub"/>`,
  (n) => `<META CONTENT='r.test/${n}\u0085hg\u00a0https://g.test/&#47;' Name=go-import>`,
  (n) => `<x:meta y:name="go-import" content="r.test/${n} git a b c">`,
  (n) => `<meta content name="go-import" content="r.test/${n} git a">`,
  (n) => `<meta name="go&#45;import" content="r.test/${n}&amp;&nope; git\r\nssh://g\r">`,
  (n) => `<meta name='go-import' content="\ufeffr.test/${n} git a">`,
];

function page(random: Random): Uint8Array {
  let text = '';
  const length = 1 + random.below(12);
  for (let at = 0; at < length; at++) {
    text += random.below(3) === 0 ? random.one(TAGS)(at) : random.one(PIECES);
  }
  const bytes = new TextEncoder().encode(text);
  // One page in three is damaged as bytes, so that it may be no UTF-8 any more.
  for (let damages = random.below(3) === 0 ? 1 + random.below(3) : 0; damages > 0; damages--) {
    bytes[random.below(bytes.length)] = random.one([
      0x00, 0x20, 0x22, 0x26, 0x2d, 0x3c, 0x3e, 0x5d, 0x80, 0xc0, 0xed, 0xff,
    ]);
  }
  return bytes;
}

describe(`discovery pages with seed ${seed} (${go.reason})`, () => {
  test.skipIf(go.skip)('are read as encoding/xml of Go reads them', () => {
    const random = new Random(seed);
    const pages = Array.from({ length: PAGES }, () => page(random));
    const program = fileURLToPath(new URL('originMarkup/main.go', import.meta.url));
    const output = execFileSync('go', ['run', program], {
      input: JSON.stringify(pages.map((bytes) => Buffer.from(bytes).toString('base64'))),
      env: { ...process.env, GOFLAGS: '', GOTOOLCHAIN: 'local', GOWORK: 'off' },
      maxBuffer: 1 << 28,
      encoding: 'utf8',
    });
    const answers = JSON.parse(output) as Answer[];
    const disagreements = pages.flatMap((bytes, index) => {
      const { imports, problem } = parseGoImports(bytes);
      const ours: Answer = {
        entries: imports.map((entry) => [
          entry.prefix,
          entry.vcs,
          entry.repository,
          ...(entry.subdir ? [entry.subdir] : []),
        ]),
        failed: problem !== null,
      };
      const answer = answers[index]!;
      const go: Answer = { entries: answer.entries, failed: answer.failed && answer.entries.length === 0 };
      return JSON.stringify(ours) === JSON.stringify(go)
        ? []
        : [{ page: Buffer.from(bytes).toString('latin1'), ours, go }];
    });
    expect(disagreements.slice(0, 5)).toEqual([]);
    expect(answers.filter((answer) => answer.entries.length > 0).length).toBeGreaterThan(PAGES / 4);
    expect(answers.filter((answer) => answer.failed).length).toBeGreaterThan(PAGES / 4);
  });
});
