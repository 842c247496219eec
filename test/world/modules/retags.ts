/** Tags that honest maintainers moved, re-created or deleted after the mirror came, in every way that has been seen. */
import type { AnnotatedTag, Expected, ModuleDescription, Refs, Tree } from './description.ts';
import { licence, pickBelow } from './files.ts';
import { type HonestOptions, honest } from './shapes.ts';

type Content = Omit<Expected['content'], 'state'>;

/** The tag was moved, and these files differ. `severity` is `error` where code does. */
function movedTo(content: Content, severity: 'warning' | 'error'): Expected {
  return {
    content: { state: 'diverged', onlyMirror: [], onlyUpstream: [], capabilitiesGained: [], ...content },
    upstream: 'tag-moved',
    findings: [
      { code: 'origin/diverged', severity },
      { code: 'origin/tag-moved', severity },
    ],
  };
}

/** The tag was moved, and no file differs. */
const SAME_FILES: Expected = {
  content: { state: 'match' },
  upstream: 'tag-moved',
  findings: [{ code: 'origin/tag-moved', severity: 'warning' }],
};

interface Retag extends Partial<Pick<HonestOptions, 'origin' | 'goImport' | 'expected'>> {
  readonly name: string;
  readonly story: string;
  readonly path: string;
  readonly url?: string;
  readonly version: string;
  /** Files of `release`, the commit that the mirror has, beside or in place of the usual ones. */
  readonly release?: Tree;
  /** Files of `again` and of `third`, in the same way. */
  readonly again: Tree;
  readonly third?: Tree;
  /** True: `again` does not follow from `release`. */
  readonly rewritten?: true;
  readonly forgetsUnreachable?: true;
  /** What stood beside main; `refs/tags/<version>` at `release` when absent. */
  readonly refs?: Refs;
  readonly annotatedTags?: readonly AnnotatedTag[];
  /** What stands today. */
  readonly refsNow: Refs;
  readonly annotatedTagsNow?: readonly AnnotatedTag[];
}

const FILES = ['go.mod', 'LICENSE', 'README.md', 'lid.go', 'pot.go'];

function retag(options: Retag): ModuleDescription {
  const { name, story, path, version, expected, origin, goImport } = options;
  const packageName = path.slice(path.lastIndexOf('/') + 1);
  const usual: Tree = {
    'go.mod': `module ${path}\n\ngo 1.21\n`,
    LICENSE: licence(2024, 'Copper Kettle'),
    'README.md': `# ${packageName}\n\nHolds a litre.\n`,
    'lid.go': `package ${packageName}\n\n// Grams is what the lid weighs.\nconst Grams = 90\n`,
    'pot.go': `package ${packageName}\n\n// Litres is what the pot holds.\nconst Litres = 1\n`,
  };
  const tree = { ...usual, ...options.release };
  const described = honest({
    name,
    story,
    path,
    version,
    repository: {
      url: options.url ?? `https://${path}`,
      commits: [
        {
          label: 'start',
          date: '2024-06-01T09:00:00Z',
          message: 'start\n',
          tree: { 'README.md': 'Soon.\n' },
        },
        { label: 'release', date: '2024-06-14T09:00:00Z', message: `${version}\n`, tree },
        {
          label: 'again',
          parents: [options.rewritten ? 'start' : 'release'],
          date: '2024-06-14T09:40:00Z',
          message: `${version}, now really\n`,
          tree: { ...usual, ...options.again },
        },
        ...(options.third === undefined
          ? []
          : [
              {
                label: 'third',
                date: '2024-06-15T11:00:00Z',
                message: `${version}, at last\n`,
                tree: { ...usual, ...options.third },
              },
            ]),
      ],
      refs: { 'refs/heads/main': 'release', ...(options.refs ?? { [`refs/tags/${version}`]: 'release' }) },
      refsNow: { 'refs/heads/main': options.third === undefined ? 'again' : 'third', ...options.refsNow },
      ...(options.annotatedTags === undefined ? {} : { annotatedTags: options.annotatedTags }),
      ...(options.annotatedTagsNow === undefined ? {} : { annotatedTagsNow: options.annotatedTagsNow }),
      ...(options.forgetsUnreachable === undefined ? {} : { forgetsUnreachable: true }),
    },
    tree,
    files: FILES,
    ...(origin === undefined ? {} : { origin }),
    ...(goImport === undefined ? {} : { goImport }),
    ...(expected === undefined ? {} : { expected }),
  });
  return described.expected.findings.length === 0 ? described : { ...described, kind: 'moved' };
}

