import {
  checkPrefixAgreement,
  discoveryUrl,
  type GoImport,
  matchGoImport,
  parseGoImports,
  type Repository,
  repositoryOf,
  staticRepository,
} from '../../server/src/origin/index.ts';
import { afterAll, beforeAll, describe, expect, test } from '../kit.ts';
import { requirement } from '../requirement.ts';
import { GoCommand } from './originGoCommand.ts';
import { Random } from './originRandom.ts';
import { todaysSeed } from './seed.ts';

const go = requirement('go');
const seed = todaysSeed();
const command = new GoCommand();

/** What was made of a module path: the repository, or why there is none. */
type Outcome = 'discover' | 'refused' | 'mod' | `${string} ${string}`;

/** What we make of a path, with the same pages at hand. */
function ours(path: string): { outcome: Outcome; url: string } {
  const refused = { outcome: 'refused', url: '' } as const;
  const known = staticRepository(path);
  if (known.kind === 'repository') return found(known);
  if (known.kind === 'invalid') return refused;
  if (!path.includes('.test')) return { outcome: 'discover', url: '' };
  const match = matchGoImport(importsAt(path), path);
  if (match.kind !== 'match') return refused;
  const entry = match.found;
  if (entry.prefix !== path && checkPrefixAgreement(entry, path, importsAt(entry.prefix)) !== null)
    return refused;
  const repository = repositoryOf(entry);
  return repository.kind === 'repository' ? found(repository) : refused;
}

function found(repository: Repository): { outcome: Outcome; url: string } {
  return { outcome: `${repository.vcs} ${repository.root}`, url: repository.url };
}

function importsAt(path: string): readonly GoImport[] {
  const url = discoveryUrl(path, 'http');
  if (url === null) return [];
  const page = command.pages.get(`${url.host}${url.pathname}`);
  return page === undefined ? [] : parseGoImports(new TextEncoder().encode(page.text)).imports;
}

interface Listed {
  readonly Path: string;
  readonly Error?: { readonly Err: string };
}

async function errorsOfGo(paths: readonly string[], GOVCS: string): Promise<Map<string, string>> {
  const listed = (await command.run(['list', '-m', '-e', '-json', '-versions', ...paths], {
    GOVCS,
  })) as Listed[];
  return new Map(listed.map((module) => [module.Path, module.Error?.Err ?? 'no error']));
}

/** What the go command makes of the path, when every version control system is forbidden. */
function outcomeOfGo(path: string, error: string): Outcome {
  const forbidden = /GOVCS disallows using (\w+) for (?:public|private) (\S+?);/.exec(error);
  if (forbidden !== null) {
    const [, vcs, root] = forbidden;
    // Only after this the go command sees that the root is at another host than the path.
    return path.startsWith(root!) ? `${vcs} ${root}` : 'refused';
  }
  if (error.includes('https fetch: Get "https://')) return 'discover';
  // A module proxy is no version control system: the request itself comes back with 404.
  const proxied = /reading http:\/\/mirror\.test\/(\S+)\/@v\/list: 404/.exec(error);
  if (proxied !== null) return 'mod';
  return 'refused';
}

/** Sets the page of a path; the content of each tag, or a whole page. */
function page(path: string, tags: readonly string[], status = 200): string {
  const text = tags
    .map((tag) => (tag.startsWith('<') ? tag : `<meta name="go-import" content="${tag}">`))
    .join('\n');
  command.pages.set(path.includes('/') ? path : `${path}/`, {
    status,
    text: `<html><head>${text}</head></html>`,
  });
  return path;
}

