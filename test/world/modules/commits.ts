/** Honest modules with unusual commits: pseudo-versions, annotated tags, odd tree entries, SHA-256. */
import type { ModuleDescription, Tree } from './description.ts';
import { licence } from './files.ts';
import { honest, released } from './shapes.ts';

const HEDGEROW: Tree = {
  'go.mod': 'module github.com/quayside/hedgerow\n\ngo 1.21\n',
  LICENSE: licence(2023, 'Quayside'),
  'hedge.go': `// Package hedgerow counts gaps.
package hedgerow

// Gaps counts the posts that are missing.
func Gaps(posts []bool) (n int) {
	for _, stands := range posts {
		if !stands {
			n++
		}
	}
	return n
}
`,
};

const PSEUDO = honest({
  name: 'pseudo-version',
  story: 'A pseudo-version of a commit on main; there is no tag at all.',
  path: 'github.com/quayside/hedgerow',
  version: 'v0.0.0-20230607081522-306906c298cc',
  repository: released({
    url: 'https://github.com/quayside/hedgerow',
    tags: [],
    date: '2023-06-07T08:15:22Z',
    tree: HEDGEROW,
  }),
  tree: HEDGEROW,
  files: ['go.mod', 'LICENSE', 'hedge.go'],
  origin: {},
});

const MILLPOND: Tree = {
  'go.mod': 'module github.com/quayside/millpond\n\ngo 1.21\n',
  LICENSE: licence(2024, 'Quayside'),
  'pond.go': 'package millpond\n\n// Depth is in metres.\nconst Depth = 3\n',
};

const MILLPOND_LOCKS: Tree = {
  ...MILLPOND,
  'locks.go': `package millpond

// Lock lets boats through.
type Lock struct{ Up, Down int }

// Drop is how far boats go down.
func (l Lock) Drop() int { return l.Up - l.Down }
`,
};

const PSEUDO_ON_BRANCH = honest({
  name: 'pseudo-version-on-branch',
  story: 'A pseudo-version of a commit that only another branch reaches, with a tag before it.',
  path: 'github.com/quayside/millpond',
  version: 'v0.5.1-0.20240112093000-fc659267bb8e',
  repository: {
    url: 'https://github.com/quayside/millpond',
    commits: [
      { label: 'tagged', date: '2024-01-02T09:30:00Z', message: 'release v0.5.0\n', tree: MILLPOND },
      {
        label: 'locks',
        date: '2024-01-12T09:30:00Z',
        authorDate: '2024-01-05T20:11:00Z',
        message: 'draft of locks\n',
        tree: MILLPOND_LOCKS,
      },
      {
        label: 'main',
        parents: ['tagged'],
        date: '2024-01-20T10:00:00Z',
        message: 'say hello\n',
        tree: { ...MILLPOND, 'README.md': '# millpond\n' },
      },
    ],
    refs: { 'refs/heads/main': 'main', 'refs/heads/locks': 'locks', 'refs/tags/v0.5.0': 'tagged' },
  },
  tree: MILLPOND_LOCKS,
  files: ['go.mod', 'LICENSE', 'locks.go', 'pond.go'],
  commit: 'locks',
  origin: {},
});

const SUNDIAL: Tree = {
  'go.mod': 'module github.com/driftwood-shore/sundial\n\ngo 1.20\n',
  LICENSE: licence(2022, 'Driftwood Shore'),
  'sundial.go': 'package sundial\n\n// Hours is how many lines it has.\nconst Hours = 12\n',
};

/** The form of an SSH signature, around bytes that are none. */
const LIKE_A_SIGNATURE = `-----BEGIN SSH SIGNATURE-----
VGhpcyBpcyBubyBzaWduYXR1cmUsIGFuZCBub2JvZHkgdmVyaWZpZXMgaXQu
-----END SSH SIGNATURE-----
`;

const ANNOTATED_TAG = honest({
  name: 'annotated-tag',
  story: 'The tag is an object of its own, which points to the commit and bears what looks like a signature.',
  path: 'github.com/driftwood-shore/sundial',
  version: 'v1.0.0',
  repository: {
    ...released({
      url: 'https://github.com/driftwood-shore/sundial',
      tags: [],
      date: '2022-06-21T12:00:00Z',
      tree: SUNDIAL,
    }),
    annotatedTags: [
      { name: 'v1.0.0', of: 'release', date: '2022-06-22T12:00:00Z', signature: LIKE_A_SIGNATURE },
    ],
  },
  tree: SUNDIAL,
  files: ['go.mod', 'LICENSE', 'sundial.go'],
});

