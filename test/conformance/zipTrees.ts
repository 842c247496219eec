import { Buffer } from 'node:buffer';
import type { MadeFile } from './zipGit.ts';
import type { Random } from './zipRandom.ts';

/** A commit with a module in it. */
export interface MadeModule {
  /** Path of the module below the repository's path, with leading slash; empty for the root. */
  readonly subPath: string;
  /** Directory of the module in the repository. */
  readonly directory: string;
  readonly version: string;
  readonly tag: string;
  readonly files: readonly MadeFile[];
}

/**
 * Makes up a commit that shows many things at once on which a zip depends.
 * `repositoryPath` is the path of the repository's root module.
 */
export function makeUpModule(random: Random, repositoryPath: string, index: number): MadeModule {
  const shape = random.pick(['root', 'root', 'root', 'sub', 'sub', 'deep', 'v2', 'v2directory'] as const);
  const minor = `${index}.0`;
  const files = new Map<string, MadeFile>();
  const add = (path: string, content: Uint8Array | string, mode: MadeFile['mode'] = '100644'): void => {
    // A path cannot be both a file and a directory in a tree.
    for (const other of files.keys())
      if (other.startsWith(`${path}/`) || path.startsWith(`${other}/`)) return;
    files.set(path, { path, mode, content });
  };
  const layout = {
    root: { subPath: '', directory: '', version: `v1.${minor}`, tag: `v1.${minor}` },
    sub: { subPath: '/sub', directory: 'sub', version: `v0.${minor}`, tag: `sub/v0.${minor}` },
    deep: { subPath: '/a/sub', directory: 'a/sub', version: `v1.${minor}`, tag: `a/sub/v1.${minor}` },
    v2: { subPath: '/v2', directory: '', version: `v2.${minor}`, tag: `v2.${minor}` },
    v2directory: { subPath: '/v2', directory: 'v2', version: `v2.${minor}`, tag: `v2.${minor}` },
  }[shape];
  const { directory, subPath } = layout;
  const below = (path: string): string => (directory === '' ? path : `${directory}/${path}`);

  const hasGoMod = shape !== 'root' || !random.onceIn(8);
  if (hasGoMod) add(below('go.mod'), goMod(random, repositoryPath + subPath));
  addFiles(random, below, add);
  addVendor(random, below, add);
  addNested(random, below, add);
  addLicenses(random, directory, below, add);
  if (random.onceIn(3)) {
    add(below('link.go'), 'main.go', '120000');
    add(below('module'), 'd670f9405373e636a5a2765eea47fac0c9bc91a4', '160000');
  }
  if (random.onceIn(9)) add(below('.hg_archival.txt'), 'repo: 1\n');
  if (random.onceIn(7)) addTrouble(random, below, add);
  if (!random.onceIn(4)) addAttributes(random, directory, add);
  return { ...layout, files: [...files.values()] };
}

type Add = (path: string, content: Uint8Array | string, mode?: MadeFile['mode']) => void;
type Below = (path: string) => string;

function goMod(random: Random, path: string): string {
  const go = random.pick([
    '',
    'go 1.13\n',
    'go 1.21\n',
    'go 1.23.4\n',
    'go 1.24\n',
    'go 1.24rc1\n',
    'go 1.25.1\n',
    'go 1.26\n',
  ]);
  return random.pick([
    `module ${path}\n\n${go}`,
    `// A comment.\nmodule "${path}"\n${go}`,
    `${go}\nmodule ${path}`,
  ]);
}

