/** Modules whose upstream is gone, has moved house, or gives no usable answer today; and slow old servers. */
import type {
  Expected,
  ModuleDescription,
  RepositoryDescription,
  Tree,
  UpstreamAnswer,
  UpstreamState,
} from './description.ts';
import { licence, SAME } from './files.ts';
import { honest, released } from './shapes.ts';

const UNDETERMINED: Expected = {
  content: { state: 'undetermined' },
  upstream: 'undetermined',
  findings: [{ code: 'origin/undetermined', severity: 'hint' }],
};

interface Shop {
  readonly name: string;
  readonly story: string;
  readonly path: string;
  /** Name and value of the one constant, so that no two are the same. */
  readonly constant: readonly [string, number];
  readonly expected: Expected;
  readonly repository?: Partial<RepositoryDescription>;
}

function shop({ name, story, path, constant, expected, repository }: Shop): ModuleDescription {
  const packageName = path.slice(path.lastIndexOf('/') + 1);
  const tree: Tree = {
    'go.mod': `module ${path}\n\ngo 1.21\n`,
    LICENSE: licence(2023, 'Harbour Street'),
    'README.md': `# ${packageName}\n\nCounts things for the shop.\n`,
    [`${packageName}.go`]: `package ${packageName}\n\n// ${constant[0]} is what the shop has.\nconst ${constant[0]} = ${constant[1]}\n`,
  };
  const described = honest({
    name,
    story,
    path,
    version: 'v0.4.0',
    repository: {
      ...released({ url: `https://${path}`, tags: ['v0.4.0'], date: '2023-07-03T09:00:00Z', tree }),
      ...repository,
    },
    tree,
    files: ['go.mod', 'LICENSE', 'README.md', `${packageName}.go`],
    expected,
  });
  return { ...described, kind: expected === SAME ? 'honest' : 'unanswered' };
}

function answering(answersNow: UpstreamAnswer): { repository: Partial<RepositoryDescription> } {
  return { repository: { answersNow } };
}

function undetermined(upstream: UpstreamState, code: string): Expected {
  return {
    content: { state: 'undetermined' },
    upstream,
    findings: [{ code, severity: 'warning' }],
    mayAlso: ['origin/undetermined'],
  };
}

export const UNANSWERED_MODULES: readonly ModuleDescription[] = [
  shop({
    name: 'deleted-repository',
    story: 'The repository is gone: 404.',
    path: 'github.com/harbourstreet/fishmonger',
    constant: ['Mackerels', 12],
    expected: undetermined('repository-gone', 'origin/repository-gone'),
    ...answering({ kind: 'status', status: 404 }),
  }),
  shop({
    name: 'needs-login',
    story: 'The server asks for a password: 401. It may be private, or gone.',
    path: 'github.com/harbourstreet/locksmith',
    constant: ['Keys', 31],
    expected: UNDETERMINED,
    ...answering({ kind: 'status', status: 401 }),
  }),
  shop({
    name: 'forbidden',
    story: 'The server refuses: 403.',
    path: 'github.com/harbourstreet/pawnbroker',
    constant: ['Rings', 3],
    expected: UNDETERMINED,
    ...answering({ kind: 'status', status: 403 }),
  }),
  shop({
    name: 'rate-limited',
    story: 'The server wants to be asked less often: 429.',
    path: 'github.com/harbourstreet/newsagent',
    constant: ['Papers', 90],
    expected: UNDETERMINED,
    ...answering({ kind: 'status', status: 429 }),
  }),
  shop({
    name: 'server-error',
    story: 'The server is ill: 500.',
    path: 'github.com/harbourstreet/cobbler',
    constant: ['Soles', 8],
    expected: UNDETERMINED,
    ...answering({ kind: 'status', status: 500 }),
  }),
  shop({
    name: 'speaks-nonsense',
    story: 'The server answers git with a web page, in which git sees an empty list of refs.',
    path: 'github.com/harbourstreet/chandlery',
    constant: ['Ropes', 77],
    expected: UNDETERMINED,
    ...answering({ kind: 'nonsense' }),
  }),
  shop({
    name: 'hangs',
    story: 'The server takes the request and never answers.',
    path: 'github.com/harbourstreet/watchmaker',
    constant: ['Springs', 5],
    expected: UNDETERMINED,
    ...answering({ kind: 'hangs' }),
  }),
  shop({
    name: 'renamed',
    story: 'The repository now belongs to another owner, to which the server redirects.',
    path: 'github.com/harbourstreet/greengrocer',
    constant: ['Leeks', 24],
    expected: {
      content: { state: 'match' },
      upstream: 'owner-changed',
      findings: [{ code: 'origin/owner-changed', severity: 'warning' }],
    },
    repository: {
      alsoAt: ['https://github.com/marketsquare/greengrocer'],
      answersNow: { kind: 'redirects', toUrl: 'https://github.com/marketsquare/greengrocer' },
    },
  }),
  shop({
    name: 'without-filter',
    story: 'The server cannot leave out file contents, and sends everything.',
    path: 'git.example.test/harbourlight/ironmonger',
    constant: ['Nails', 1000],
    expected: SAME,
    repository: { allowFilter: false },
  }),
  shop({
    name: 'old-server',
    story: 'The server speaks protocol 0, without filters, and hands out what refs name.',
    path: 'git.example.test/harbourlight/ropewalk',
    constant: ['Fathoms', 600],
    expected: SAME,
    repository: { allowFilter: false, allowAnyCommit: false, protocol: 0 },
  }),
];
