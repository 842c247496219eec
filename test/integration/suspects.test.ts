import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Loopback, startLoopback } from '../fake/loopback.ts';
import { afterAll, beforeAll, describe, expect, test } from '../kit.ts';
import { projectInWorld } from './project.ts';
import { run } from './run.ts';

const project = projectInWorld();
const { go, file } = project;

/** Whoever counts importers, with a record of what it was asked. */
let counter: Loopback;

beforeAll(async () => {
  counter = await startLoopback((_, response) => {
    response.end('{"dependentCount": 3, "directDependentCount": 2}');
  });
});
afterAll(() => counter.close());

let stores = 0;

interface Report {
  readonly modules: readonly Readonly<Record<string, { readonly state: string } & Record<string, unknown>>>[];
  readonly findings: readonly {
    readonly code: string;
    readonly severity: string;
    readonly module: string;
    readonly evidence: readonly { readonly kind: string; readonly text: string }[];
    readonly location: { readonly path: string; readonly range: object } | null;
  }[];
}

/** Each report is a first one: no verdict of another is remembered. */
async function report(argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Report> {
  const fresh = ['--cache-dir', join(project.folder, `store-${stores++}`)];
  const { out, err } = await go([...argv, '--format', 'json', ...fresh], {
    MODPROOF_DEPS_DEV: counter.url,
    ...env,
  });
  expect(err).toBe('');
  return JSON.parse(out) as Report;
}

const FORK = 'github.com/quietcove/tidebook@v1.3.0';
const SUCCESSOR = 'github.com/coastal-commons/tideledger@v1.10.0';
const REPUBLISHED = 'github.com/wearytangent/tidebook@v1.2.1';
const ORIGINAL = 'github.com/saltmarsh-labs/tidebook';
const HONEST = 'github.com/thistlewood/barometer@v1.4.2';

describe('a module before it is added', () => {
  test('that is a copy with a loader is told as one, though no tag moved and no list knows it', async () => {
    const { modules, findings } = await report(['check', REPUBLISHED]);
    expect(modules[0]).toMatchObject({
      name: { state: 'unremarkable' },
      content: { state: 'match' },
      behaviour: { state: 'runs-on-import' },
      identity: { state: 'undetermined', reason: 'names-several', detail: ORIGINAL },
      likeness: { state: 'near-copy', target: { path: ORIGINAL, version: 'v1.2.0' }, added: ['calendar.go'] },
    });
    const errors = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    expect(errors.sort()).toEqual(['behaviour/runs-on-import', 'squat/near-copy']);
  });

  test('that is a fork and gained nothing is information', async () => {
    const { modules, findings } = await report(['check', FORK]);
    expect(modules[0]).toMatchObject({
      behaviour: { state: 'quiet' },
      identity: { state: 'own', declared: { path: ORIGINAL, how: 'fork' } },
      likeness: { state: 'near-copy', gained: { capabilities: [], actsOnImport: [] } },
    });
    expect(findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'squat/near-copy information',
    ]);
  });

  test('that the other module names as its successor is no finding', async () => {
    const { modules, findings } = await report(['check', SUCCESSOR]);
    expect(modules[0]).toMatchObject({
      likeness: { state: 'near-copy' },
      circumstances: { acknowledged: 'successor', versions: 1 },
    });
    expect(findings).toEqual([]);
  });

  test('is told in words', async () => {
    const { out: wrapped, code } = await go(['check', REPUBLISHED], { MODPROOF_DEPS_DEV: 'off' });
    const out = wrapped.replace(/\n +/g, ' ');
    expect(code).toBe(1);
    expect(out).toMatch(/error .*squat\/near-copy/);
    expect(out).toMatch(/init → refresh → +exec\.Command/s);
    expect(out).toMatch(/on import +init starts a process/);
  });
});

describe('who requires a module', () => {
  test('is asked about suspects alone', async () => {
    const before = counter.asked.length;
    await report(['check', HONEST]);
    expect(counter.asked.slice(before)).toEqual([]);
    const { modules } = await report(['check', REPUBLISHED]);
    expect(counter.asked.slice(before)).toHaveLength(1);
    expect(modules[0]?.circumstances).toMatchObject({ importers: { direct: 2, all: 3 } });
  });

  test('is not asked offline, nor with MODPROOF_DEPS_DEV=off, nor about what is kept from the database', async () => {
    const before = counter.asked.length;
    await report(['check', REPUBLISHED, '--offline']);
    await report(['check', REPUBLISHED], { MODPROOF_DEPS_DEV: 'off' });
    await report(['check', REPUBLISHED], { GONOSUMDB: 'github.com/wearytangent/*' });
    await report(['check', REPUBLISHED], { GOPRIVATE: 'github.com/wearytangent/*' });
    expect(counter.asked.slice(before)).toEqual([]);
  });

  test('is not asked about a version that the checksum database does not hold', async () => {
    const before = counter.asked.length;
    const { modules } = await report(['check', REPUBLISHED], { GOSUMDB: 'off' });
    expect(modules[0]?.likeness).toMatchObject({ state: 'near-copy' });
    expect(counter.asked.slice(before)).toEqual([]);
  });
});

