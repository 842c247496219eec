/** Honest modules below the root of a repository, and what lies beside them. */
import type { ModuleDescription, Tree } from './description.ts';
import { licence, pickBelow } from './files.ts';
import { honest, released, textOf } from './shapes.ts';

const ALMANAC: Tree = {
  'go.mod': 'module github.com/thistlewood/almanac\n\ngo 1.21\n',
  LICENSE: licence(2022, 'Thistlewood'),
  'README.md': '# almanac\n\nThe year, in several modules.\n',
  'almanac.go': '// Package almanac is the sum of its parts.\npackage almanac\n',
  'tides/go.mod': 'module github.com/thistlewood/almanac/tides\n\ngo 1.21\n',
  'tides/tides.go': `// Package tides counts tides.
package tides

import "time"

const period = 12*time.Hour + 25*time.Minute

// Next gives the high water after t, when one was at first.
func Next(first, t time.Time) time.Time {
	for !first.After(t) {
		first = first.Add(period)
	}
	return first
}
`,
  'tides/testdata/brest.csv': 'time,cm\n00:12,612\n',
  'moon/go.mod': 'module github.com/thistlewood/almanac/moon\n\ngo 1.21\n',
  'moon/LICENSE': licence(2023, 'The Moon Contributors'),
  'moon/moon.go': `// Package moon knows the phases.
package moon

// Phase gives the day of the cycle.
func Phase(days float64) float64 {
	for days >= 29.53 {
		days -= 29.53
	}
	return days
}
`,
};

const ALMANAC_REPOSITORY = released({
  url: 'https://github.com/thistlewood/almanac',
  tags: ['v0.1.0', 'tides/v0.3.1', 'moon/v0.2.0'],
  date: '2023-03-18T14:22:09Z',
  tree: ALMANAC,
});

const SUBDIRECTORY = honest({
  name: 'subdirectory',
  story: 'A module in a directory: its tag has the directory, and the licence comes from the root.',
  path: 'github.com/thistlewood/almanac/tides',
  version: 'v0.3.1',
  repository: ALMANAC_REPOSITORY,
  tree: ALMANAC,
  files: ['LICENSE'],
  otherFiles: pickBelow(ALMANAC, 'tides', ['go.mod', 'tides.go', 'testdata/brest.csv']),
  mod: textOf(ALMANAC, 'tides/go.mod'),
  origin: { ref: 'refs/tags/tides/v0.3.1', subdirectory: 'tides' },
});

const OWN_LICENCE = honest({
  name: 'own-licence',
  story: 'A module in a directory that has a licence of its own.',
  path: 'github.com/thistlewood/almanac/moon',
  version: 'v0.2.0',
  repository: ALMANAC_REPOSITORY,
  tree: ALMANAC,
  files: [],
  otherFiles: pickBelow(ALMANAC, 'moon', ['go.mod', 'LICENSE', 'moon.go']),
  mod: textOf(ALMANAC, 'moon/go.mod'),
  origin: { ref: 'refs/tags/moon/v0.2.0', subdirectory: 'moon' },
});

const LANTERNFISH: Tree = {
  'go.mod': 'module github.com/oakwell/lanternfish\n\ngo 1.16\n',
  LICENSE: licence(2021, 'Oakwell'),
  'README.md': '# lanternfish\n\nLights for the terminal.\n',
  'lantern.go': 'package lanternfish\n\n// On lights the lamp.\nfunc On() string { return "\\x1b[1m" }\n',
  'v2/go.mod': 'module github.com/oakwell/lanternfish/v2\n\ngo 1.18\n',
  'v2/lantern.go': `// Package lanternfish lights the terminal.
package lanternfish

// Lamp is a light that is on or off.
type Lamp bool

// Code gives what a terminal wants to hear.
func (l Lamp) Code() string {
	if l {
		return "\\x1b[1m"
	}
	return "\\x1b[0m"
}
`,
};

const MAJOR_BY_DIRECTORY = honest({
  name: 'major-by-directory',
  story: 'Version 2 in the directory v2, which no tag and no Origin names.',
  path: 'github.com/oakwell/lanternfish/v2',
  version: 'v2.1.0',
  repository: released({
    url: 'https://github.com/oakwell/lanternfish',
    tags: ['v1.0.2', 'v2.1.0'],
    date: '2022-08-08T17:31:00Z',
    tree: LANTERNFISH,
  }),
  tree: LANTERNFISH,
  files: ['LICENSE'],
  otherFiles: pickBelow(LANTERNFISH, 'v2', ['go.mod', 'lantern.go']),
  mod: textOf(LANTERNFISH, 'v2/go.mod'),
});

const POCKETWATCH_1: Tree = {
  'go.mod': 'module github.com/oakwell/pocketwatch\n\ngo 1.15\n',
  LICENSE: licence(2020, 'Oakwell'),
  'watch.go': 'package pocketwatch\n\n// Ticks is how often it ticks in a second.\nconst Ticks = 5\n',
};

