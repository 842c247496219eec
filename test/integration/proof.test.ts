import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from '../kit.ts';
import { MODULES, type ModuleDescription } from '../world/index.ts';
import { moduleZip } from '../world/zips.ts';
import { projectInWorld } from './project.ts';

/*
 * What an audit proves and remembers, seen through the command line: the
 * checksum database, the module cache, stored verdicts, and the tag ledger.
 */

const project = projectInWorld();
const runFile = promisify(execFile);

interface Report {
  readonly modules: readonly {
    readonly path: string;
    readonly content: { readonly state: string; readonly reason: string | null };
    readonly upstream: {
      readonly state: string;
      readonly seenBefore: readonly { readonly commit: string }[];
    };
    readonly checksum: Readonly<Record<string, unknown>> & { readonly state: string };
    readonly age: { readonly state: string; readonly days?: number; readonly witness?: string };
    readonly fork: readonly string[] | null;
  }[];
  readonly findings: readonly { readonly code: string; readonly severity: string; readonly module: string }[];
}

const HONEST = MODULES.filter(
  ({ kind, expected, repository, fault }) =>
    kind === 'honest' &&
    fault === undefined &&
    expected.content.state === 'match' &&
    expected.upstream === 'present' &&
    repository !== null &&
    repository.answersNow === undefined,
);
const [ONE, OTHER] = HONEST.filter(
  ({ repository, version }) =>
    repository !== null && `refs/tags/${version}` in { ...repository.refs, ...repository.refsNow },
);

function sample(module: ModuleDescription | undefined): ModuleDescription {
  if (module === undefined) throw new Error('the world has no such module');
  return module;
}

/** Audits modules in the test's folder; each test has a store of its own. */
async function audit(
  modules: readonly ModuleDescription[],
  options: {
    readonly args?: readonly string[];
    readonly store?: string;
    readonly env?: Record<string, string>;
  } = {},
): Promise<Report & { readonly err: string }> {
  const lines = modules.map(({ path, version }) => `\t${path} ${version}\n`).join('');
  await project.file('go.mod', `module example.test/app\n\ngo 1.22\n\nrequire (\n${lines})\n`);
  const store = join(project.folder, options.store ?? 'store');
  const { out, err } = await project.go(
    ['audit', '--format', 'json', '--cache-dir', store, ...(options.args ?? [])],
    options.env ?? {},
  );
  return { ...(JSON.parse(out) as Report), err };
}

function factsOf(report: Report, module: ModuleDescription): Report['modules'][number] {
  const found = report.modules.find(({ path }) => path === module.path);
  if (found === undefined) throw new Error(`${module.path} was not audited`);
  return found;
}

const codesOf = (report: Report): readonly string[] => report.findings.map(({ code }) => code);

/** Requests that servers receive while `work` runs. */
async function requestsDuring(work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = project.world.requests.length;
  await work();
  return project.world.requests
    .slice(before)
    .map(({ server, method, path }) => `${server} ${method} ${path}`);
}

