/** Honest modules whose .gitattributes change bytes on the way from a commit to a zip, or seem to. */
import { Buffer } from 'node:buffer';
import type { ModuleDescription, Tree } from './description.ts';
import { explainedBy, licence, withCrlf } from './files.ts';
import { honest, released } from './shapes.ts';

const SEXTANT: Tree = {
  '.gitattributes': '*.dat filter=lfs diff=lfs merge=lfs -text\n',
  'go.mod': 'module github.com/saltmarsh-labs/sextant\n\ngo 1.21\n',
  LICENSE: licence(2023, 'Saltmarsh Labs'),
  'sextant.go': 'package sextant\n\n// Stars is the name of the catalogue.\nconst Stars = "stars.dat"\n',
  'stars.dat': `version https://git-lfs.github.com/spec/v1
oid sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
size 4194304
`,
};

const LFS_POINTER = honest({
  name: 'lfs-pointer',
  story: 'A file in Git LFS: commit and zip both hold the pointer.',
  path: 'github.com/saltmarsh-labs/sextant',
  version: 'v0.2.0',
  repository: released({
    url: 'https://github.com/saltmarsh-labs/sextant',
    tags: ['v0.2.0'],
    date: '2023-05-05T05:05:05Z',
    tree: SEXTANT,
  }),
  tree: SEXTANT,
  files: ['.gitattributes', 'go.mod', 'LICENSE', 'sextant.go', 'stars.dat'],
});

const FOGHORN: Tree = {
  '.gitattributes': 'version.txt export-subst\n/docs export-ignore\n.gitattributes export-ignore\n',
  'go.mod': 'module github.com/saltmarsh-labs/foghorn\n\ngo 1.21\n',
  LICENSE: licence(2022, 'Saltmarsh Labs'),
  'docs/signals.md': '# Signals\n\nOne long: under way.\n',
  'foghorn.go': 'package foghorn\n\n// Blasts is how many are given.\nconst Blasts = 2\n',
  'version.txt': '$Format:%H$\n',
};

const EXPORT_ATTRIBUTES = honest({
  name: 'export-attributes',
  story: 'export-subst and export-ignore, which the go command switches off.',
  path: 'github.com/saltmarsh-labs/foghorn',
  version: 'v1.0.0',
  repository: released({
    url: 'https://github.com/saltmarsh-labs/foghorn',
    tags: ['v1.0.0'],
    date: '2022-02-22T22:22:22Z',
    tree: FOGHORN,
  }),
  tree: FOGHORN,
  files: ['.gitattributes', 'go.mod', 'LICENSE', 'docs/signals.md', 'foghorn.go', 'version.txt'],
});

const RUN_BAT = '@echo off\ngo run .\n';

const DOORSTOP: Tree = {
  '.gitattributes': '*.bat text eol=crlf\n',
  'go.mod': 'module github.com/slowcooker/doorstop\n\ngo 1.20\n',
  LICENSE: licence(2021, 'Slow Cooker'),
  'doorstop.go': 'package doorstop\n\n// Angle is in degrees.\nconst Angle = 15\n',
  'run.bat': RUN_BAT,
};

const EOL_CRLF = honest({
  name: 'eol-crlf',
  story: 'Batch files get CR LF by an attribute.',
  path: 'github.com/slowcooker/doorstop',
  version: 'v1.3.0',
  repository: released({
    url: 'https://github.com/slowcooker/doorstop',
    tags: ['v1.3.0'],
    date: '2021-01-13T13:13:13Z',
    tree: DOORSTOP,
  }),
  tree: DOORSTOP,
  files: ['.gitattributes', 'go.mod', 'LICENSE', 'doorstop.go'],
  otherFiles: { 'run.bat': withCrlf(RUN_BAT) },
  expected: explainedBy({ 'run.bat': 'line-endings' }),
});