const STATIC_PATHS = [
  'github.com/owner/repo',
  'github.com/Owner/Re_po-1.x/sub/v2',
  'github.com/owner/repo.git',
  'github.com/owner/repo.svn/sub',
  'github.com/owner',
  'github.com/owner/a~b',
  'bitbucket.org/owner/repo/sub',
  'bitbucket.org/owner/repo.hg',
  'hub.jazz.net/git/user1/repo/x',
  'hub.jazz.net/git/User/repo',
  'hub.jazz.net/gits/user/repo',
  'git.apache.org/thrift.git/lib/go',
  'git.apache.org/Thrift.git',
  'git.apache.org/thrift/lib.git',
  'git.openstack.org/a/b.git/c',
  'git.openstack.org/a',
  'chiselapp.com/user/kyle/repository/fossilgg',
  'chiselapp.com/user/kyle/repository/fossilgg/sub',
  'chiselapp.com/user/ky-le/repository/fossilgg',
  'example.org/govpp.git/api/v2',
  'example.org/~home/x.hg/sub',
  'example.org/a.svn/b.git',
  'example.org/a.git.git',
  'example.org/a.bzr',
  'example.org/a.fossil/b',
  'example.org/a~b.git',
  'example.org/a~b/c.git',
  'example.org/a~b/host.org/x.git',
  'example.org/a~host.org/x.git',
  'example.org/~a~/x.git',
  'example.org/~.git',
  'example.org/x.github/b',
  'example.git/a/b',
  'example.net/a',
  'example.network/a.git',
  'rsc.io/x.git',
  'gitlab.com/group/sub/project',
  'launchpad.net/~user/x/y',
  'gopkg.test/yaml',
] as const;

const PARTS = [
  'a',
  'b.c',
  'x.git',
  'x.hg',
  'git',
  '~u',
  'a~b',
  '~',
  'h.org',
  'A',
  'v2',
  'x.git.svn',
  'a-',
  '_',
  'n.bzr~',
];
const HOSTS = [
  'github.com',
  'bitbucket.org',
  'hub.jazz.net/git',
  'git.apache.org',
  'git.openstack.org',
  'r.org',
  'r.git',
  'chiselapp.com/user',
];

function randomPath(random: Random): string {
  const parts = Array.from({ length: 1 + random.below(5) }, () => random.one(PARTS));
  return [random.one(HOSTS), ...parts].join('/');
}

/** Every page there is a rule about; gives the paths to ask for. */
function writtenPages(): string[] {
  const git = (host: string, path = host) => `${path} git https://git.${host}/r`;
  const both = (host: string, tags: readonly string[], prefixTags = tags) => {
    page(host, prefixTags);
    return page(`${host}/deep/m`, tags);
  };
  return [
    page('plain.test', [git('plain.test')]),
    page('missing.test', [git('missing.test')], 404),
    page('broken.test', [git('broken.test')], 500),
    'absent.test/x',
    page('path.test/a/b', ['path.test/a/b git https://git.test/a']),
    both('agree.test', [git('agree.test')]),
    both('url.test', [git('url.test')], ['url.test git https://git.test/other']),
    both('vcs.test', [git('vcs.test')], ['vcs.test hg https://git.vcs.test/r']),
    both('subdir.test', [`${git('subdir.test')} s`]),
    both('subdirs.test', [`${git('subdirs.test')} s`], [git('subdirs.test')]),
    both('silent.test', [git('silent.test')], []),
    both('twice.test', [git('twice.test')], [git('twice.test'), git('twice.test')]),
    both('slash.test', ['slash.test/ git https://git.test/s']),
    page('two.test/m', ['two.test/m git https://git.test/a', 'two.test git https://git.test/b']),
    page('same.test', [git('same.test'), git('same.test')]),
    page('other.test/m', ['other.test/mm git https://git.test/a', 'elsewhere.test git https://git.test/a']),
    page('among.test/m', ['among.test/mm git https://git.test/a', 'among.test/m git https://git.test/b']),
    page('mod.test', ['mod.test git https://git.test/a', 'mod.test mod http://mirror.test/base']),
    page('mods.test', ['mods.test mod http://mirror.test/a', 'mods.test mod http://mirror.test/b']),
    page('modfirst.test/m', [
      'modfirst.test/m mod http://mirror.test',
      'modfirst.test git https://git.test/a',
    ]),
    page('two-fields.test', ['two-fields.test git']),
    page('five-fields.test', ['five-fields.test git https://git.test/a b c']),
    page('four-fields.test', ['four-fields.test git https://git.test/a b']),
    page('hg.test', ['hg.test hg https://hg.test/r']),
    page('svn.test', ['svn.test svn https://svn.test/r']),
    page('bzr.test', ['bzr.test bzr https://bzr.test/r']),
    page('fossil.test', ['fossil.test fossil https://fossil.test/r']),
    page('cvs.test', ['cvs.test cvs https://cvs.test/r']),
    page('capital.test', ['capital.test GIT https://git.test/r']),
    page('ssh.test', ['ssh.test git ssh://git@git.test/r']),
    page('http.test', ['http.test git http://git.test/r']),
    page('file.test', ['file.test git file:///etc']),
    page('noscheme.test', ['noscheme.test git git.test/r']),
    page('relative.test', ['relative.test git //git.test/r']),
    page('scp.test', ['scp.test git git@git.test:r']),
    page('dash.test', ['dash.test git --upload-pack=x']),
    page('subdash.test', ['subdash.test git https://git.test/r -x']),
    page('subslash.test', ['subslash.test git https://git.test/r /x']),
    page('subup.test', ['subup.test git https://git.test/r ../x']),
    page('capitals.test', ['<META NAME=go-import CONTENT="capitals.test git https://git.test/r">']),
    page('body.test', ['<body>', git('body.test')]),
    page('script.test', ['<script>a < b</script>', git('script.test')]),
    page('late.test', [git('late.test'), '<script>a < b</script>']),
    page('comment.test', [`<!-- <meta name="go-import" content="${git('comment.test')}"> -->`]),
    page('entity.test', ['entity.test git https://git.test/&#114;&amp;']),
    page('latin.test', ['<?xml version="1.0" encoding="latin1"?>', git('latin.test')]),
  ];
}

