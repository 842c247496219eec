/**
 * Zips that were not made as the go command makes them on the public mirror's
 * machines, without malice: by private mirrors, old tools and other programs.
 */
import type { Expected, ModuleDescription, Tree } from './description.ts';
import { explainedBy, licence, withCrlf } from './files.ts';
import { honest, released, textOf } from './shapes.ts';

/** A difference that nobody can prove harmless, in files that are not built. */
function unproven(content: Omit<Expected['content'], 'state'>): Expected {
  return {
    content: {
      state: 'diverged',
      changed: [],
      onlyMirror: [],
      onlyUpstream: [],
      capabilitiesGained: [],
      ...content,
    },
    upstream: 'present',
    findings: [{ code: 'origin/diverged', severity: 'warning' }],
  };
}

function elsewhere(module: ModuleDescription): ModuleDescription {
  const isQuiet = module.expected.findings.length === 0;
  return { ...module, kind: isQuiet ? 'honest' : 'elsewhere', forged: true };
}

const ASTROLABE: Tree = {
  '.gitattributes': '*.dat filter=lfs diff=lfs merge=lfs -text\n',
  'go.mod': 'module github.com/saltmarsh-labs/astrolabe\n\ngo 1.21\n',
  LICENSE: licence(2023, 'Saltmarsh Labs'),
  'astrolabe.go':
    'package astrolabe\n\n// Catalogue is the name of a file.\nconst Catalogue = "catalogue.dat"\n',
  'catalogue.dat': `version https://git-lfs.github.com/spec/v1
oid sha256:3e8b0ab273ee48cc5856e0f848ba7e3be063dcbe041f85375c2047662e8667d9
size 46
`,
};

/** The content that the pointer in {@link ASTROLABE} names. */
const CATALOGUE = 'stars: 12,000 of them, in order of brightness\n';

const LFS_CONTENT = elsewhere(
  honest({
    name: 'lfs-content',
    story: 'A file in Git LFS, and a mirror that has Git LFS: the zip holds what the pointer names.',
    path: 'github.com/saltmarsh-labs/astrolabe',
    version: 'v1.1.0',
    repository: released({
      url: 'https://github.com/saltmarsh-labs/astrolabe',
      tags: ['v1.1.0'],
      date: '2023-06-16T06:06:06Z',
      tree: ASTROLABE,
    }),
    tree: ASTROLABE,
    files: ['.gitattributes', 'go.mod', 'LICENSE', 'astrolabe.go'],
    otherFiles: { 'catalogue.dat': CATALOGUE },
    expected: explainedBy({ 'catalogue.dat': 'lfs-content' }),
  }),
);

const PLANISPHERE: Tree = {
  ...ASTROLABE,
  'go.mod': 'module github.com/saltmarsh-labs/planisphere\n\ngo 1.21\n',
  'astrolabe.go': 'package planisphere\n',
};

const LFS_OTHER_CONTENT = elsewhere(
  honest({
    name: 'lfs-other-content',
    story: 'A file in Git LFS, and a zip with another content than the pointer names.',
    path: 'github.com/saltmarsh-labs/planisphere',
    version: 'v1.1.0',
    repository: released({
      url: 'https://github.com/saltmarsh-labs/planisphere',
      tags: ['v1.1.0'],
      date: '2023-06-17T06:06:06Z',
      tree: PLANISPHERE,
    }),
    tree: PLANISPHERE,
    files: ['.gitattributes', 'go.mod', 'LICENSE', 'astrolabe.go'],
    // As long as the content that the pointer names.
    otherFiles: { 'catalogue.dat': CATALOGUE.replace('12,000', '21,000') },
    expected: unproven({ changed: ['catalogue.dat'], equals: null }),
  }),
);

const STRONGBOX: Tree = {
  '.gitattributes': 'letters/** filter=git-crypt diff=git-crypt\n',
  'go.mod': 'module github.com/saltmarsh-labs/strongbox\n\ngo 1.21\n',
  LICENSE: licence(2022, 'Saltmarsh Labs'),
  'box.go': 'package strongbox\n\n// Locks is how many it has.\nconst Locks = 2\n',
  'letters/one.txt': new Uint8Array([0, 0x47, 0x49, 0x54, 0x43, 0x52, 0x59, 0x50, 0x54, 0, 9, 8, 7, 6]),
};