const README = { 'README.md': 'Holds a litre and a half.\n' };

const CODE = {
  'lid.go': 'package kettle\n\n// Grams is what the lid weighs.\nconst Grams = 95\n',
  'pot.go': 'package kettle\n\n// Litres is what the pot holds.\nconst Litres = 1.5\n',
};

const README_OF_RELEASE = movedTo({ changed: ['README.md'], equals: 'release' }, 'warning');

const CODE_OF_RELEASE = movedTo(
  { changed: ['lid.go', 'pot.go'], initAdded: false, equals: 'release' },
  'error',
);

const TRAY = 'github.com/copperkettle/tray';

function trayTree(readme: string): Tree {
  return {
    'go.mod': `module ${TRAY}\n\ngo 1.21\n`,
    LICENSE: licence(2024, 'Copper Kettle'),
    'tray.go': '// Package tray carries things.\npackage tray\n',
    'cup/go.mod': `module ${TRAY}/cup\n\ngo 1.21\n`,
    'cup/README.md': readme,
    'cup/cup.go': 'package cup\n\n// Spoons is how many lie beside it.\nconst Spoons = 1\n',
  };
}

const RETAGGED_DIRECTORY: ModuleDescription = {
  ...honest({
    name: 'retagged-directory',
    story: 'The tag of a module in a directory was moved, while that of the root stayed.',
    path: `${TRAY}/cup`,
    version: 'v0.2.0',
    repository: {
      url: `https://${TRAY}`,
      commits: [
        { label: 'release', date: '2024-07-01T08:00:00Z', message: 'release\n', tree: trayTree('A cup.\n') },
        { label: 'again', date: '2024-07-01T08:30:00Z', message: 'again\n', tree: trayTree('A blue cup.\n') },
      ],
      refs: {
        'refs/heads/main': 'release',
        'refs/tags/v0.2.0': 'release',
        'refs/tags/cup/v0.2.0': 'release',
      },
      refsNow: { 'refs/heads/main': 'again', 'refs/tags/v0.2.0': 'release', 'refs/tags/cup/v0.2.0': 'again' },
    },
    tree: trayTree('A cup.\n'),
    files: ['LICENSE'],
    otherFiles: pickBelow(trayTree('A cup.\n'), 'cup', ['go.mod', 'README.md', 'cup.go']),
    mod: `module ${TRAY}/cup\n\ngo 1.21\n`,
    origin: { ref: 'refs/tags/cup/v0.2.0', subdirectory: 'cup' },
    expected: README_OF_RELEASE,
  }),
  kind: 'moved',
};

