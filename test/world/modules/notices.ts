/** Modules of which the authors say something in the go.mod of the newest version. */
import type { ModuleDescription, Tree } from './description.ts';
import { licence, SAME } from './files.ts';
import { honest, released } from './shapes.ts';

const LANTERN = 'github.com/harbourlight/lantern';
const WICK = 'github.com/harbourlight/wick';

/** It takes back what was wrong, itself included, as the go command's documentation advises. */
const LANTERN_TREE: Tree = {
  'go.mod': `module ${LANTERN}

go 1.21

retract (
	v1.0.0 // It counts one wick too few.
	// Published to retract.
	[v1.2.0, v1.2.9]
)
`,
  LICENSE: licence(2024, 'Harbourlight'),
  'lantern.go':
    '// Package lantern counts wicks.\npackage lantern\n\n// Wicks is how many it has.\nconst Wicks = 2\n',
};

const WICK_TREE: Tree = {
  'go.mod': `// Wicks of all kinds.
//
// Deprecated: use ${LANTERN} instead.
module ${WICK}

go 1.21
`,
  LICENSE: licence(2022, 'Harbourlight'),
  'wick.go': 'package wick\n',
};

const RETRACTS_ITSELF = honest({
  name: 'retracts-itself',
  story: 'The newest version, which retracts itself.',
  path: LANTERN,
  version: 'v1.2.0',
  repository: released({
    url: `https://${LANTERN}`,
    tags: ['v1.2.0'],
    date: '2024-03-10T08:00:00Z',
    tree: LANTERN_TREE,
  }),
  tree: LANTERN_TREE,
  files: ['go.mod', 'LICENSE', 'lantern.go'],
  expected: { ...SAME, findings: [{ code: 'version/retracted', severity: 'warning' }] },
});

const DEPRECATED = honest({
  name: 'deprecated',
  story: 'A module that its newest go.mod calls deprecated.',
  path: WICK,
  version: 'v1.0.0',
  repository: released({
    url: `https://${WICK}`,
    tags: ['v1.0.0'],
    date: '2022-05-05T05:05:05Z',
    tree: WICK_TREE,
  }),
  tree: WICK_TREE,
  files: ['go.mod', 'LICENSE', 'wick.go'],
  expected: { ...SAME, findings: [{ code: 'version/deprecated', severity: 'information' }] },
});

/** Their authors changed their mind, without malice. */
export const NOTICE_MODULES: readonly ModuleDescription[] = [RETRACTS_ITSELF, DEPRECATED].map((one) => ({
  ...one,
  kind: 'moved',
}));
