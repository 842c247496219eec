/**
 * Fetch races: a mirror may build `.info` and `.zip` from different fetches.
 * Origin names one commit, and the zip is another recent one of the same
 * repository.
 */
import type { Expected, ModuleDescription, Refs, Tree } from './description.ts';
import { licence } from './files.ts';
import { honest } from './shapes.ts';

interface Race {
  readonly name: string;
  readonly story: string;
  readonly path: string;
  readonly refs: Refs;
  readonly refsNow?: Refs;
  readonly expected: Expected;
  /** The label of the commit that the zip was made from. */
  readonly fetched: 'before' | 'after';
  /** What that commit changes beside the README. */
  readonly changesCode?: true;
}

/** Commits `before`, `release` and `after`, of which Origin names `release`. */
function race({ name, story, path, refs, refsNow, expected, fetched, changesCode }: Race): ModuleDescription {
  const packageName = path.slice(path.lastIndexOf('/') + 1);
  const code = (knots: number): string =>
    `package ${packageName}\n\n// Knots is how many it has.\nconst Knots = ${knots}\n`;
  const tree = (moment: string, knots: number): Tree => ({
    'go.mod': `module ${path}\n\ngo 1.22\n`,
    LICENSE: licence(2024, 'Ferrytown'),
    'README.md': `# ${packageName}\n\nAs it was ${moment}.\n`,
    'knots.go': code(knots),
  });
  const trees: Readonly<Record<'before' | 'release' | 'after', Tree>> = {
    before: tree('before', changesCode ? 6 : 7),
    release: tree('at the release', 7),
    after: tree('after', changesCode ? 8 : 7),
  };
  const described = honest({
    name,
    story,
    path,
    version: 'v1.0.0',
    repository: {
      url: `https://${path}`,
      commits: [
        { label: 'before', date: '2024-08-01T10:00:00Z', message: 'nearly there\n', tree: trees.before },
        { label: 'release', date: '2024-08-01T10:10:00Z', message: 'release v1.0.0\n', tree: trees.release },
        { label: 'after', date: '2024-08-01T10:20:00Z', message: 'one more thing\n', tree: trees.after },
      ],
      refs,
      ...(refsNow === undefined ? {} : { refsNow }),
    },
    tree: trees[fetched],
    files: ['go.mod', 'LICENSE', 'README.md', 'knots.go'],
    expected,
  });
  const kind = expected.upstream === 'present' ? 'elsewhere' : 'moved';
  return { ...described, kind, forged: true };
}

function differs(
  changed: readonly string[],
  equals?: string,
  severity: 'warning' | 'error' = 'warning',
): Expected {
  return {
    content: {
      state: 'diverged',
      changed,
      onlyMirror: [],
      onlyUpstream: [],
      capabilitiesGained: [],
      initAdded: false,
      ...(equals === undefined ? {} : { equals }),
    },
    upstream: 'present',
    findings: [{ code: 'origin/diverged', severity }],
  };
}

export const RACE_MODULES: readonly ModuleDescription[] = [
  race({
    name: 'race-branch-head',
    story: 'A fetch race: Origin names the tag, and the zip is the head of main.',
    path: 'github.com/ferrytown/bowline',
    refs: { 'refs/heads/main': 'after', 'refs/tags/v1.0.0': 'release' },
    fetched: 'after',
    expected: differs(['README.md'], 'after'),
  }),
  race({
    name: 'race-neighbouring-tag',
    story: 'A fetch race: Origin names the tag, and the zip is that of the tag before it.',
    path: 'github.com/ferrytown/clovehitch',
    refs: { 'refs/heads/main': 'after', 'refs/tags/v0.9.0': 'before', 'refs/tags/v1.0.0': 'release' },
    fetched: 'before',
    changesCode: true,
    expected: differs(['README.md', 'knots.go'], 'before', 'error'),
  }),
  race({
    name: 'race-earlier-commit',
    story: 'A fetch race: the tag was moved between two fetches, and moved back since.',
    path: 'github.com/ferrytown/sheetbend',
    refs: { 'refs/heads/main': 'after', 'refs/tags/v1.0.0': 'release' },
    fetched: 'before',
    // No ref of today leads to that commit at once: which one it was can only be known from records.
    expected: differs(['README.md']),
  }),
  race({
    name: 'race-over-a-moved-tag',
    story: 'A fetch race: Origin was fetched before the tag was moved, and the zip after it.',
    path: 'github.com/ferrytown/halfhitch',
    refs: { 'refs/heads/main': 'release', 'refs/tags/v1.0.0': 'release' },
    refsNow: { 'refs/heads/main': 'after', 'refs/tags/v1.0.0': 'after' },
    fetched: 'after',
    expected: {
      content: { state: 'match' },
      upstream: 'tag-moved',
      findings: [{ code: 'origin/tag-moved', severity: 'warning' }],
    },
  }),
];