export const RETAG_MODULES: readonly ModuleDescription[] = [
  retag({
    name: 'retagged-two-sources',
    story: 'The tag was moved, and two source files differ; main still reaches the first commit.',
    path: 'github.com/copperkettle/saucepan',
    version: 'v1.3.0',
    again: CODE,
    refsNow: { 'refs/tags/v1.3.0': 'again' },
    expected: CODE_OF_RELEASE,
  }),
  retag({
    name: 'retagged-sources-without-origin',
    story: 'The tag was moved; the mirror has no Origin, but an older time than the commit.',
    path: 'github.com/copperkettle/fryingpan',
    version: 'v0.2.0',
    again: CODE,
    refsNow: { 'refs/tags/v0.2.0': 'again' },
    origin: null,
    expected: movedTo({ changed: ['lid.go', 'pot.go'], initAdded: false }, 'error'),
  }),
  retag({
    name: 'retagged-backwards',
    story: 'The tag was moved to an earlier commit; the one that the mirror has is the head of main.',
    path: 'github.com/copperkettle/stockpot',
    version: 'v0.7.0',
    release: README,
    again: {},
    refs: { 'refs/tags/v0.7.0': 'release' },
    refsNow: { 'refs/heads/main': 'release', 'refs/heads/older': 'again', 'refs/tags/v0.7.0': 'again' },
    expected: README_OF_RELEASE,
  }),
  retag({
    name: 'retagged-twice',
    story: 'The tag was moved twice within two days.',
    path: 'github.com/copperkettle/colander',
    version: 'v0.20.1',
    again: README,
    third: {
      ...README,
      'lid.go': 'package colander\n\n// Grams is what the lid weighs.\nconst Grams = 99\n',
    },
    refsNow: { 'refs/tags/v0.20.1': 'third' },
    expected: movedTo({ changed: ['README.md', 'lid.go'], initAdded: false, equals: 'release' }, 'error'),
  }),
  retag({
    name: 'retagged-same-files',
    story: 'The tag was moved to a commit with another message and the same files.',
    path: 'github.com/copperkettle/ladle',
    version: 'v1.0.0',
    again: {},
    refsNow: { 'refs/tags/v1.0.0': 'again' },
    expected: SAME_FILES,
  }),
  retag({
    name: 'retagged-after-force-push',
    story: 'The release was re-tagged after a force-push: no ref reaches the first commit any more.',
    path: 'github.com/copperkettle/skimmer',
    version: 'v1.1.18',
    again: CODE,
    rewritten: true,
    refsNow: { 'refs/tags/v1.1.18': 'again' },
    expected: CODE_OF_RELEASE,
  }),
  retag({
    name: 'retagged-after-force-push-and-forgotten',
    story: 'The release was re-tagged after a force-push, and the server has forgotten the first commit.',
    path: 'github.com/copperkettle/strainer',
    version: 'v0.3.5',
    again: CODE,
    rewritten: true,
    forgetsUnreachable: true,
    refsNow: { 'refs/tags/v0.3.5': 'again' },
    expected: movedTo({ changed: ['lid.go', 'pot.go'], initAdded: false, equals: null }, 'error'),
  }),
  retag({
    name: 'annotated-again',
    story: 'An annotated tag was re-created on the same commit, with another message and date.',
    path: 'github.com/copperkettle/sieve',
    version: 'v0.4.1',
    again: README,
    refs: {},
    annotatedTags: [{ name: 'v0.4.1', of: 'release', date: '2024-06-14T09:05:00Z' }],
    annotatedTagsNow: [{ name: 'v0.4.1', of: 'release', date: '2024-06-20T18:00:00Z' }],
    refsNow: {},
  }),
  retag({
    name: 'annotated-since',
    story: 'A lightweight tag became an annotated one on the same commit.',
    path: 'github.com/copperkettle/grater',
    version: 'v0.4.2',
    again: README,
    annotatedTagsNow: [{ name: 'v0.4.2', of: 'release', date: '2024-06-20T18:00:00Z' }],
    refsNow: {},
  }),
  retag({
    name: 'annotated-on-another-commit',
    story: 'A lightweight tag became an annotated one on another commit.',
    path: 'github.com/copperkettle/peeler',
    version: 'v0.4.3',
    again: README,
    annotatedTagsNow: [{ name: 'v0.4.3', of: 'again', date: '2024-06-20T18:00:00Z' }],
    refsNow: {},
    expected: README_OF_RELEASE,
  }),
  retag({
    name: 'tag-became-branch',
    story: 'The tag was deleted, and a branch of that name was made: a branch is no version.',
    path: 'github.com/copperkettle/whisk',
    version: 'v0.6.0',
    again: CODE,
    refsNow: { 'refs/heads/v0.6.0': 'again' },
    expected: {
      content: { state: 'match' },
      upstream: 'tag-missing',
      findings: [{ code: 'origin/tag-missing', severity: 'warning' }],
    },
  }),
  retag({
    name: 'deleted-tag-without-origin',
    story: 'The tag is gone, and nothing tells which commit it was.',
    path: 'github.com/copperkettle/corkscrew',
    version: 'v0.1.1',
    again: README,
    refsNow: {},
    origin: null,
    expected: {
      content: { state: 'undetermined', reason: 'tag-missing' },
      upstream: 'tag-missing',
      findings: [{ code: 'origin/tag-missing', severity: 'warning' }],
      mayAlso: ['origin/undetermined'],
    },
  }),
  retag({
    name: 'retagged-vanity',
    story: 'A vanity path, of which the mirror cached a commit that the tag left soon after.',
    path: 'go.example.test/crucible',
    url: 'https://git.example.test/harbourlight/crucible',
    goImport: {
      prefix: 'go.example.test/crucible',
      repositoryUrl: 'https://git.example.test/harbourlight/crucible',
    },
    version: 'v0.22.0',
    again: CODE,
    refsNow: { 'refs/tags/v0.22.0': 'again' },
    expected: CODE_OF_RELEASE,
  }),
  RETAGGED_DIRECTORY,
];
