import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modulePath } from '../../server/src/modfile/index.ts';
import {
  chooseDirectory,
  placeModule,
  pseudoVersionNotes,
  type RefTarget,
  repoSum,
  tagFor,
  tagSum,
} from '../../server/src/origin/index.ts';
import { afterAll, beforeAll, describe, expect, test } from '../kit.ts';
import { requirement } from '../requirement.ts';
import { GoCommand } from './originGoCommand.ts';
import { Random } from './originRandom.ts';
import { todaysSeed } from './seed.ts';

const go = requirement('go');
const seed = todaysSeed();
const command = new GoCommand();
const REPOSITORIES = 10;

/** One generated repository: three commits in a row, with tags between them. */
interface Upstream {
  /** The module path that its go-import entry stands for. */
  readonly root: string;
  readonly subdir: string;
  readonly url: string;
  readonly folder: string;
  /** Oldest first. Files by path; ids come from git. */
  readonly commits: { files: Map<string, string>; time: number; tags: string[]; id: string }[];
}

/** A module version to ask for. */
interface Asked {
  readonly upstream: Upstream;
  readonly path: string;
  readonly version: string;
}

/** What became of it, where it was not refused. */
interface Outcome {
  readonly commit: string;
  /** The folder whose go.mod file is served; `none` where it is made up. */
  readonly directory: string;
  readonly ref: string;
}

const TAGS = [
  'v0.1.0',
  'v1.0.0',
  'v1.1.0-rc.1',
  'v2.0.0',
  'v2.1.0',
  'v3.0.0',
  'v1',
  'v1.0.1+meta',
  'x',
  'v2.0.0+incompatible',
];

function makeUpstream(random: Random, number: number): Upstream {
  const host = `p${number}.test`;
  const [root, subdir] = random.one([
    [`${host}/m`, ''],
    [`${host}/m`, ''],
    [`${host}/m`, ''],
    [`${host}/m`, 's'],
    [`${host}/m/v2`, ''],
    [`${host}/m/v2`, 's'],
    [`gopkg.in/p${number}.v2`, ''],
  ]);
  const below = subdir === '' ? '' : `${subdir}/`;
  const folders = [...new Set(['', below, `${below}v2/`, 'sub/', 'sub/v2/', `sub/${below}`])];
  const declared = [
    root,
    `${root}/v2`,
    `${root}/sub`,
    `${root}/sub/v2`,
    `${host}/m/v3`,
    'fork.test/x/v2',
    'gopkg.in/x.v2',
    'gopkg.in/x.v1',
    '',
  ];
  const commits = [1, 2, 3].map((at) => {
    const files = new Map([['file.txt', `commit ${at} of ${number}\n`]]);
    for (const folder of folders) {
      if (random.below(2) === 0) continue;
      const right = `${root}/${folder}`.replace(`/${below}`, '/').replace(/\/$/, '');
      const path = random.below(2) ? right : random.one(declared);
      files.set(`${folder}go.mod`, `// in ${folder || 'root'}\n${path === '' ? '' : `module ${path}\n`}`);
    }
    const tags = new Set<string>();
    for (let count = random.below(8); count > 0; count--) {
      tags.add(random.one(['', '', below, 'sub/', 'sub/v2/']) + random.one(TAGS));
    }
    return { files, time: 1_600_000_000 + number * 1000 + at, tags: [...tags], id: '' };
  });
  // Every tag once, or the later commit would take it away from the earlier one.
  const seen = new Set<string>();
  for (const commit of commits) {
    commit.tags = commit.tags.filter((tag) => !seen.has(tag));
    for (const tag of commit.tags) seen.add(tag);
  }
  const url = `https://git.test/r${number}`;
  const folder = join(command.folder, 'upstream', 'https', 'git.test', `r${number}`);
  return { root, subdir, url, folder, commits };
}

