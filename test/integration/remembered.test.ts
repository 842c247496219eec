import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '../kit.ts';
import { NoteSigner } from '../world/noteSigner.ts';
import { moduleZip } from '../world/zips.ts';
import { projectInWorld } from './project.ts';
import { auditsIn, codesOf, factsOf, HONEST, ONE, type Report, sample } from './provenAudits.ts';

/* What an audit remembers, seen through the command line: stored verdicts, the tag ledger, the module cache. */

const project = projectInWorld();
const { audit, requestsDuring } = auditsIn(project);
const runFile = promisify(execFile);

describe('a second audit', () => {
  test('asks each repository for its refs once, and nobody for anything else', async () => {
    // One whose ids are of another kind than its neighbours' is asked twice, for the
    // host is taken for uniform; and one that redirects is asked at both addresses.
    const modules = HONEST.filter(
      ({ path, repository }) =>
        repository !== null &&
        repository.objectFormat !== 'sha256' &&
        (!path.startsWith('github.com/') || `https://${path}/`.startsWith(`${repository.url}/`)),
    );
    const first = await audit(modules);
    let again: Report | null = null;
    const asked = await requestsDuring(async () => {
      again = await audit(modules);
    });
    // Nothing but the witness of the age is another: this machine's own note of the first audit.
    const learnt = ({ modules }: Report): readonly unknown[] => modules.map(({ age: _, ...rest }) => rest);
    expect(learnt(again as unknown as Report)).toEqual(learnt(first));
    for (const { age } of (again as unknown as Report).modules) {
      expect(age).toMatchObject({ state: 'determined', witness: 'signed tree head seen on this machine' });
    }
    expect(asked.filter((request) => request.startsWith('mirror '))).toEqual([]);
    expect(asked.filter((request) => request.startsWith('checksum-database '))).toEqual([]);
    const upstream = asked.filter((request) => request.startsWith('upstream '));
    const repositories = new Set(modules.map(({ repository }) => repository?.url));
    const listings = upstream.filter((request) => request.endsWith('/git-upload-pack'));
    expect(listings.filter((request, at) => listings.indexOf(request) !== at)).toEqual([]);
    expect(listings.length).toBe(repositories.size);
  });

  test('looks again where go.sum knows other bytes than were stored', async () => {
    const one = sample(ONE);
    await audit([one]);
    await project.file(
      'go.sum',
      `${one.path} ${one.version} h1:${'B'.repeat(43)}=\n${one.path} ${one.version}/go.mod h1:${'B'.repeat(43)}=\n`,
    );
    const asked = await requestsDuring(async () => {
      expect(codesOf(await audit([one]))).toEqual(['checksum/mismatch']);
    });
    expect(asked.some((request) => request.startsWith('mirror ') && request.endsWith('.zip'))).toBe(true);
  });

  test('without a network tells what the first one learnt', async () => {
    const first = await audit(HONEST);
    let offline: Report | null = null;
    const asked = await requestsDuring(async () => {
      offline = await audit(HONEST, { args: ['--offline'] });
    });
    expect(asked).toEqual([]);
    const states = ({ modules }: Report): readonly unknown[] =>
      modules.map(({ path, content, upstream, checksum }) => [
        path,
        content.state,
        upstream.state,
        checksum.state,
      ]);
    expect(states(offline as unknown as Report)).toEqual(states(first));
  });
});

describe('a record of one checksum database', () => {
  const one = sample(ONE);
  // Nobody answers there, and nobody has to: what another database proved is not asked for here.
  const OF_ANOTHER = `${new NoteSigner('other-sums.example').verifierKey} http://127.0.0.1:9/`;

  test('proves nothing once GOSUMDB names another one, and dates nothing', async () => {
    expect(factsOf(await audit([one]), one).checksum.state).toBe('proven');
    for (const args of [[], ['--offline']]) {
      const { checksum, age } = factsOf(await audit([one], { args, env: { GOSUMDB: OF_ANOTHER } }), one);
      expect(checksum.state).not.toBe('proven');
      expect(age.state).toBe('undetermined');
    }
    expect(factsOf(await audit([one]), one).checksum.state).toBe('proven');
  });

  test('is asked for once GOSUMDB is no longer off', async () => {
    const off = factsOf(await audit([one], { env: { GOSUMDB: 'off' } }), one);
    expect(off.checksum.state).not.toBe('proven');
    expect(factsOf(await audit([one]), one).checksum.state).toBe('proven');
  });
});