const CONTENTS: readonly (string | Uint8Array)[] = [
  'package m\n\nfunc F() {}\n',
  'package m\r\n\r\nfunc F() {}\r\n',
  'mixed\r\nline\nends\n',
  'lone\rcarriage\nreturn\n',
  'nul\0byte\nhere\n',
  '',
  '\n',
  '\r\n',
  'no end of line',
  'ends with SUB\n\x1a',
  'many \x01\x02\x03 controls\n',
  `${'text '.repeat(60)}\x01\n`,
  'unlucky \x7f\n',
  '// $Id$ and $Id: 0123456789012345678901234567890123456789 $\n',
  '$Id: foreign id here $\n$Id:x$\n$Id\n$Id: broken\n$ $Id$$Id$\n',
  '$Id: $ $Id:  $ $Id: x $ $Id$',
  'version $Format:%H$ of $Format:%ci$\n',
  'Grüße, 世界 🙂\nzweite Zeile\n',
  '\ufeffbegins with a mark\n',
  'latin: äöü\n',
  Buffer.from([0x66, 0xfc, 0x72, 0x0a, 0xff, 0xfe, 0x0a]),
  Buffer.from([0xed, 0xa0, 0x80, 0x0a]),
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 1, 0x0a]),
  `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d7a2146'.repeat(8)}\nsize 12345\n`,
];

function addFiles(random: Random, below: Below, add: Add): void {
  const names = [
    'main.go',
    'doc.go',
    'a.txt',
    'b.txt',
    'README.md',
    'data.bin',
    'x.sh',
    'dir/c.txt',
    'dir/deep/d.txt',
    'dir/deep/e.go',
    'testdata/f.txt',
    '.github/g.yml',
    '_h/i.go',
    'spaced name.txt',
    'größe.txt',
    '世界/j.txt',
    'k[1].txt',
    '#l.txt',
    '!m.txt',
    'image.png',
    'UPPER.TXT',
  ];
  for (const name of random.some(5, 16, names)) {
    add(below(name), random.pick(CONTENTS), random.onceIn(6) ? '100755' : '100644');
  }
  add('outside.txt', random.pick(CONTENTS));
}

function addVendor(random: Random, below: Below, add: Add): void {
  const names = [
    'vendor/modules.txt',
    'vendor/x.go',
    'vendor/example.test/a/a.go',
    'vendor/vendor/x.go',
    'vendor/go.mod',
    'p/vendor/x.go',
    'p/vendor/modules.txt',
    'p/vendor/q/x.go',
    'p/vendor/vendor/x.go',
    'p/q/vendor/x.go',
    'p/q/vendor/r/vendor/x.go',
    'pvendor/x.go',
    'p/vendored/x.go',
    'ven/dor/vendor/',
    'Vendor/x/y.go',
  ];
  for (const name of random.some(0, 6, names))
    if (!name.endsWith('/')) add(below(name), random.pick(CONTENTS));
}

function addNested(random: Random, below: Below, add: Add): void {
  const marks = [
    'n/go.mod',
    'n/o/go.mod',
    'testdata/t/go.mod',
    'odd/Go.Mod',
    'odd2/GO.MOD',
    'dir/go.mod',
    'LICENSE/go.mod',
  ];
  for (const mark of random.some(0, 2, marks)) {
    add(below(mark), 'module example.test/nested\n', random.onceIn(5) ? '120000' : '100644');
    const directory = mark.slice(0, mark.lastIndexOf('/'));
    add(below(`${directory}/inside.go`), 'package inside\n');
    add(below(`${directory}/further/inside.go`), 'package inside\n');
  }
}

function addLicenses(random: Random, directory: string, below: Below, add: Add): void {
  const mode = (): MadeFile['mode'] => (random.onceIn(4) ? '120000' : '100644');
  if (!random.onceIn(3))
    add('LICENSE', random.pick(['The licence.\n', 'The licence.\r\n', '$Id$\n', 'COPYING']), mode());
  if (directory === '') return;
  if (random.onceIn(3)) add(below('LICENSE'), 'The licence of the module.\n', mode());
  else if (random.onceIn(8)) add(below('LICENSE/text.txt'), 'a directory\n');
  else if (random.onceIn(5)) add(below('License'), 'another spelling\n');
}