test('a module that its texts point at is not asked for when it is private', async () => {
  const before = project.world.requests.length;
  const { modules } = await report(['check', REPUBLISHED], { GOPRIVATE: 'github.com/saltmarsh-labs/*' });
  expect(modules[0]?.likeness?.state).toBe('not-applicable');
  const heard = project.world.requests.slice(before).filter(({ path }) => path.includes('saltmarsh-labs'));
  expect(heard).toEqual([]);
});

describe('imports that no go.mod names', () => {
  test('are told where they stand when their name is suspect', async () => {
    await file(
      'go.mod',
      'module example.test/app\n\ngo 1.22\n\nrequire github.com/thistlewood/barometer v1.4.2\n',
    );
    await file('inner/a.go', 'package inner\n\nimport (\n\t"fmt"\n\n\t"github.com/boltdb-go/bolt"\n)\n');
    const { findings } = await report(['audit', '--offline']);
    expect(findings.filter(({ code }) => code === 'squat/owner-affix')).toEqual([
      expect.objectContaining({
        severity: 'warning',
        module: 'github.com/boltdb-go/bolt',
        location: {
          path: 'inner/a.go',
          range: { start: { line: 5, character: 2 }, end: { line: 5, character: 27 } },
        },
      }),
    ]);
    const { out } = await go(['audit', '--offline']);
    expect(out).toContain('inner/a.go:6:3   squat/owner-affix');
  });
});

test('env says whom suspects are asked about', async () => {
  const { out } = await go(['env'], { MODPROOF_DEPS_DEV: '' });
  expect(out).toContain('api.deps.dev');
  const without = await go(['env'], { MODPROOF_DEPS_DEV: 'off' });
  expect(without.out).not.toContain('api.deps.dev');
});

test('without a list of known modules an audit says so, goes on, and is no clean one', async () => {
  await file('go.mod', 'module example.test/app\n\nrequire github.com/thistlewood/barometer v1.4.2\n');
  await copyFile('server/data/log-dates.txt', join(project.folder, 'log-dates.txt'));
  const options = { cwd: project.folder, env: { ...project.world.env }, data: project.folder };
  const { code, out, err } = await run(['audit', '--format', 'json'], options);
  expect(err).toContain('There is no list of known modules. Names could not be determined');
  expect(JSON.parse(out)).toMatchObject({
    summary: { modules: 1, match: 1 },
    corpusProblems: [expect.stringContaining('There is no list of known modules')],
  });
  expect(code).toBe(2);
});

describe("a list of the user's own", () => {
  const SUSPECT = 'github.com/boltdb-go/bolt v1.3.1';

  test('makes its modules known', async () => {
    await file('go.mod', `module example.test/app\n\nrequire ${SUSPECT}\n`);
    await file('known.txt', '# ours\ngithub.com/boltdb-go/other 3\n');
    const own = { MODPROOF_KNOWN_MODULES: join(project.folder, 'known.txt') };
    expect((await go(['audit', '--offline'])).out).toContain('squat/owner-affix');
    const { out, err } = await go(['audit', '--offline'], own);
    expect(out).not.toContain('squat/');
    expect(err).toBe('');
  });

  test('is told where it cannot be read, and the audit goes on', async () => {
    await file('go.mod', `module example.test/app\n\nrequire ${SUSPECT}\n`);
    await file('known.txt', 'github.com/fine/one\nno module at all\n');
    const broken = await go(['audit', '--offline'], {
      MODPROOF_KNOWN_MODULES: join(project.folder, 'known.txt'),
    });
    expect(broken.err).toMatch(/known\.txt:2: This line is not a module path/);
    expect(broken.out).toContain('squat/owner-affix');
    const missing = await go(['audit', '--offline'], {
      MODPROOF_KNOWN_MODULES: join(project.folder, 'none.txt'),
    });
    expect(missing.err).toContain('none.txt cannot be read');
  });
});