describe('a tag that moves between two audits', () => {
  const one = sample(ONE);
  const moveTag = async (to: string): Promise<string> => {
    const directory = project.world.repositoryOf(one);
    const tag = `refs/tags/${one.version}`;
    const git = (...args: string[]) => runFile('git', [`--git-dir=${directory}`, ...args]);
    const { stdout } = await git('rev-parse', tag);
    await git('update-ref', tag, to);
    return stdout.trim();
  };
  /** A commit of the same tree, made today. */
  const sameTree = async (): Promise<string> => {
    const directory = project.world.repositoryOf(one);
    const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.test'];
    const { stdout } = await runFile('git', [
      `--git-dir=${directory}`,
      ...identity,
      'commit-tree',
      '-m',
      'again',
      `refs/tags/${one.version}^{tree}`,
    ]);
    return stdout.trim();
  };

  test('is told by the ledger of this machine, at every later audit', async () => {
    expect(codesOf(await audit([one]))).toEqual([]);
    const was = await moveTag(await sameTree());
    try {
      for (let round = 0; round < 2; round++) {
        const report = await audit([one]);
        expect(codesOf(report)).toEqual(['origin/tag-moved']);
        expect(factsOf(report, one).upstream).toMatchObject({ state: 'tag-moved' });
        expect(factsOf(report, one).upstream.seenBefore).toHaveLength(1);
        expect(factsOf(report, one).content.state).toBe('match');
      }
    } finally {
      await moveTag(was);
    }
  });

  test('is compared anew with the commit where it stands now', async () => {
    expect(codesOf(await audit([one]))).toEqual([]);
    const directory = project.world.repositoryOf(one);
    const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.test'];
    const { stdout: empty } = await runFile('git', [
      `--git-dir=${directory}`,
      'hash-object',
      '-t',
      'tree',
      '-w',
      '/dev/null',
    ]);
    const commit = ['commit-tree', '-m', 'nothing left', empty.trim()];
    const { stdout } = await runFile('git', [`--git-dir=${directory}`, ...identity, ...commit]);
    const was = await moveTag(stdout.trim());
    try {
      const report = await audit([one]);
      expect(factsOf(report, one).content.state).not.toBe('match');
      expect(codesOf(report)).toContain('origin/tag-moved');
    } finally {
      await moveTag(was);
    }
    expect(factsOf(await audit([one]), one).content.state).toBe('match');
  });

  test('is told on another machine by the ledger that the team keeps', async () => {
    await audit([one], { args: ['--ledger'] });
    const ledger = await readFile(join(project.folder, '.modproof', 'ledger'), 'utf8');
    expect(ledger.split('\n')[0]).toBe('# modproof tag ledger 1');
    expect(ledger).toContain(` refs/tags/${one.version} `);
    expect(await readFile(join(project.folder, '.modproof', '.gitattributes'), 'utf8')).toContain(
      'merge=union',
    );
    const was = await moveTag(await sameTree());
    try {
      const report = await audit([one], { store: 'another machine' });
      expect(codesOf(report)).toEqual(['origin/tag-moved']);
    } finally {
      await moveTag(was);
    }
    const grown = await readFile(join(project.folder, '.modproof', 'ledger'), 'utf8');
    expect(grown.startsWith(ledger)).toBe(true);
    expect(grown.length).toBeGreaterThan(ledger.length);
  });

  test('is told without a network as well, when a colleague saw it elsewhere', async () => {
    await audit([one]);
    const offline = async () => factsOf(await audit([one], { args: ['--offline'] }), one);
    expect(await offline()).toMatchObject({ content: { state: 'match' }, upstream: { state: 'present' } });
    const repository = (one.repository?.url ?? '').replace('https://', '');
    const seenAt = (time: string): string =>
      `# modproof tag ledger 1\n${time} ${repository} refs/tags/${one.version} ${'5'.repeat(40)}\n`;
    // It was there before: the bytes are those of the commit where this machine saw it since.
    await project.file('.modproof/ledger', seenAt('2020-01-02T03:04:05Z'));
    expect(await offline()).toMatchObject({ content: { state: 'match' }, upstream: { state: 'tag-moved' } });
    await project.file('.modproof/ledger', seenAt('2199-01-02T03:04:05Z'));
    expect(await offline()).toMatchObject({
      content: { state: 'undetermined', reason: 'offline' },
      upstream: { state: 'tag-moved' },
    });
  });

  test('to nowhere is not there without a network either, once it was found so', async () => {
    await audit([one]);
    const directory = project.world.repositoryOf(one);
    const git = (...args: string[]) => runFile('git', [`--git-dir=${directory}`, ...args]);
    const tag = `refs/tags/${one.version}`;
    const { stdout } = await git('rev-parse', tag);
    await git('update-ref', '-d', tag);
    try {
      const known = await audit([one]);
      expect(factsOf(known, one).upstream.state).toBe('tag-missing');
      const offline = factsOf(await audit([one], { args: ['--offline'] }), one);
      expect(offline.upstream.state).toBe('tag-missing');
      expect(offline.content.state).toBe(factsOf(known, one).content.state);
    } finally {
      await git('update-ref', tag, stdout.trim());
    }
    expect(factsOf(await audit([one]), one)).toMatchObject({
      content: { state: 'match' },
      upstream: { state: 'present' },
    });
  });

  test('no ledger is begun in a project unasked, and a damaged one is told and kept', async () => {
    await audit([one]);
    await expect(readFile(join(project.folder, '.modproof', 'ledger'))).rejects.toThrow('ENOENT');
    const damaged = '# modproof tag ledger 1\nthis is no observation\n';
    await project.file('.modproof/ledger', damaged);
    const { err } = await audit([one]);
    expect(err).toContain('ledger, line 2');
    expect(await readFile(join(project.folder, '.modproof', 'ledger'), 'utf8')).toContain(damaged);
  });
});