describe('the checksum database', () => {
  const one = sample(ONE);
  afterEach(() => {
    project.world.database.clearFaults();
    project.world.database.unfork();
  });

  test('proves the bytes of every honest module, and its age', async () => {
    const report = await audit(HONEST.slice(0, 6));
    for (const { checksum, age, path } of report.modules) {
      expect(checksum, path).toMatchObject({ state: 'proven', record: expect.any(Number) });
      expect(age, path).toMatchObject({ state: 'determined', days: 0 });
    }
    expect(report.findings).toEqual([]);
  });

  test('is not asked where GOSUMDB is off or GONOSUMDB matches', async () => {
    for (const env of [{ GOSUMDB: 'off' }, { GONOSUMDB: one.path }]) {
      let report: Report | null = null;
      const asked = await requestsDuring(async () => {
        report = await audit([one], { env, store: JSON.stringify(env) });
      });
      expect(asked.filter((request) => request.startsWith('checksum-database'))).toEqual([]);
      expect(factsOf(report as unknown as Report, one).age.state).toBe('not-applicable');
      expect(codesOf(report as unknown as Report)).toEqual([]);
    }
  });

  test('that says nothing, or nonsense, is neither good nor bad', async () => {
    const faults = [
      { kind: 'status', status: 500 },
      { kind: 'truncated' },
      { kind: 'flipped-bit', at: 40 },
      { kind: 'hangs' },
    ] as const;
    for (const fault of faults) {
      project.world.database.clearFaults();
      project.world.database.addFault(fault);
      const report = await audit([one], { store: fault.kind });
      expect(report.findings, fault.kind).toEqual([]);
      const { checksum, age, content } = factsOf(report, one);
      expect(content.state).toBe('match');
      expect(checksum).toMatchObject({ state: 'missing', goSum: false });
      expect(age.state).toBe('undetermined');
    }
  });

  test('that does not hold a served version is told', async () => {
    const { database } = project.world;
    const body = database.lookupOf(one) ?? '';
    const [, goSumLine = '', goModLine = ''] = body.split('\n');
    database.forget(one);
    const report = await audit([one]);
    expect(factsOf(report, one).checksum.state).toBe('unlogged');
    expect(codesOf(report)).toEqual(['checksum/unlogged']);
    database.record(one, goSumLine.split(' ')[2] ?? '', goModLine.split(' ')[2] ?? '');
    const again = await audit([one]);
    expect(factsOf(again, one).checksum.state).toBe('proven');
    expect(codesOf(again)).toEqual([]);
  });

  test('that proves other bytes than the mirror serves is a mismatch', async () => {
    const { database } = project.world;
    const other = sample(OTHER);
    const body = (database.lookupOf(other) ?? '').split('\n');
    const [h1 = '', goModH1 = ''] = [body[1], body[2]].map((line) => line?.split(' ')[2] ?? '');
    const wrong = `h1:${'A'.repeat(43)}=`;
    database.record(other, wrong, goModH1);
    const report = await audit([one, other]);
    expect(factsOf(report, other).checksum).toMatchObject({
      state: 'mismatch',
      h1,
      expected: wrong,
      against: 'checksum-database',
      from: 'mirror',
    });
    expect(report.findings).toMatchObject([
      { code: 'checksum/mismatch', severity: 'error', module: other.path },
    ]);
    expect(factsOf(report, one).checksum.state).toBe('proven');
    database.record(other, h1, goModH1);
  });

  test('that has two histories is told once, and remembered', async () => {
    const { database } = project.world;
    await audit([one]);
    database.fork();
    database.grow(3);
    const other = sample(OTHER);
    const [third] = HONEST.filter((module) => module !== one && module !== other);
    const report = await audit([one, other, sample(third)]);
    expect(codesOf(report)).toEqual(['checksum/fork']);
    expect(factsOf(report, other).fork).toHaveLength(2);
    expect(factsOf(report, other).checksum).toMatchObject({ state: 'undetermined', reason: 'database-fork' });
    database.unfork();
    expect(codesOf(await audit([other]))).toEqual(['checksum/fork']);
    // Another store has met one history alone.
    expect(codesOf(await audit([other], { store: 'fresh' }))).toEqual([]);
  });
});

test('check tells the facts about a module that no file names', async () => {
  const one = sample(ONE);
  const { out } = await project.go(['check', `${one.path}@${one.version}`]);
  expect(out).toMatch(/^ {4}content {3}same as upstream, commit [0-9a-f]{12}$/m);
  expect(out).toMatch(/^ {4}checksum {2}proven by the checksum database, record \d+$/m);
  expect(out).toMatch(/^ {4}age {7}in the log before \d{4}-\d\d-\d\d; witness: signed/m);
  const offline = await project.go([
    'check',
    '--offline',
    '--cache-dir',
    join(project.folder, 'none'),
    one.path,
  ]);
  expect(offline.out).toMatch(/^ {4}content {3}could not be determined: /m);
  expect(offline.out).toMatch(/^ {4}age {7}could not be determined: /m);
});

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
    expect(asked.filter((request) => request.startsWith('mirror '))).toEqual([]);
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
