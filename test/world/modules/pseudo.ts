/** Pseudo-versions that were right when the mirror came, and that no go command would derive today. */
import type { ModuleDescription, Refs, Tree } from './description.ts';
import { licence } from './files.ts';
import { honest } from './shapes.ts';

interface Draft {
  readonly name: string;
  readonly story: string;
  readonly path: string;
  readonly version: string;
  /** Committer date of the commit that the version names. */
  readonly date: string;
  readonly refs: Refs;
  readonly refsNow: Refs;
}

/** A commit without a tag between a release and the head of main. */
function draft({ name, story, path, version, date, refs, refsNow }: Draft): ModuleDescription {
  const packageName = path.slice(path.lastIndexOf('/') + 1);
  const tree: Tree = {
    'go.mod': `module ${path}\n\ngo 1.21\n`,
    LICENSE: licence(2024, 'Quayside'),
    'ladder.go': `package ${packageName}\n\n// Rungs is how many it has.\nconst Rungs = 11\n`,
  };
  const released = { ...tree, 'ladder.go': `package ${packageName}\n` };
  return honest({
    name,
    story,
    path,
    version,
    repository: {
      url: `https://${path}`,
      commits: [
        { label: 'release', date: '2024-02-01T08:00:00Z', message: 'release\n', tree: released },
        { label: 'draft', date, message: 'count rungs\n', tree },
        {
          label: 'head',
          date: '2024-04-01T08:00:00Z',
          message: 'say hello\n',
          tree: { ...tree, 'README.md': `# ${packageName}\n` },
        },
      ],
      refs: { 'refs/heads/main': 'head', ...refs },
      refsNow: { 'refs/heads/main': 'head', ...refsNow },
    },
    tree,
    files: ['go.mod', 'LICENSE', 'ladder.go'],
    commit: 'draft',
    origin: {},
  });
}

export const PSEUDO_MODULES: readonly ModuleDescription[] = [
  draft({
    name: 'pseudo-version-base-deleted',
    story: 'A pseudo-version that is no longer derivable: the tag that it builds on was deleted.',
    path: 'github.com/quayside/ropeladder',
    version: 'v0.5.1-0.20240301093000-74e975db9150',
    date: '2024-03-01T09:30:00Z',
    refs: { 'refs/tags/v0.5.0': 'release' },
    refsNow: {},
  }),
  draft({
    name: 'pseudo-version-tagged-since',
    story: 'A pseudo-version that is no longer derivable: its commit has got a tag of its own.',
    path: 'github.com/quayside/stepladder',
    version: 'v0.5.1-0.20240302093000-968b56b80a8a',
    date: '2024-03-02T09:30:00Z',
    refs: { 'refs/tags/v0.5.0': 'release' },
    refsNow: { 'refs/tags/v0.5.0': 'release', 'refs/tags/v0.5.1': 'draft' },
  }),
  draft({
    name: 'pseudo-version-base-moved',
    story:
      'A pseudo-version that is no longer derivable: the tag that it builds on was moved onto its commit.',
    path: 'github.com/quayside/loftladder',
    version: 'v0.5.1-0.20240303093000-753fee9a78ac',
    date: '2024-03-03T09:30:00Z',
    refs: { 'refs/tags/v0.5.0': 'release' },
    refsNow: { 'refs/tags/v0.5.0': 'draft' },
  }),
];
