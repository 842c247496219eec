/** Honest modules at the root of their repository, as most are. */
import type { ModuleDescription, Tree } from './description.ts';
import { licence } from './files.ts';
import { honest, released } from './shapes.ts';

const BAROMETER: Tree = {
  'go.mod': 'module github.com/thistlewood/barometer\n\ngo 1.21\n',
  LICENSE: licence(2023, 'Thistlewood'),
  'README.md':
    '# barometer\n\nReads air pressure and says whether it rises.\n\n    go get github.com/thistlewood/barometer\n',
  'barometer.go': `// Package barometer tells where the weather goes.
package barometer

// Trend says whether the readings, in hectopascals and oldest first, rise or fall.
func Trend(readings []float64) string {
	if len(readings) < 2 {
		return "steady"
	}
	switch change := readings[len(readings)-1] - readings[0]; {
	case change > 1:
		return "rising"
	case change < -1:
		return "falling"
	}
	return "steady"
}
`,
  'barometer_test.go': `package barometer

import "testing"

func TestTrend(t *testing.T) {
	if got := Trend([]float64{1001, 1009}); got != "rising" {
		t.Errorf("got %q", got)
	}
}
`,
  '.github/workflows/test.yml': 'on: push\njobs: {}\n',
};

const PLAIN = honest({
  name: 'plain',
  story: 'A tag at the root, nothing special.',
  path: 'github.com/thistlewood/barometer',
  version: 'v1.4.2',
  tree: BAROMETER,
  repository: released({
    url: 'https://github.com/thistlewood/barometer',
    tags: ['v1.4.2'],
    date: '2023-09-04T08:30:11Z',
    tree: BAROMETER,
  }),
  files: [
    'go.mod',
    'LICENSE',
    'README.md',
    'barometer.go',
    'barometer_test.go',
    '.github/workflows/test.yml',
  ],
  hosted: { attestations: ['provenance'] },
});

const WEATHERVANE: Tree = {
  LICENSE: licence(2015, 'Oakwell'),
  README: 'weathervane turns degrees into the names of winds.\n',
  'vane.go': `// Package weathervane names winds.
package weathervane

var names = [...]string{"N", "NE", "E", "SE", "S", "SW", "W", "NW"}

// Name gives the nearest of eight winds.
func Name(degrees float64) string {
	return names[int(degrees/45+0.5)%len(names)]
}
`,
};

const WITHOUT_GO_MOD = honest({
  name: 'without-go-mod',
  story: 'No go.mod upstream: the mirror makes one up for .mod, and the zip has none.',
  path: 'github.com/oakwell/weathervane',
  version: 'v0.9.0',
  tree: WEATHERVANE,
  repository: released({
    url: 'https://github.com/oakwell/weathervane',
    tags: ['v0.9.0'],
    date: '2015-06-12T19:02:45Z',
    tree: WEATHERVANE,
  }),
  files: ['LICENSE', 'README', 'vane.go'],
  hosted: {
    release: { immutable: false },
    rulesets: [{ name: 'release tags', include: ['refs/tags/v*'], rules: ['update', 'deletion'] }],
  },
  mod: 'module github.com/oakwell/weathervane\n',
  origin: null,
});

const SALTMARSH: Tree = {
  LICENSE: licence(2016, 'Brambleworks'),
  'README.md': '# saltmarsh\n\nLevels of water, as a table.\n',
  'levels.go': `package saltmarsh

import "sort"

// Highest gives the n highest levels.
func Highest(levels []int, n int) []int {
	sorted := append([]int(nil), levels...)
	sort.Sort(sort.Reverse(sort.IntSlice(sorted)))
	if n > len(sorted) {
		n = len(sorted)
	}
	return sorted[:n]
}
`,
};

const INCOMPATIBLE = honest({
  name: 'incompatible',
  story: 'Version 2 without a go.mod: +incompatible, while the tag has no such ending.',
  path: 'github.com/brambleworks/saltmarsh',
  version: 'v2.3.0+incompatible',
  tree: SALTMARSH,
  repository: released({
    url: 'https://github.com/brambleworks/saltmarsh',
    tags: ['v1.0.0', 'v2.3.0'],
    date: '2017-11-28T10:00:00Z',
    tree: SALTMARSH,
  }),
  files: ['LICENSE', 'README.md', 'levels.go'],
  hosted: {
    rulesets: [
      { name: 'no new tags', include: ['~ALL'], rules: ['creation'] },
      { name: 'tried out', include: ['~ALL'], rules: ['update', 'deletion'], enforcement: 'evaluate' },
    ],
  },
  mod: 'module github.com/brambleworks/saltmarsh\n',
  origin: { ref: 'refs/tags/v2.3.0' },
});

