import { join } from 'node:path';
import { afterEach, describe, expect, test } from '../kit.ts';
import { projectInWorld } from './project.ts';
import { auditsIn, codesOf, factsOf, HONEST, ONE, OTHER, type Report, sample } from './provenAudits.ts';

/* What an audit proves, seen through the command line: the checksum database and the age of a version. */

const project = projectInWorld();
const { audit, requestsDuring } = auditsIn(project);

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
      const codes = codesOf(report as unknown as Report);
      expect(codes).toEqual('GOSUMDB' in env ? ['environment/checksums-off'] : []);
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
    // What was proven before is a part of one of the histories, and nobody knows which is true.
    const known = await audit([one]);
    expect(codesOf(known)).toEqual(['checksum/fork']);
    expect(factsOf(known, one).checksum).toMatchObject({ state: 'undetermined', reason: 'database-fork' });
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