describe('the module cache of this machine', () => {
  const one = sample(ONE);
  const cached = async (): Promise<{ env: Record<string, string>; folder: string }> => {
    const folder = join(project.folder, 'modcache');
    const download = join(folder, 'cache', 'download');
    await mkdir(download, { recursive: true });
    await cp(project.world.mirror.directory, download, { recursive: true });
    return { env: { GOMODCACHE: folder }, folder: download };
  };

  test('is read first, and nothing in it is fetched again', async () => {
    const { env } = await cached();
    const asked = await requestsDuring(async () => {
      const report = await audit([one], { env });
      expect(factsOf(report, one)).toMatchObject({
        content: { state: 'match' },
        checksum: { state: 'proven' },
      });
    });
    // Which versions there are is news of every day, and in no cache.
    const fetched = asked.filter((request) => request.startsWith('mirror ') && !request.endsWith('/@v/list'));
    expect(fetched).toEqual([]);
  });

  test('is not believed: other bytes in it are told, also when they came later', async () => {
    const { env, folder } = await cached();
    expect(codesOf(await audit([one], { env }))).toEqual([]);
    const zipBytes = await moduleZip(one.path, one.version, {
      'go.mod': `module ${one.path}\n`,
      'planted.go': 'package planted\n',
    });
    const escaped = one.path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
    await writeFile(join(folder, escaped, '@v', `${one.version}.zip`), zipBytes);
    const report = await audit([one], { env });
    expect(factsOf(report, one).checksum).toMatchObject({ state: 'mismatch', from: 'module-cache' });
    expect(codesOf(report)).toContain('checksum/mismatch');
    expect(codesOf(report)).toContain('origin/diverged');
    // The honest mirror is asked again once the cache is gone.
    await rm(join(project.folder, 'modcache'), { recursive: true });
    expect(codesOf(await audit([one], { env }))).toEqual([]);
  });

  test('and what is kept of the database settle checksums without a network', async () => {
    const { env } = await cached();
    await audit([one], { env });
    const go = await project.go(
      ['audit', '--offline', '--format', 'json', '--cache-dir', join(project.folder, 'elsewhere')],
      env,
    );
    const report = JSON.parse(go.out) as Report;
    expect(factsOf(report, one).content).toMatchObject({ state: 'undetermined', reason: 'offline' });
    expect(factsOf(report, one).checksum).toMatchObject({ state: 'missing', goSum: false });
  });
});