const GLYPH_KIT: Tree = {
  'go.mod': 'module github.com/TamsinOakes/GlyphKit\n\ngo 1.19\n',
  LICENSE: licence(2022, 'Tamsin Oakes'),
  'README.md': '# GlyphKit\n\nMeasures runes.\n',
  'Glyph.go': `package GlyphKit

import "unicode"

// Columns gives how many columns a rune takes.
func Columns(r rune) int {
	if unicode.Is(unicode.Han, r) {
		return 2
	}
	return 1
}
`,
};

const CAPITALS = honest({
  name: 'capitals',
  story: 'Capital letters in the path, which requests write with exclamation marks.',
  path: 'github.com/TamsinOakes/GlyphKit',
  version: 'v1.0.1-RC2',
  tree: GLYPH_KIT,
  repository: released({
    url: 'https://github.com/TamsinOakes/GlyphKit',
    tags: ['v1.0.1-RC2'],
    date: '2022-05-15T06:45:30Z',
    tree: GLYPH_KIT,
  }),
  files: ['go.mod', 'LICENSE', 'README.md', 'Glyph.go'],
  hosted: { attestations: ['release'], bundlesApart: true, release: { immutable: true } },
});

const GAZETTE: Tree = {
  'go.mod': 'module github.com/quayside/gazette\n\ngo 1.21\n',
  LICENSE: licence(2023, 'Quayside'),
  'gazette.go': `// Package gazette holds greetings for many places.
package gazette

import "embed"

// Greetings are text files, one for each place.
//
//go:embed testdata
var Greetings embed.FS
`,
  'testdata/grüße.txt': 'Grüß Gott\n',
  'testdata/挨拶/東京.txt': '今日は\n',
  'testdata/привет.txt': 'здравствуйте\n',
  'testdata/with space.txt': 'good day\n',
};

const UNICODE_NAMES = honest({
  name: 'unicode-names',
  story: 'File names in several scripts, which sort differently by bytes and by UTF-16.',
  path: 'github.com/quayside/gazette',
  version: 'v0.6.0',
  tree: GAZETTE,
  repository: released({
    url: 'https://github.com/quayside/gazette',
    tags: ['v0.6.0'],
    date: '2023-12-01T23:59:59Z',
    tree: GAZETTE,
  }),
  files: [
    'go.mod',
    'LICENSE',
    'gazette.go',
    'testdata/grüße.txt',
    'testdata/挨拶/東京.txt',
    'testdata/привет.txt',
    'testdata/with space.txt',
  ],
});

const TABLE_COUNT = 296;

const TABLES: Tree = Object.fromEntries(
  Array.from({ length: TABLE_COUNT }, (_, index) => {
    const number = String(index).padStart(3, '0');
    return [
      `tables/t${number}.go`,
      `package tables\n\n// Tide${number} is hour ${index} of the year, in centimetres.\nconst Tide${number} = ${(index * 37) % 211}\n`,
    ];
  }),
);

const TIDEWATER: Tree = {
  'go.mod': 'module github.com/quayside/tidewater\n\ngo 1.22\n',
  LICENSE: licence(2024, 'Quayside'),
  'README.md': '# tidewater\n\nTables of tides, one file for each hour.\n',
  'tidewater.go': '// Package tidewater knows when the water comes.\npackage tidewater\n',
  ...TABLES,
};

const THREE_HUNDRED_FILES = honest({
  name: 'three-hundred-files',
  story: 'A repository of 300 files.',
  path: 'github.com/quayside/tidewater',
  version: 'v1.0.0',
  tree: TIDEWATER,
  repository: released({
    url: 'https://github.com/quayside/tidewater',
    tags: ['v1.0.0'],
    date: '2024-02-29T12:00:00Z',
    tree: TIDEWATER,
  }),
  files: ['go.mod', 'LICENSE', 'README.md', 'tidewater.go', ...Object.keys(TABLES)],
  hosted: { attestations: ['altered'], bundlesApart: true },
});

export const PLAIN_MODULES: readonly ModuleDescription[] = [
  PLAIN,
  WITHOUT_GO_MOD,
  INCOMPATIBLE,
  CAPITALS,
  UNICODE_NAMES,
  THREE_HUNDRED_FILES,
];