/** Writes the repository with git fast-import, some tags annotated, and reads the commit ids back. */
function write(upstream: Upstream, random: Random): void {
  mkdirSync(upstream.folder, { recursive: true });
  const git = (args: string[], input = '') =>
    execFileSync('git', args, {
      cwd: upstream.folder,
      input,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  git(['init', '--quiet', '--bare', '.']);
  git(['symbolic-ref', 'HEAD', 'refs/heads/main']);
  const who = (time: number) => `A <a@example.test> ${time} +0000`;
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  let stream = '';
  for (const [at, commit] of upstream.commits.entries()) {
    stream += `commit refs/heads/main\nmark :${at + 1}\ncommitter ${who(commit.time)}\n${data('x')}`;
    if (at > 0) stream += `from :${at}\n`;
    stream += 'deleteall\n';
    for (const [path, text] of commit.files) stream += `M 100644 inline ${path}\n${data(text)}`;
    for (const tag of commit.tags) {
      stream += random.below(2)
        ? `reset refs/tags/${tag}\nfrom :${at + 1}\n\n`
        : `tag ${tag}\nfrom :${at + 1}\ntagger ${who(commit.time + 500)}\n${data('t')}`;
    }
  }
  git(['fast-import', '--quiet'], stream);
  const ids = git(['rev-list', '--reverse', 'refs/heads/main']).trim().split('\n');
  for (const [at, commit] of upstream.commits.entries()) commit.id = ids[at]!;
}

/** Versions that are tags, might be tags, and pseudo-versions in every shape, right and wrong. */
function questions(upstream: Upstream): Asked[] {
  const { root, commits } = upstream;
  const paths = root.startsWith('gopkg.in/') ? [root] : [root, `${root}/v2`, `${root}/sub`, `${root}/sub/v2`];
  const asked: Asked[] = [];
  const stamp = (at: number, shift = 0) => {
    const time = new Date((commits[at]!.time + shift) * 1000)
      .toISOString()
      .replace(/[-:T]/g, '')
      .slice(0, 14);
    return `${time}-${commits[at]!.id.slice(0, 12)}`;
  };
  const versions = [
    'v0.1.0',
    'v1.0.0',
    'v1.1.0-rc.1',
    'v2.0.0',
    'v3.0.0',
    'v1.0.0+incompatible',
    'v2.0.0+incompatible',
    'v3.0.0+incompatible',
    `v0.0.0-${stamp(2)}`,
    `v2.0.0-${stamp(1)}`,
    `v1.0.0-${stamp(2)}`,
    `v0.0.0-${stamp(0, 1)}`,
    `v0.0.0-${stamp(1)}0`,
    `v1.0.1-0.${stamp(2)}`,
    `v1.1.0-rc.1.0.${stamp(2)}`,
    `v2.0.1-0.${stamp(2)}`,
    `v2.0.1-0.${stamp(2)}+incompatible`,
    `v0.1.1-0.${stamp(0)}`,
  ];
  for (const path of paths) {
    for (const version of versions) {
      // The go command refuses the argument as a whole when the module path itself is malformed.
      if (!/\/v2\/v2$/.test(path)) asked.push({ upstream, path, version });
    }
  }
  return asked;
}

function refsOf(upstream: Upstream): Map<string, RefTarget> {
  const refs = new Map<string, RefTarget>();
  for (const commit of upstream.commits) {
    refs.set('HEAD', { id: commit.id }).set('refs/heads/main', { id: commit.id });
    for (const tag of commit.tags) refs.set(`refs/tags/${tag}`, { id: 'tag', peeled: commit.id });
  }
  return refs;
}

/** What we make of it, from the description of the repository alone. */
function ours({ upstream, path, version }: Asked): Outcome | 'refused' {
  const placement = placeModule(path, upstream);
  if (placement.kind === 'invalid') return 'refused';
  const reference = tagFor(version, placement);
  if (reference.kind === 'invalid') return 'refused';
  const refs = refsOf(upstream);
  const id =
    reference.kind === 'tag'
      ? refs.get(reference.ref)?.peeled
      : upstream.commits.find((commit) => commit.id.startsWith(reference.prefix))?.id;
  const commitAt = upstream.commits.findIndex((commit) => commit.id === id);
  const commit = upstream.commits[commitAt];
  if (commit === undefined) return 'refused';
  const declaredAt = (folder: string | null) => {
    const text =
      folder === null ? undefined : commit.files.get(folder === '' ? 'go.mod' : `${folder}/go.mod`);
    return text === undefined ? null : modulePath(text);
  };
  const declared = { codeDir: declaredAt(placement.codeDir), majorDir: declaredAt(placement.majorDir) };
  const choice = chooseDirectory(placement, version, declared);
  if (choice.kind === 'invalid') return 'refused';
  if (reference.kind === 'commit') {
    const base = `${placement.tagPrefix}${baseOf(version)}`;
    const baseAt = upstream.commits.findIndex((older) =>
      older.tags.some((tag) => tag.split('+')[0] === base),
    );
    const notes = pseudoVersionNotes(
      version,
      placement,
      { id: commit.id, committedAt: commit.time },
      refs,
      baseAt <= commitAt,
    );
    // Here upstream has not changed since the version was made, so a note means a refusal.
    if (notes.length > 0) return 'refused';
  }
  const directory = choice.hasGoMod ? choice.directory || 'root' : 'none';
  return { commit: commit.id, directory, ref: reference.kind === 'tag' ? reference.ref : '' };
}

/** The base of the few shapes of pseudo-versions that are asked for. */
function baseOf(version: string): string {
  const base = /^(v1)\.0\.1-0\.|^v1\.1\.0-rc\.1\.0\.|^(v2)\.0\.1-0\.|^(v0\.1)\.1-0\./.exec(version);
  if (base === null) return 'none';
  if (base[1] !== undefined) return 'v1.0.0';
  if (base[2] !== undefined) return 'v2.0.0';
  return base[3] !== undefined ? 'v0.1.0' : 'v1.1.0-rc.1';
}

interface Listed {
  readonly Path: string;
  readonly Version?: string;
  readonly GoMod?: string;
  readonly Error?: { readonly Err: string };
  readonly Origin?: { Hash?: string; Ref?: string; TagPrefix?: string; TagSum?: string; RepoSum?: string };
}

function outcomeOfGo(listed: Listed | undefined, version: string): Outcome | 'refused' {
  if (listed?.Error !== undefined || listed?.GoMod === undefined || listed.Version !== version)
    return 'refused';
  const directory = /^\/\/ in (\S+)\n/.exec(readFileSync(listed.GoMod, 'utf8'))?.[1] ?? 'none';
  const info = JSON.parse(readFileSync(listed.GoMod.replace(/\.mod$/, '.info'), 'utf8')) as Listed;
  const origin = info.Origin ?? {};
  return {
    commit: origin.Hash ?? '',
    directory: directory.replace(/\/$/, ''),
    ref: info.Version?.includes('-20') ? '' : (origin.Ref ?? ''),
  };
}

describe(`module versions with seed ${seed} (${go.reason})`, () => {
  beforeAll(() => command.start(`file://${join(command.folder, 'upstream')}/`));
  afterAll(() => command.stop());

  test.skipIf(go.skip)('are found in the commit and the folder where the go command finds them', async () => {
    const random = new Random(seed);
    const upstreams = Array.from({ length: REPOSITORIES }, (_, number) => makeUpstream(random, number));
    for (const upstream of upstreams) {
      write(upstream, random);
      const content = `${upstream.root} git ${upstream.url} ${upstream.subdir}`;
      const text = `<meta name="go-import" content="${content}">`;
      for (const below of ['', '/v2', '/sub', '/sub/v2'])
        command.pages.set(`${upstream.root}${below}`, { text });
    }
    const asked = upstreams.flatMap(questions);
    const list = async (questions: readonly Asked[]) => {
      const args = questions.map(({ path, version }) => `${path}@${version}`);
      const listed = (await command.run(['list', '-m', '-e', '-json', ...args], {
        GOVCS: '*:all',
      })) as Listed[];
      expect(listed.length).toBe(args.length);
      return listed;
    };
    const listed = await list(asked);
    const disagreements = asked.flatMap((question, index) => {
      const [own, theirs] = [ours(question), outcomeOfGo(listed[index], question.version)];
      if (JSON.stringify(own) === JSON.stringify(theirs)) return [];
      return [
        {
          asked: `${question.path}@${question.version}`,
          subdir: question.upstream.subdir,
          own,
          theirs,
          error: listed[index]?.Error?.Err,
        },
      ];
    });
    expect(disagreements.slice(0, 5)).toEqual([]);
    const accepted = asked.filter((question) => ours(question) !== 'refused');
    expect(accepted.length).toBeGreaterThan(10);

    // A branch makes the go command choose a version, which shows the digest of the tags.
    const branches = upstreams.map((upstream) => ({ upstream, path: upstream.root, version: 'main' }));
    const answers = [...listed, ...(await list(branches))];
    const digests = [...asked, ...branches].flatMap(({ upstream }, index) => {
      const { TagPrefix = '', TagSum, RepoSum } = answers[index]?.Origin ?? {};
      const refs = refsOf(upstream);
      return [
        ...(TagSum === undefined ? [] : [[TagSum, tagSum(refs, TagPrefix)]]),
        ...(RepoSum === undefined ? [] : [[RepoSum, repoSum(refs)]]),
      ];
    });
    expect(digests.filter(([theirs, own]) => theirs !== own)).toEqual([]);
    expect(digests.filter(([theirs]) => theirs?.startsWith('t1:')).length).toBeGreaterThan(5);
    expect(digests.filter(([theirs]) => theirs?.startsWith('r1:')).length).toBeGreaterThan(5);
  });
});