const COBBLESTONE_ATTRIBUTES = '* text=auto eol=crlf\n';
const COBBLESTONE_MOD = 'module github.com/slowcooker/cobblestone\n\ngo 1.20\n';
const COBBLESTONE_LICENCE = licence(2020, 'Slow Cooker');
const COBBLESTONE_GO = 'package cobblestone\n\n// Width is in centimetres.\nconst Width = 12\n';

const COBBLESTONE: Tree = {
  '.gitattributes': COBBLESTONE_ATTRIBUTES,
  'go.mod': COBBLESTONE_MOD,
  LICENSE: COBBLESTONE_LICENCE,
  'cobble.go': COBBLESTONE_GO,
  'testdata/mixed.txt': 'one\r\ntwo\n',
  'testdata/picture.bin': new Uint8Array([0x47, 0x00, 0x0a, 0x01, 0x0a]),
};

const TEXT_AUTO_EOL_CRLF = honest({
  name: 'text-auto-eol-crlf',
  story: 'Every text gets CR LF, go.mod too; mixed and binary files stay.',
  path: 'github.com/slowcooker/cobblestone',
  version: 'v0.8.0',
  repository: released({
    url: 'https://github.com/slowcooker/cobblestone',
    tags: ['v0.8.0'],
    date: '2020-08-08T08:00:00Z',
    tree: COBBLESTONE,
  }),
  tree: COBBLESTONE,
  files: ['testdata/mixed.txt', 'testdata/picture.bin'],
  otherFiles: {
    '.gitattributes': withCrlf(COBBLESTONE_ATTRIBUTES),
    'go.mod': withCrlf(COBBLESTONE_MOD),
    LICENSE: withCrlf(COBBLESTONE_LICENCE),
    'cobble.go': withCrlf(COBBLESTONE_GO),
  },
  mod: COBBLESTONE_MOD,
  expected: explainedBy({
    '.gitattributes': 'line-endings',
    'go.mod': 'line-endings',
    LICENSE: 'line-endings',
    'cobble.go': 'line-endings',
  }),
});

const INKSTAND_GO = 'package inkstand\n\n// Revision is filled in by git.\nconst Revision = "$Id$"\n';

/** The id of the blob with {@link INKSTAND_GO}, as git counts it. */
const INKSTAND_BLOB = '8c48963fdaf3f6fe60d3cf00f2dc87fb31ccedf6';

const INKSTAND: Tree = {
  '.gitattributes': '*.go ident\n',
  'go.mod': 'module github.com/bookplate/inkstand\n\ngo 1.19\n',
  LICENSE: licence(2022, 'Bookplate'),
  'inkstand.go': INKSTAND_GO,
};

const IDENT = honest({
  name: 'ident',
  story: 'The attribute ident writes a blob id into a Go file.',
  path: 'github.com/bookplate/inkstand',
  version: 'v0.4.0',
  repository: released({
    url: 'https://github.com/bookplate/inkstand',
    tags: ['v0.4.0'],
    date: '2022-12-24T18:00:00Z',
    tree: INKSTAND,
  }),
  tree: INKSTAND,
  files: ['.gitattributes', 'go.mod', 'LICENSE'],
  otherFiles: { 'inkstand.go': INKSTAND_GO.replace('$Id$', `$Id: ${INKSTAND_BLOB} $`) },
  expected: explainedBy({ 'inkstand.go': 'ident' }),
});

const LABELS = 'ink = Tinte\nquill = Feder\nlight = Licht ☼\n';

const DUSTJACKET: Tree = {
  '.gitattributes': 'labels.txt text working-tree-encoding=UTF-16LE\n',
  'go.mod': 'module github.com/bookplate/dustjacket\n\ngo 1.19\n',
  LICENSE: licence(2023, 'Bookplate'),
  'jacket.go': 'package dustjacket\n\n// Labels names the file of labels.\nconst Labels = "labels.txt"\n',
  'labels.txt': LABELS,
};