const OTHER_FILTER = elsewhere(
  honest({
    name: 'other-filter',
    story: 'A file behind a filter program that only the builder has: no proof is possible without it.',
    path: 'github.com/saltmarsh-labs/strongbox',
    version: 'v0.3.0',
    repository: released({
      url: 'https://github.com/saltmarsh-labs/strongbox',
      tags: ['v0.3.0'],
      date: '2022-04-04T04:40:00Z',
      tree: STRONGBOX,
    }),
    tree: STRONGBOX,
    files: ['.gitattributes', 'go.mod', 'LICENSE', 'box.go'],
    otherFiles: { 'letters/one.txt': 'Dear sister,\n' },
    expected: unproven({ changed: ['letters/one.txt'], equals: null }),
  }),
);

const BELLBUOY: Tree = {
  '.gitattributes': 'version.txt export-subst\n/docs export-ignore\n',
  'go.mod': 'module github.com/saltmarsh-labs/bellbuoy\n\ngo 1.21\n',
  LICENSE: licence(2022, 'Saltmarsh Labs'),
  'docs/bells.md': '# Bells\n\nOne every ten seconds.\n',
  'bell.go': 'package bellbuoy\n\n// Seconds lie between two strokes.\nconst Seconds = 10\n',
  'version.txt': 'bellbuoy $Format:%d$\n',
};

const HOST_ARCHIVE = elsewhere(
  honest({
    name: 'host-archive',
    story:
      'A zip made from the archive that a code host offers, in which export-subst and export-ignore were obeyed.',
    path: 'github.com/saltmarsh-labs/bellbuoy',
    version: 'v1.0.0',
    repository: released({
      url: 'https://github.com/saltmarsh-labs/bellbuoy',
      tags: ['v1.0.0'],
      date: '2022-03-23T22:22:22Z',
      tree: BELLBUOY,
    }),
    tree: BELLBUOY,
    files: ['.gitattributes', 'go.mod', 'LICENSE', 'bell.go'],
    otherFiles: { 'version.txt': 'bellbuoy  (tag: v1.0.0)\n' },
    expected: unproven({ changed: ['version.txt'], onlyUpstream: ['docs/bells.md'], equals: null }),
  }),
);

const DUMBWAITER: Tree = {
  'go.mod': 'module github.com/marrowby/dumbwaiter\n\ngo 1.21\n',
  LICENSE: licence(2024, 'Marrowby'),
  'waiter.go': 'package dumbwaiter\n\n// Floors is how many it serves.\nconst Floors = 4\n',
  'internal/rope/rope.go': 'package rope\n\n// Metres is how long it is.\nconst Metres = 30\n',
};

const DIRECTORY_ENTRIES = elsewhere(
  honest({
    name: 'directory-entries',
    story: 'A zip with entries for directories, as other programs write them: no file differs.',
    path: 'github.com/marrowby/dumbwaiter',
    version: 'v0.4.1',
    repository: released({
      url: 'https://github.com/marrowby/dumbwaiter',
      tags: ['v0.4.1'],
      date: '2024-04-14T14:00:00Z',
      tree: DUMBWAITER,
    }),
    tree: DUMBWAITER,
    files: ['go.mod', 'LICENSE', 'waiter.go', 'internal/rope/rope.go'],
    directories: ['internal/', 'internal/rope/'],
  }),
);

const WASHBOARD: Tree = {
  'go.mod': 'module github.com/slowcooker/washboard\n\ngo 1.12\n',
  LICENSE: licence(2018, 'Slow Cooker'),
  'board.go': 'package washboard\n\n// Ribs is how many it has.\nconst Ribs = 24\n',
  'testdata/mixed.txt': 'one\r\ntwo\n',
  'testdata/picture.bin': new Uint8Array([0x50, 0x00, 0x0a, 0x02, 0x0a]),
};