const POCKETWATCH_3: Tree = {
  ...POCKETWATCH_1,
  'go.mod': 'module github.com/oakwell/pocketwatch/v3\n\ngo 1.20\n',
  'watch.go': `// Package pocketwatch measures how long things take.
package pocketwatch

import "time"

// Watch is started once and read often.
type Watch struct{ start time.Time }

// Start starts a watch.
func Start() Watch { return Watch{time.Now()} }

// Read gives the time since the start.
func (w Watch) Read() time.Duration { return time.Since(w.start) }
`,
};

const MAJOR_BY_BRANCH = honest({
  name: 'major-by-branch',
  story: 'Version 3 on a branch of its own, while main is still at version 1.',
  path: 'github.com/oakwell/pocketwatch/v3',
  version: 'v3.0.4',
  repository: {
    url: 'https://github.com/oakwell/pocketwatch',
    commits: [
      { label: 'one', date: '2020-10-01T09:00:00Z', message: 'version 1\n', tree: POCKETWATCH_1 },
      { label: 'three', date: '2023-04-21T11:15:00Z', message: 'version 3\n', tree: POCKETWATCH_3 },
    ],
    refs: {
      'refs/heads/main': 'one',
      'refs/heads/v3': 'three',
      'refs/tags/v1.0.0': 'one',
      'refs/tags/v3.0.4': 'three',
    },
  },
  tree: POCKETWATCH_3,
  files: ['go.mod', 'LICENSE', 'watch.go'],
  commit: 'three',
});

const WHEELBARROW: Tree = {
  'go.mod': 'module github.com/oakwell/wheelbarrow\n\ngo 1.20\n',
  LICENSE: licence(2021, 'Oakwell'),
  'barrow.go': 'package wheelbarrow\n\n// Load is what it carries, in kilograms.\nvar Load = 80\n',
  'examples/go.mod': 'module github.com/oakwell/wheelbarrow/examples\n\ngo 1.20\n',
  'examples/garden/main.go': 'package main\n\nfunc main() {}\n',
  'testdata/odd/Go.Mod': 'module nobody\n',
  'testdata/odd/deep/a.txt': 'below a module of odd case\n',
  'testdata/even/a.txt': 'below no module\n',
};

const NESTED = honest({
  name: 'nested-modules',
  story: 'Modules inside the module are left out, however go.mod is spelled.',
  path: 'github.com/oakwell/wheelbarrow',
  version: 'v1.0.0',
  repository: released({
    url: 'https://github.com/oakwell/wheelbarrow',
    tags: ['v1.0.0'],
    date: '2021-07-19T08:08:08Z',
    tree: WHEELBARROW,
  }),
  tree: WHEELBARROW,
  files: ['go.mod', 'LICENSE', 'barrow.go', 'testdata/even/a.txt'],
});

const VENDORED: Tree = {
  'vendor/modules.txt': '# example.test/seeds v1.0.0\n## explicit\nexample.test/seeds\n',
  'vendor/example.test/seeds/seeds.go': 'package seeds\n',
  'vendor/notes.go': 'package vendor\n',
  'internal/vendor/pots.go': 'package vendor\n',
  'internal/vendor/clay/clay.go': 'package clay\n',
};

const WINDOWBOX: Tree = {
  'go.mod': 'module github.com/copperkettle/windowbox\n\ngo 1.20\n',
  LICENSE: licence(2022, 'Copper Kettle'),
  'box.go': 'package windowbox\n\n// Plants is how many fit.\nconst Plants = 6\n',
  ...VENDORED,
};

const VENDOR_OLD = honest({
  name: 'vendor-before-1.24',
  story: 'A vendor folder by the rule for go.mod files older than go 1.24.',
  path: 'github.com/copperkettle/windowbox',
  version: 'v1.1.0',
  repository: released({
    url: 'https://github.com/copperkettle/windowbox',
    tags: ['v1.1.0'],
    date: '2022-11-11T11:11:11Z',
    tree: WINDOWBOX,
  }),
  tree: WINDOWBOX,
  files: ['go.mod', 'LICENSE', 'box.go', 'vendor/modules.txt', 'vendor/notes.go'],
});

const CANDLEWICK: Tree = {
  'go.mod': 'module github.com/copperkettle/candlewick\n\ngo 1.24\n',
  LICENSE: licence(2025, 'Copper Kettle'),
  'wick.go': 'package candlewick\n\n// Hours is how long it burns.\nconst Hours = 7\n',
  ...VENDORED,
};

const VENDOR_NEW = honest({
  name: 'vendor-since-1.24',
  story: 'A vendor folder by the rule since go 1.24.',
  path: 'github.com/copperkettle/candlewick',
  version: 'v1.2.0',
  repository: released({
    url: 'https://github.com/copperkettle/candlewick',
    tags: ['v1.2.0'],
    date: '2025-03-05T15:45:00Z',
    tree: CANDLEWICK,
  }),
  tree: CANDLEWICK,
  files: ['go.mod', 'LICENSE', 'wick.go', 'vendor/notes.go', 'internal/vendor/pots.go'],
});

export const DIRECTORY_MODULES: readonly ModuleDescription[] = [
  SUBDIRECTORY,
  OWN_LICENCE,
  MAJOR_BY_DIRECTORY,
  MAJOR_BY_BRANCH,
  NESTED,
  VENDOR_OLD,
  VENDOR_NEW,
];