const WORKING_TREE_ENCODING = honest({
  name: 'working-tree-encoding',
  story: 'A text is UTF-8 in the commit and UTF-16 in the zip, by an attribute.',
  path: 'github.com/bookplate/dustjacket',
  version: 'v0.1.4',
  repository: released({
    url: 'https://github.com/bookplate/dustjacket',
    tags: ['v0.1.4'],
    date: '2023-02-02T02:02:02Z',
    tree: DUSTJACKET,
  }),
  tree: DUSTJACKET,
  files: ['.gitattributes', 'go.mod', 'LICENSE', 'jacket.go'],
  otherFiles: { 'labels.txt': new Uint8Array(Buffer.from(LABELS, 'utf16le')) },
  expected: explainedBy({ 'labels.txt': 'encoding' }),
});

const TRIVET: Tree = {
  '.gitattributes': '*.bat text eol=crlf\n',
  'go.mod': 'module github.com/slowcooker/trivet\n\ngo 1.20\n',
  LICENSE: licence(2021, 'Slow Cooker'),
  'trivet.go': 'package trivet\n\n// Legs is how many it has.\nconst Legs = 3\n',
  'run.bat': '@echo off\r\ngo run .\n',
};

const EOL_CRLF_OF_MIXED = honest({
  name: 'eol-crlf-of-mixed-blob',
  story: 'A blob with both kinds of line ends gets CR LF by an attribute: only the blob itself can tell.',
  path: 'github.com/slowcooker/trivet',
  version: 'v1.0.0',
  repository: released({
    url: 'https://github.com/slowcooker/trivet',
    tags: ['v1.0.0'],
    date: '2021-02-13T13:13:13Z',
    tree: TRIVET,
  }),
  tree: TRIVET,
  files: ['.gitattributes', 'go.mod', 'LICENSE', 'trivet.go'],
  otherFiles: { 'run.bat': '@echo off\r\ngo run .\r\n' },
  expected: explainedBy({ 'run.bat': 'line-endings' }),
});

const HANDBELL_INI = '; $Id$\nname = Glocke ☼\n';

/** The id of the blob with {@link HANDBELL_INI}, as git counts it. */
const HANDBELL_BLOB = '7d3e9db6636e18e8a195bbeef9600a90f87d80d3';

const HANDBELL: Tree = {
  '.gitattributes': '*.ini text eol=crlf ident working-tree-encoding=UTF-16LE\n',
  'go.mod': 'module github.com/bookplate/handbell\n\ngo 1.19\n',
  LICENSE: licence(2023, 'Bookplate'),
  'bell.go': 'package handbell\n\n// Settings names the file of settings.\nconst Settings = "bell.ini"\n',
  'bell.ini': HANDBELL_INI,
};

const SEVERAL_ATTRIBUTES = honest({
  name: 'several-attributes',
  story: 'Attributes ask for CR LF, for the blob id and for another encoding, all in one file.',
  path: 'github.com/bookplate/handbell',
  version: 'v0.1.0',
  repository: released({
    url: 'https://github.com/bookplate/handbell',
    tags: ['v0.1.0'],
    date: '2023-02-12T02:02:02Z',
    tree: HANDBELL,
  }),
  tree: HANDBELL,
  files: ['.gitattributes', 'go.mod', 'LICENSE', 'bell.go'],
  otherFiles: {
    'bell.ini': new Uint8Array(
      Buffer.from(withCrlf(HANDBELL_INI.replace('$Id$', `$Id: ${HANDBELL_BLOB} $`)), 'utf16le'),
    ),
  },
  expected: explainedBy({ 'bell.ini': 'attributes' }),
});

export const ATTRIBUTE_MODULES: readonly ModuleDescription[] = [
  LFS_POINTER,
  EXPORT_ATTRIBUTES,
  EOL_CRLF,
  TEXT_AUTO_EOL_CRLF,
  IDENT,
  WORKING_TREE_ENCODING,
  EOL_CRLF_OF_MIXED,
  SEVERAL_ATTRIBUTES,
];