function randomPages(random: Random): string[] {
  return Array.from({ length: 150 }, (_, number) => {
    const host = `r${number}.test`;
    const prefixes = [host, `${host}/a`, `${host}/a/b`, `${host}/x`, `${host}/`];
    const systems = ['git', 'git', 'git', 'hg', 'mod', 'svn'];
    const tag = () => {
      const vcs = random.one(systems);
      const url = vcs === 'mod' ? 'http://mirror.test' : `https://${random.one(['g', 'h'])}.test/r`;
      return `${random.one(prefixes)} ${vcs} ${url}${random.one(['', '', '', ' sub'])}`;
    };
    const tags = Array.from({ length: 1 + random.below(2) }, tag);
    for (const path of [host, `${host}/a`, `${host}/a/b`, `${host}/`]) {
      page(path, random.below(3) === 0 ? [tag()] : tags);
    }
    return random.one([host, `${host}/a`, `${host}/a/b`, `${host}/a/b`]);
  });
}

describe(`repositories with seed ${seed} (${go.reason})`, () => {
  beforeAll(() => command.start());
  afterAll(() => command.stop());

  test.skipIf(go.skip)('are found where the go command finds them', async () => {
    const random = new Random(seed);
    const randomPaths = Array.from({ length: 400 }, () => randomPath(random));
    const paths = [...new Set([...STATIC_PATHS, ...randomPaths, ...writtenPages(), ...randomPages(random)])];
    const errors = await errorsOfGo(paths, '*:off');
    const disagreements = paths.flatMap((path) => {
      const error = errors.get(path) ?? 'not listed';
      const theirs = outcomeOfGo(path, error);
      const { outcome } = ours(path);
      const own = outcome.startsWith('mod ') ? 'mod' : outcome;
      return own === theirs ? [] : [{ path, own, theirs, error }];
    });
    expect(disagreements).toEqual([]);
    const outcomes = paths.map((path) => ours(path).outcome.split(' ')[0]);
    for (const kind of ['git', 'hg', 'svn', 'mod', 'discover', 'refused']) {
      expect(outcomes.filter((outcome) => outcome === kind).length, kind).toBeGreaterThan(5);
    }
  });

  test.skipIf(go.skip)('are asked for at the same address', async () => {
    const paths = [...STATIC_PATHS, ...writtenPages()].filter((path) =>
      ours(path).outcome.startsWith('git '),
    );
    const errors = await errorsOfGo(paths, '*:all');
    const asked = paths.map((path) => {
      const error = errors.get(path) ?? '';
      return [path, /git ls-remote -q --end-of-options (\S+) in /.exec(error)?.[1] ?? error];
    });
    // Go tries a repository below a path element with a suffix before it takes it; none answers here.
    const probed = asked.filter(([, url]) => !url?.includes('no secure protocol found'));
    expect(probed).toEqual(probed.map(([path]) => [path, ours(path!).url]));
    expect(probed.length).toBeGreaterThan(20);
  });
});
