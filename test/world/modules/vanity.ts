/** Honest modules whose path is no repository's address: go-import and gopkg.in. */
import type { ModuleDescription, Tree } from './description.ts';
import { licence, pickBelow } from './files.ts';
import { honest, released, textOf } from './shapes.ts';

const GANGWAY: Tree = {
  'go.mod': 'module go.example.test/gangway\n\ngo 1.21\n',
  LICENSE: licence(2023, 'Harbour Light'),
  'README.md': '# gangway\n\nSmall things for command lines.\n',
  'gangway.go': `// Package gangway aligns text.
package gangway

import "strings"

// PadRight fills s with spaces up to width.
func PadRight(s string, width int) string {
	if len(s) >= width {
		return s
	}
	return s + strings.Repeat(" ", width-len(s))
}
`,
  'render/go.mod': 'module go.example.test/gangway/render\n\ngo 1.21\n',
  'render/render.go': `// Package render draws tables.
package render

import "strings"

// Row joins cells.
func Row(cells ...string) string { return strings.Join(cells, " | ") }
`,
};

const GANGWAY_URL = 'https://git.example.test/harbourlight/gangway';

const GANGWAY_REPOSITORY = released({
  url: GANGWAY_URL,
  tags: ['v1.2.0', 'render/v0.4.0'],
  date: '2023-10-10T10:10:10Z',
  tree: GANGWAY,
});

const GANGWAY_IMPORT = { prefix: 'go.example.test/gangway', repositoryUrl: GANGWAY_URL };

const VANITY = honest({
  name: 'vanity',
  story: 'A path that a go-import page leads to its repository.',
  path: 'go.example.test/gangway',
  version: 'v1.2.0',
  repository: GANGWAY_REPOSITORY,
  goImport: GANGWAY_IMPORT,
  tree: GANGWAY,
  files: ['go.mod', 'LICENSE', 'README.md', 'gangway.go'],
});

const VANITY_BELOW = honest({
  name: 'vanity-below-prefix',
  story: 'A module below the prefix of a go-import page: its tag has the rest of the path.',
  path: 'go.example.test/gangway/render',
  version: 'v0.4.0',
  repository: GANGWAY_REPOSITORY,
  goImport: GANGWAY_IMPORT,
  tree: GANGWAY,
  files: ['LICENSE'],
  otherFiles: pickBelow(GANGWAY, 'render', ['go.mod', 'render.go']),
  mod: textOf(GANGWAY, 'render/go.mod'),
  origin: { ref: 'refs/tags/render/v0.4.0', subdirectory: 'render' },
});

const DOCKS: Tree = {
  LICENSE: licence(2025, 'Harbour Light'),
  'README.md': '# docks\n\nOne repository for several modules.\n',
  'go/toolchest/go.mod': 'module go.example.test/toolchest\n\ngo 1.25\n',
  'go/toolchest/chest.go': 'package toolchest\n\n// Drawers is how many it has.\nconst Drawers = 4\n',
};

const DOCKS_URL = 'https://git.example.test/harbourlight/docks';

const VANITY_SUBDIRECTORY = honest({
  name: 'vanity-with-subdirectory',
  story: 'A go-import page with a fourth field, which names a directory (go 1.25).',
  path: 'go.example.test/toolchest',
  version: 'v0.1.0',
  repository: released({
    url: DOCKS_URL,
    tags: ['go/toolchest/v0.1.0'],
    date: '2025-09-01T07:00:00Z',
    tree: DOCKS,
  }),
  goImport: { prefix: 'go.example.test/toolchest', repositoryUrl: DOCKS_URL, subdirectory: 'go/toolchest' },
  tree: DOCKS,
  files: ['LICENSE'],
  otherFiles: pickBelow(DOCKS, 'go/toolchest', ['go.mod', 'chest.go']),
  mod: textOf(DOCKS, 'go/toolchest/go.mod'),
  origin: { ref: 'refs/tags/go/toolchest/v0.1.0', subdirectory: 'go/toolchest' },
});