const BUILT_ON_WINDOWS = elsewhere(
  honest({
    name: 'built-on-windows',
    story: 'A zip of an old go command on Windows: every text file has CR LF; mixed and binary files stay.',
    path: 'github.com/slowcooker/washboard',
    version: 'v0.9.0',
    repository: released({
      url: 'https://github.com/slowcooker/washboard',
      tags: ['v0.9.0'],
      date: '2018-09-09T09:09:09Z',
      tree: WASHBOARD,
    }),
    tree: WASHBOARD,
    files: ['testdata/mixed.txt', 'testdata/picture.bin'],
    otherFiles: {
      'go.mod': withCrlf(textOf(WASHBOARD, 'go.mod')),
      LICENSE: withCrlf(textOf(WASHBOARD, 'LICENSE')),
      'board.go': withCrlf(textOf(WASHBOARD, 'board.go')),
    },
    expected: explainedBy({
      'go.mod': 'builder-line-endings',
      LICENSE: 'builder-line-endings',
      'board.go': 'builder-line-endings',
    }),
  }),
);

const CLOTHESPEG: Tree = {
  '.gitattributes': 'notes/keep.txt -text\n',
  'go.mod': 'module github.com/slowcooker/clothespeg\n\ngo 1.19\n',
  LICENSE: licence(2022, 'Slow Cooker'),
  'peg.go': 'package clothespeg\n\n// Pegs is how many hang on the line.\nconst Pegs = 18\n',
  'notes/wood.txt': 'Beech lasts.\nPine does not.\n',
  'notes/wire.txt': 'Steel rusts.\n',
  'notes/keep.txt': 'Stays\nas it is.\n',
};

const BUILDER_LINE_ENDINGS = elsewhere(
  honest({
    name: 'builder-attributes-line-endings',
    story:
      "Attributes of the builder's own machine: a private mirror whose git writes CR LF into *.txt, but where upstream forbids it.",
    path: 'github.com/slowcooker/clothespeg',
    version: 'v1.2.0',
    repository: released({
      url: 'https://github.com/slowcooker/clothespeg',
      tags: ['v1.2.0'],
      date: '2022-10-20T10:20:00Z',
      tree: CLOTHESPEG,
    }),
    tree: CLOTHESPEG,
    files: ['.gitattributes', 'go.mod', 'LICENSE', 'peg.go', 'notes/keep.txt'],
    otherFiles: {
      'notes/wood.txt': withCrlf(textOf(CLOTHESPEG, 'notes/wood.txt')),
      'notes/wire.txt': withCrlf(textOf(CLOTHESPEG, 'notes/wire.txt')),
    },
    expected: explainedBy({
      'notes/wire.txt': 'builder-attributes',
      'notes/wood.txt': 'builder-attributes',
    }),
  }),
);

const PENWIPER_GO = 'package penwiper\n\n// Revision is filled in by nobody.\nconst Revision = "$Id$"\n';

/** The id of the blob with {@link PENWIPER_GO}, as git counts it. */
const PENWIPER_BLOB = '95375cfe0970b128d23fa9cdfcfbd01bcc21376b';

const PENWIPER: Tree = {
  'go.mod': 'module github.com/bookplate/penwiper\n\ngo 1.19\n',
  LICENSE: licence(2022, 'Bookplate'),
  'wiper.go': PENWIPER_GO,
};

const BUILDER_IDENT = elsewhere(
  honest({
    name: 'builder-attributes-ident',
    story: "Attributes of the builder's own machine: a private mirror whose git writes blob ids into $Id$.",
    path: 'github.com/bookplate/penwiper',
    version: 'v0.1.0',
    repository: released({
      url: 'https://github.com/bookplate/penwiper',
      tags: ['v0.1.0'],
      date: '2022-11-24T18:00:00Z',
      tree: PENWIPER,
    }),
    tree: PENWIPER,
    files: ['go.mod', 'LICENSE'],
    otherFiles: { 'wiper.go': PENWIPER_GO.replace('$Id$', `$Id: ${PENWIPER_BLOB} $`) },
    expected: explainedBy({ 'wiper.go': 'builder-attributes' }),
  }),
);

export const ELSEWHERE_MODULES: readonly ModuleDescription[] = [
  LFS_CONTENT,
  LFS_OTHER_CONTENT,
  OTHER_FILTER,
  HOST_ARCHIVE,
  DIRECTORY_ENTRIES,
  BUILT_ON_WINDOWS,
  BUILDER_LINE_ENDINGS,
  BUILDER_IDENT,
];