const LAMPKEEPER: Tree = {
  'go.mod': 'module github.com/driftwood-shore/lampkeeper\n\ngo 1.20\n',
  LICENSE: licence(2023, 'Driftwood Shore'),
  'keeper.go': 'package lampkeeper\n\n// Flashes is how many it gives in a minute.\nconst Flashes = 6\n',
};

const NESTED_TAG = honest({
  name: 'nested-annotated-tag',
  story: 'The tag points to another tag, and that to the commit.',
  path: 'github.com/driftwood-shore/lampkeeper',
  version: 'v0.3.0',
  repository: {
    ...released({
      url: 'https://github.com/driftwood-shore/lampkeeper',
      tags: [],
      date: '2023-01-31T18:00:00Z',
      tree: LAMPKEEPER,
    }),
    annotatedTags: [
      { name: 'candidate', of: 'release', date: '2023-01-31T18:30:00Z' },
      { name: 'v0.3.0', of: 'candidate', date: '2023-02-03T09:00:00Z' },
    ],
  },
  tree: LAMPKEEPER,
  files: ['go.mod', 'LICENSE', 'keeper.go'],
});

const MANTELPIECE: Tree = {
  'go.mod': 'module github.com/marrowby/mantelpiece\n\ngo 1.21\n',
  LICENSE: licence(2023, 'Marrowby'),
  'clock.go': 'package mantelpiece\n\n// Strikes is how often it strikes at noon.\nconst Strikes = 12\n',
  'latest.go': { symlink: 'clock.go' },
  'docs/LICENSE': { symlink: '../LICENSE' },
  'scripts/wind.sh': { executable: '#!/bin/sh\necho wound\n' },
};

const SYMLINK = honest({
  name: 'symlink',
  story: 'Symbolic links are left out, and an executable file is a file.',
  path: 'github.com/marrowby/mantelpiece',
  version: 'v1.1.1',
  repository: released({
    url: 'https://github.com/marrowby/mantelpiece',
    tags: ['v1.1.1'],
    date: '2023-11-11T10:00:00Z',
    tree: MANTELPIECE,
  }),
  tree: MANTELPIECE,
  files: ['go.mod', 'LICENSE', 'clock.go', 'scripts/wind.sh'],
});

const RAINBARREL: Tree = {
  '.gitmodules': '[submodule "gutter"]\n\tpath = gutter\n\turl = https://github.com/marrowby/gutter\n',
  'go.mod': 'module github.com/marrowby/rainbarrel\n\ngo 1.21\n',
  LICENSE: licence(2024, 'Marrowby'),
  'barrel.go': 'package rainbarrel\n\n// Litres is what it holds.\nconst Litres = 200\n',
  gutter: { submodule: '0123456789abcdef0123456789abcdef01234567' },
};

const SUBMODULE = honest({
  name: 'submodule',
  story: 'A submodule is a name in the tree and nothing in the zip.',
  path: 'github.com/marrowby/rainbarrel',
  version: 'v0.2.0',
  repository: released({
    url: 'https://github.com/marrowby/rainbarrel',
    tags: ['v0.2.0'],
    date: '2024-03-03T03:30:00Z',
    tree: RAINBARREL,
  }),
  tree: RAINBARREL,
  files: ['.gitmodules', 'go.mod', 'LICENSE', 'barrel.go'],
});

const COALSCUTTLE: Tree = {
  'go.mod': 'module git.example.test/brambleworks/coalscuttle\n\ngo 1.24\n',
  LICENSE: licence(2025, 'Brambleworks'),
  'scuttle.go': 'package coalscuttle\n\n// Lumps is how many are left.\nvar Lumps = 40\n',
};

const SHA256 = honest({
  name: 'sha256-repository',
  story: 'A repository whose object ids are SHA-256.',
  path: 'git.example.test/brambleworks/coalscuttle',
  version: 'v1.0.0',
  repository: {
    ...released({
      url: 'https://git.example.test/brambleworks/coalscuttle',
      tags: ['v1.0.0'],
      date: '2025-05-20T13:00:00Z',
      tree: COALSCUTTLE,
    }),
    objectFormat: 'sha256',
  },
  tree: COALSCUTTLE,
  files: ['go.mod', 'LICENSE', 'scuttle.go'],
});

export const COMMIT_MODULES: readonly ModuleDescription[] = [
  PSEUDO,
  PSEUDO_ON_BRANCH,
  ANNOTATED_TAG,
  NESTED_TAG,
  SYMLINK,
  SUBMODULE,
  SHA256,
];
