/** Honest modules in which it matters what the go command selects: links, licences, vendor folders by the other rule. */
import type { ModuleDescription, Tree } from './description.ts';
import { explainedBy, licence, pickBelow } from './files.ts';
import { honest, released, textOf } from './shapes.ts';

const FLAGSTAFF: Tree = {
  '.hg_archival.txt': 'repo: 6fdd1e9a6f0d7a8f1f5d6b0b4a3f2c1d0e9f8a7b\nbranch: default\n',
  'go.mod': 'module github.com/oakwell/flagstaff\n\ngo 1.20\n',
  LICENSE: licence(2021, 'Oakwell'),
  'flag.go': 'package flagstaff\n\n// Metres is how high it is.\nconst Metres = 9\n',
  'testdata/.hg_archival.txt': 'only the one at the root is left out\n',
};

const HG_ARCHIVAL = honest({
  name: 'hg-archival',
  story: 'The note that Mercurial leaves in an archive is left out at the root, in git as well.',
  path: 'github.com/oakwell/flagstaff',
  version: 'v0.2.2',
  repository: released({
    url: 'https://github.com/oakwell/flagstaff',
    tags: ['v0.2.2'],
    date: '2021-05-22T02:02:02Z',
    tree: FLAGSTAFF,
  }),
  tree: FLAGSTAFF,
  files: ['go.mod', 'LICENSE', 'flag.go', 'testdata/.hg_archival.txt'],
});

const HERBARIUM: Tree = {
  COPYING: licence(2022, 'Thistlewood'),
  LICENSE: { symlink: 'COPYING' },
  'go.mod': 'module github.com/thistlewood/herbarium\n\ngo 1.21\n',
  'herbs.go': '// Package herbarium is the sum of its parts.\npackage herbarium\n',
  'mint/go.mod': 'module github.com/thistlewood/herbarium/mint\n\ngo 1.21\n',
  'mint/mint.go': 'package mint\n\n// Leaves is how many a stem has.\nconst Leaves = 12\n',
  'sage/LICENSE': { symlink: '../COPYING' },
  'sage/go.mod': 'module github.com/thistlewood/herbarium/sage\n\ngo 1.21\n',
  'sage/sage.go': 'package sage\n\n// Stems is how many a plant has.\nconst Stems = 7\n',
};

const HERBARIUM_REPOSITORY = released({
  url: 'https://github.com/thistlewood/herbarium',
  tags: ['mint/v0.1.0', 'sage/v0.1.0'],
  date: '2022-07-21T07:21:00Z',
  tree: HERBARIUM,
});

const LENT_LINK = honest({
  name: 'lent-licence-is-a-link',
  story: "The root's licence is a symbolic link: the module in a directory gets the link's target as text.",
  path: 'github.com/thistlewood/herbarium/mint',
  version: 'v0.1.0',
  repository: HERBARIUM_REPOSITORY,
  tree: HERBARIUM,
  files: [],
  otherFiles: { ...pickBelow(HERBARIUM, 'mint', ['go.mod', 'mint.go']), LICENSE: 'COPYING' },
  mod: textOf(HERBARIUM, 'mint/go.mod'),
  origin: { ref: 'refs/tags/mint/v0.1.0', subdirectory: 'mint' },
});

const LINK_FOR_LICENCE = honest({
  name: 'link-in-place-of-licence',
  story: 'A symbolic link named LICENSE in the directory: it is left out, and none is lent.',
  path: 'github.com/thistlewood/herbarium/sage',
  version: 'v0.1.0',
  repository: HERBARIUM_REPOSITORY,
  tree: HERBARIUM,
  files: [],
  otherFiles: pickBelow(HERBARIUM, 'sage', ['go.mod', 'sage.go']),
  mod: textOf(HERBARIUM, 'sage/go.mod'),
  origin: { ref: 'refs/tags/sage/v0.1.0', subdirectory: 'sage' },
});

function vendored(path: string, goVersion: string): Tree {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return {
    'go.mod': `module ${path}\n\ngo ${goVersion}\n`,
    LICENSE: licence(2025, 'Copper Kettle'),
    [`${name}.go`]: `package ${name}\n\n// Wicks is how many it has.\nconst Wicks = 3\n`,
    'fixtures/one/vendor/vendored.go': 'package vendored\n',
    'vendor/modules.txt': '# example.test/seeds v1.0.0\n## explicit\nexample.test/seeds\n',
    'vendor/example.test/seeds/seeds.go': 'package seeds\n',
  };
}

const DISPUTED = explainedBy({
  'fixtures/one/vendor/vendored.go': 'vendor-rule',
  'vendor/modules.txt': 'vendor-rule',
});

const OIL_LAMP = vendored('github.com/copperkettle/oillamp', '1.24.0');

/** Built by a go command that did not know the rule of the module's own go line. */
const VENDOR_BY_OLD_TOOL: ModuleDescription = {
  ...honest({
    name: 'vendor-by-old-tool',
    story:
      'The vendor rule by go version: the module asks for that of go 1.24, and an older tool made the zip.',
    path: 'github.com/copperkettle/oillamp',
    version: 'v0.3.0',
    repository: released({
      url: 'https://github.com/copperkettle/oillamp',
      tags: ['v0.3.0'],
      date: '2025-03-06T15:45:00Z',
      tree: OIL_LAMP,
    }),
    tree: OIL_LAMP,
    files: ['go.mod', 'LICENSE', 'oillamp.go', 'vendor/modules.txt'],
    expected: DISPUTED,
  }),
  forged: true,
};

const GAS_LAMP = vendored('github.com/copperkettle/gaslamp', '1.19');

const VENDOR_BY_NEW_RULE: ModuleDescription = {
  ...honest({
    name: 'vendor-by-new-rule',
    story:
      'The vendor rule by go version: the module asks for the old one, and a tool made the zip by the new one.',
    path: 'github.com/copperkettle/gaslamp',
    version: 'v0.3.0',
    repository: released({
      url: 'https://github.com/copperkettle/gaslamp',
      tags: ['v0.3.0'],
      date: '2025-03-07T15:45:00Z',
      tree: GAS_LAMP,
    }),
    tree: GAS_LAMP,
    files: ['go.mod', 'LICENSE', 'gaslamp.go', 'fixtures/one/vendor/vendored.go'],
    expected: DISPUTED,
  }),
  forged: true,
};

export const SELECTION_MODULES: readonly ModuleDescription[] = [
  HG_ARCHIVAL,
  LENT_LINK,
  LINK_FOR_LICENCE,
  VENDOR_BY_OLD_TOOL,
  VENDOR_BY_NEW_RULE,
];