/** Things that the go command refuses, mostly. */
function addTrouble(random: Random, below: Below, add: Add): void {
  const pairs = [
    ['same.txt', 'Same.txt'],
    ['folder/a.txt', 'Folder/b.txt'],
    ['straße.txt', 'STRAßE.txt'],
    ['Kelvin.txt', 'Kelvin.txt'],
    ['ſharp.txt', 'sharp.txt'],
    ['both', 'Both/x.txt'],
    ['aux.txt'],
    ['sub/NUL'],
    ['Com1.go'],
    ['quote".txt'],
    ['star*.txt'],
    ['colon:.txt'],
    ['back\\slash.txt'],
    ['pipe|.txt'],
    ['trailing.'],
    ['dots/...'],
    ['tab\t.txt'],
    ['combining-e\u0301.txt'],
    ['digit-٣.txt'],
    ['Go.mod'],
    ['vendor/bad/aux.go'],
    ['n/bad*.txt', 'n/go.mod'],
    ['emoji🙂.txt'],
  ];
  for (const name of random.pick(pairs))
    add(below(name), 'trouble\n', random.onceIn(4) ? '120000' : '100644');
}

const ATTRIBUTE_PATTERNS = [
  '*',
  '*.txt',
  '*.go',
  '/a.txt',
  'a.txt',
  'dir/*',
  'dir/**',
  '**/d.txt',
  '*.[tm]*',
  '/dir/deep/*.txt',
  'dir/',
  '"spaced name.txt"',
  'größe.txt',
  '"gr\\303\\266\\303\\237e.txt"',
  'go.mod',
  'LICENSE',
  '.gitattributes',
  'sub/*.txt',
  'sub/**',
  'README*',
  'x.s?',
  '\\#l.txt',
  'k\\[1\\].txt',
  '[[:upper:]]*',
  'a/sub/**/*.txt',
  'image.png',
];

const ATTRIBUTE_WORDS = [
  'text',
  '-text',
  '!text',
  'text=auto',
  'text=input',
  'eol=crlf',
  'eol=crlf',
  'eol=crlf',
  'eol=lf',
  '!eol',
  'crlf',
  '-crlf',
  'crlf=input',
  'binary',
  '-binary',
  'ident',
  'ident',
  '-ident',
  'filter=lfs',
  'export-ignore',
  'export-subst',
  'working-tree-encoding=UTF-16',
  'working-tree-encoding=UTF-16LE-BOM',
  'working-tree-encoding=utf-16be',
  'working-tree-encoding=UTF-32',
  'working-tree-encoding=UTF-8',
  'working-tree-encoding=ISO-8859-1',
  'working-tree-encoding=CP1252',
  'working-tree-encoding=NO-SUCH-THING',
  '-working-tree-encoding',
  'windows',
  '-windows',
  'both',
  'diff=go',
];

function addAttributes(random: Random, directory: string, add: Add): void {
  const places = ['', '', 'dir/', 'dir/deep/', 'sub/', 'a/', directory === '' ? '' : `${directory}/dir/`];
  for (const place of random.some(1, 3, places)) {
    const lines = random.some(1, 5, ATTRIBUTE_PATTERNS).map((pattern) => {
      const isFatal = random.onceIn(150);
      return `${pattern} ${random.some(1, 3, ATTRIBUTE_WORDS).join(' ')}${isFatal ? ' working-tree-encoding' : ''}`;
    });
    if (random.onceIn(3)) lines.unshift('[attr]windows text eol=crlf', '[attr]both windows ident');
    if (random.onceIn(10)) lines.push(`* ident ${'x'.repeat(2100)}`, '# a comment', '!*.go ident', '* -=bad');
    add(
      `${place}.gitattributes`,
      `${lines.join(random.pick(['\n', '\n', '\r\n']))}\n`,
      random.onceIn(12) ? '120000' : '100644',
    );
  }
}