const SIGNPOST: Tree = {
  'go.mod': 'module git.example.test/brambleworks/signpost\n\ngo 1.22\n',
  LICENSE: licence(2024, 'Brambleworks'),
  'signpost.go': `// Package signpost measures distances on a map.
package signpost

import "math"

// Distance is in the units of the map.
func Distance(x1, y1, x2, y2 float64) float64 { return math.Hypot(x2-x1, y2-y1) }
`,
};

const FORGE = honest({
  name: 'forge',
  story: 'A forge that is no part of the go command and answers go-import for its repositories.',
  path: 'git.example.test/brambleworks/signpost',
  version: 'v0.7.3',
  repository: released({
    url: 'https://git.example.test/brambleworks/signpost',
    tags: ['v0.7.3'],
    date: '2024-06-06T16:20:00Z',
    tree: SIGNPOST,
  }),
  tree: SIGNPOST,
  files: ['go.mod', 'LICENSE', 'signpost.go'],
  hosted: { protectedTags: { 'v*': 'Maintainers' } },
});

const QUILLFEATHER: Tree = {
  'go.mod': 'module gopkg.in/quillfeather.v2\n\ngo 1.13\n',
  LICENSE: licence(2018, 'The Quillfeather Authors'),
  'README.md': '# quillfeather\n\n    import "gopkg.in/quillfeather.v2"\n',
  'quill.go': `package quillfeather

import "strings"

// Quote puts s in quotation marks and doubles those in it.
func Quote(s string) string {
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}
`,
};

const GOPKG_IN = honest({
  name: 'gopkg-in',
  story: 'gopkg.in with a name alone, which stands for an owner of the same name.',
  path: 'gopkg.in/quillfeather.v2',
  version: 'v2.0.3',
  repository: {
    ...released({
      url: 'https://github.com/go-quillfeather/quillfeather',
      tags: ['v1.0.0', 'v2.0.3'],
      date: '2020-01-20T20:20:20Z',
      tree: QUILLFEATHER,
    }),
    alsoAt: ['https://gopkg.in/quillfeather.v2'],
  },
  goImport: { prefix: 'gopkg.in/quillfeather.v2', repositoryUrl: 'https://gopkg.in/quillfeather.v2' },
  tree: QUILLFEATHER,
  files: ['go.mod', 'LICENSE', 'README.md', 'quill.go'],
});

const LATCHKEY: Tree = {
  LICENSE: licence(2016, 'Marrowby'),
  'latch.go':
    'package latchkey\n\n// Open tells whether the latch is open.\nfunc Open(turns int) bool { return turns%2 == 1 }\n',
};

const GOPKG_IN_OWNER = honest({
  name: 'gopkg-in-with-owner',
  story: 'gopkg.in with an owner, from before there was a go.mod.',
  path: 'gopkg.in/marrowby/latchkey.v3',
  version: 'v3.1.0',
  repository: {
    ...released({
      url: 'https://github.com/marrowby/latchkey',
      tags: ['v3.1.0'],
      date: '2016-04-04T04:04:04Z',
      tree: LATCHKEY,
    }),
    alsoAt: ['https://gopkg.in/marrowby/latchkey.v3'],
  },
  goImport: {
    prefix: 'gopkg.in/marrowby/latchkey.v3',
    repositoryUrl: 'https://gopkg.in/marrowby/latchkey.v3',
  },
  tree: LATCHKEY,
  files: ['LICENSE', 'latch.go'],
  mod: 'module gopkg.in/marrowby/latchkey.v3\n',
  origin: null,
});

export const VANITY_MODULES: readonly ModuleDescription[] = [
  VANITY,
  VANITY_BELOW,
  VANITY_SUBDIRECTORY,
  FORGE,
  GOPKG_IN,
  GOPKG_IN_OWNER,
];
