/** Modules whose upstream changed after the mirror cached them, without malice. */
import type { Expected, ModuleDescription, RepositoryDescription, Tree } from './description.ts';
import { licence } from './files.ts';
import { honest, released } from './shapes.ts';

const TAG_MOVED_TEXT: Expected = {
  content: {
    state: 'diverged',
    changed: ['README.md'],
    onlyMirror: [],
    onlyUpstream: [],
    capabilitiesGained: [],
  },
  upstream: 'tag-moved',
  findings: [
    { code: 'origin/diverged', severity: 'warning' },
    { code: 'origin/tag-moved', severity: 'warning' },
  ],
};

const TAG_MISSING: Expected = {
  content: { state: 'match' },
  upstream: 'tag-missing',
  findings: [{ code: 'origin/tag-missing', severity: 'warning' }],
};

/** Two commits on main; the tag stood at `release` when the mirror came and stands at `again` today. */
function retagged(url: string, tag: string, before: Tree, after: Tree): RepositoryDescription {
  return {
    url,
    commits: [
      { label: 'release', date: '2023-08-14T09:00:00Z', message: `release ${tag}\n`, tree: before },
      { label: 'again', date: '2023-08-14T09:25:31Z', message: `release ${tag}, now really\n`, tree: after },
    ],
    refs: { 'refs/heads/main': 'release', [`refs/tags/${tag}`]: 'release' },
    refsNow: { 'refs/heads/main': 'again', [`refs/tags/${tag}`]: 'again' },
  };
}

function moved(module: ModuleDescription): ModuleDescription {
  return { ...module, kind: 'moved' };
}

function teapot(path: string): Tree {
  return {
    'go.mod': `module ${path}\n\ngo 1.20\n`,
    LICENSE: licence(2023, 'Copper Kettle'),
    'README.md': `# teapot\n\nVersion 0.2 holds more.\n\n    go get ${path}\n`,
    'pot.go': `package teapot

import "fmt"

// Pour says how much is left in the pot.
func Pour(litres float64) string {
	return fmt.Sprintf("%.1f litres left", litres-0.2)
}
`,
  };
}

function retaggedReadme(
  name: string,
  path: string,
  story: string,
  origin: null | undefined,
): ModuleDescription {
  const tree = teapot(path);
  const after = { ...tree, 'README.md': `# teapot\n\nVersion 0.2.0 holds more tea.\n\n    go get ${path}\n` };
  return moved(
    honest({
      name,
      story,
      path,
      version: 'v0.2.0',
      repository: retagged(`https://${path}`, 'v0.2.0', tree, after),
      tree,
      files: ['go.mod', 'LICENSE', 'README.md', 'pot.go'],
      ...(origin === null ? { origin } : {}),
      expected: TAG_MOVED_TEXT,
    }),
  );
}

const RETAGGED_README = retaggedReadme(
  'retagged-readme',
  'github.com/copperkettle/teapot-lid',
  'The tag was moved to a commit with another README; Origin tells from where.',
  undefined,
);

const RETAGGED_README_WITHOUT_ORIGIN = retaggedReadme(
  'retagged-readme-without-origin',
  'github.com/copperkettle/teapot-spout',
  'The tag was moved to a commit with another README; nothing tells from where.',
  null,
);

const POTHOLDER: Tree = {
  'go.mod': 'module github.com/copperkettle/potholder\n\ngo 1.20\n',
  LICENSE: licence(2023, 'Copper Kettle'),
  'potholder.go': `package potholder

// Stands tells whether a thing with that many legs stands.
func Stands(legs int) bool {
	return legs > 3
}
`,
};

const RETAGGED_CODE = moved(
  honest({
    name: 'retagged-code',
    story: 'The tag was moved to a commit that mends an off-by-one error.',
    path: 'github.com/copperkettle/potholder',
    version: 'v1.0.0',
    repository: retagged('https://github.com/copperkettle/potholder', 'v1.0.0', POTHOLDER, {
      ...POTHOLDER,
      'potholder.go': String(POTHOLDER['potholder.go']).replace('legs > 3', 'legs >= 3'),
    }),
    tree: POTHOLDER,
    files: ['go.mod', 'LICENSE', 'potholder.go'],
    expected: {
      content: {
        state: 'diverged',
        changed: ['potholder.go'],
        onlyMirror: [],
        onlyUpstream: [],
        capabilitiesGained: [],
        initAdded: false,
      },
      upstream: 'tag-moved',
      findings: [
        { code: 'origin/diverged', severity: 'error' },
        { code: 'origin/tag-moved', severity: 'error' },
      ],
    },
  }),
);

const EGGCUP: Tree = {
  'go.mod': 'module github.com/bookplate/eggcup\n\ngo 1.21\n',
  LICENSE: licence(2024, 'Bookplate'),
  'egg.go': 'package eggcup\n\n// Minutes is how long to boil.\nconst Minutes = 6\n',
};

const EGGCUP_REPOSITORY = released({
  url: 'https://github.com/bookplate/eggcup',
  tags: ['v0.3.0'],
  date: '2024-05-01T06:00:00Z',
  tree: EGGCUP,
});

const DELETED_TAG = moved(
  honest({
    name: 'deleted-tag',
    story: 'The tag is gone, while main still reaches the commit that Origin names.',
    path: 'github.com/bookplate/eggcup',
    version: 'v0.3.0',
    repository: { ...EGGCUP_REPOSITORY, refsNow: { 'refs/heads/main': 'after' } },
    tree: EGGCUP,
    files: ['go.mod', 'LICENSE', 'egg.go'],
    expected: TAG_MISSING,
  }),
);

const BUTTERDISH: Tree = {
  'go.mod': 'module github.com/bookplate/butterdish\n\ngo 1.21\n',
  LICENSE: licence(2024, 'Bookplate'),
  'butter.go': 'package butterdish\n\n// Grams is how much fits.\nconst Grams = 250\n',
};

const DELETED_COMMIT = moved(
  honest({
    name: 'deleted-tag-and-commit',
    story: 'The tag is gone and so is the commit: history was rewritten and tidied up.',
    path: 'github.com/bookplate/butterdish',
    version: 'v0.1.0',
    repository: {
      url: 'https://github.com/bookplate/butterdish',
      commits: [
        { label: 'release', date: '2024-05-02T06:00:00Z', message: 'release v0.1.0\n', tree: BUTTERDISH },
        {
          label: 'rewritten',
          parents: [],
          date: '2024-07-02T06:00:00Z',
          message: 'start again\n',
          tree: {
            ...BUTTERDISH,
            'butter.go': 'package butterdish\n\n// Grams is how much fits.\nconst Grams = 500\n',
          },
        },
      ],
      refs: { 'refs/heads/main': 'release', 'refs/tags/v0.1.0': 'release' },
      refsNow: { 'refs/heads/main': 'rewritten' },
      forgetsUnreachable: true,
    },
    tree: BUTTERDISH,
    files: ['go.mod', 'LICENSE', 'butter.go'],
    expected: {
      content: { state: 'undetermined' },
      upstream: 'tag-missing',
      findings: [{ code: 'origin/tag-missing', severity: 'warning' }],
      mayAlso: ['origin/undetermined'],
    },
  }),
);

export const MOVED_MODULES: readonly ModuleDescription[] = [
  RETAGGED_README,
  RETAGGED_README_WITHOUT_ORIGIN,
  RETAGGED_CODE,
  DELETED_TAG,
  DELETED_COMMIT,
];
