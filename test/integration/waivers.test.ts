import { readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { beforeEach, describe, expect, test } from '../kit.ts';
import { projectInWorld } from './project.ts';

const project = projectInWorld();
const { go, file } = project;

interface Told {
  readonly code: string;
  readonly severity: string;
  readonly module: string;
  readonly version: string;
  readonly evidenceHash: string;
  readonly evidence: readonly { readonly kind: string; readonly text: string }[];
  readonly location: unknown;
}

interface Report {
  readonly findings: readonly Told[];
  readonly waived: readonly { readonly finding: Told; readonly reason: string }[];
}

const validate = new Ajv({ strict: false }).compile(
  JSON.parse(readFileSync('docs/schema/report-1.json', 'utf8')),
);

const ATTACK = 'github.com/boltdb-go/bolt';
const HONEST = 'github.com/thistlewood/barometer';

async function report(...args: readonly string[]): Promise<Report> {
  const { out } = await go(['audit', '--format', 'json', ...args]);
  const told: Report = JSON.parse(out);
  expect(validate(told), JSON.stringify(validate.errors)).toBe(true);
  return told;
}

const policy = (waivers: readonly object[], rest: object = {}): Promise<void> =>
  file('.modproof.json', `${JSON.stringify({ ...rest, waivers }, null, 2)}\n`);

const hashesOf = ({ findings, waived }: Report): Record<string, string> =>
  Object.fromEntries(
    [...findings, ...waived.map(({ finding }) => finding)].map((one) => [
      `${one.code} ${one.module}`,
      one.evidenceHash,
    ]),
  );

/** A waiver of every finding of a report, bound to its evidence. */
const waiversOf = ({ findings }: Report): readonly object[] =>
  findings.map(({ code, module, version, evidenceHash: evidence }) => ({
    code,
    module,
    version,
    reason: `known: ${code}`,
    evidence,
  }));

describe('the example', () => {
  beforeEach(() => cp(project.world.exampleDir, project.folder, { recursive: true }));

  test('whose findings are all accepted ends well, and says so', async () => {
    const before = await report();
    await policy(waiversOf(before));
    const after = await report();
    expect(after.findings).toEqual([]);
    expect(after.waived.map(({ finding }) => finding)).toEqual(before.findings);
    expect(after.waived.map(({ reason }) => reason)).toEqual(
      before.findings.map(({ code }) => `known: ${code}`),
    );
    const { code, out } = await go(['audit']);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^ {2}accepted go\.mod:8:28 {3}github\.com\/boltdb-go\/bolt v1\.3\.1 {3}origin\/diverged\n {11}known: origin\/diverged$/m,
    );
    expect(out).toMatch(new RegExp(`  no findings, ${before.findings.length} accepted`));
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect((await go(['audit', '--quiet'])).out).toContain(`${before.findings.length} accepted`);
  });

  test('rests on the same evidence whether asked anew, remembered or offline', async () => {
    const args = ['--cache-dir', `${project.folder}/store`];
    const first = hashesOf(await report(...args));
    expect(Object.keys(first).length).toBeGreaterThan(8);
    expect(new Set(Object.values(first)).size).toBe(Object.keys(first).length);
    expect(hashesOf(await report(...args))).toEqual(first);
    const offline = hashesOf(await report(...args, '--offline'));
    for (const [finding, hash] of Object.entries(offline))
      expect([finding, hash]).toEqual([finding, first[finding]]);
    expect(Object.keys(offline).length).toBeGreaterThan(8);
    // Another store asks everything again.
    expect(hashesOf(await report('--cache-dir', `${project.folder}/other`))).toEqual(first);
  });

  test('one waiver accepts one finding, and what is open still fails', async () => {
    const before = await report();
    const [chosen] = waiversOf({
      ...before,
      findings: before.findings.filter(({ code, module }) => code === 'origin/diverged' && module === ATTACK),
    });
    await policy([chosen ?? {}]);
    const after = await report();
    expect(after.waived).toHaveLength(1);
    expect(after.findings).toHaveLength(before.findings.length - 1);
    expect((await go(['audit'])).code).toBe(1);
  });

  test('other evidence opens the finding again, and the waiver is told as dead', async () => {
    await policy([
      {
        code: 'origin/diverged',
        module: ATTACK,
        version: 'v1.3.1',
        reason: 'x',
        evidence: `sha256:${'0'.repeat(64)}`,
      },
    ]);
    const { findings, waived } = await report();
    expect(waived).toEqual([]);
    const diverged = findings.find(({ code, module }) => code === 'origin/diverged' && module === ATTACK);
    expect(diverged?.evidence).toContainEqual({ kind: 'waiver', text: 'it was accepted on other evidence' });
    expect(findings.find(({ code }) => code === 'policy/waiver-dead')).toMatchObject({
      severity: 'hint',
      module: ATTACK,
      location: {
        path: '.modproof.json',
        range: { start: { line: 2, character: 4 }, end: { line: 8, character: 5 } },
      },
    });
  });

  test('a waiver of an honest module is dead where its finding was looked for, and not where it could not be', async () => {
    await policy([
      { code: 'origin/diverged', module: HONEST, version: 'v1.4.2', reason: 'once' },
      {
        code: 'origin/diverged',
        module: HONEST,
        version: 'v1.4.1',
        reason: 'of a version that is not required',
      },
      { code: 'squat/hidden-characters', module: '', version: '', reason: 'not about a module' },
    ]);
    const dead = ({ findings }: Report): number =>
      findings.filter(({ code }) => code === 'policy/waiver-dead').length;
    expect(dead(await report('--offline', '--cache-dir', `${project.folder}/empty`))).toBe(0);
    expect(dead(await report())).toBe(1);
  });

  test('an expired waiver accepts nothing and is a warning on its day', async () => {
    await policy([
      { code: 'origin/diverged', module: ATTACK, version: 'v1.3.1', reason: 'for now', until: '2020-01-31' },
    ]);
    const { code, out } = await go(['audit', '--fail-on', 'warning']);
    expect(code).toBe(1);
    expect(out).toMatch(
      /warning {2}\.modproof\.json:8:16 {3}policy\/waiver-expired\n +The waiver of origin\/diverged ended on 2020-01-31/,
    );
    expect(out).toMatch(/error {4}go\.mod:8:28 {3}origin\/diverged/);
    expect(out).toMatch(/waiver +it was accepted until 2020-01-31/);
  });

  test('the name of a trusted module is not suspect, and what it does is told', async () => {
    const before = await report();
    await policy([], { trusted: ['github.com/boltdb-go'] });
    const after = await report();
    const codes = ({ findings }: Report): string[] =>
      findings.filter(({ module }) => module === ATTACK).map(({ code }) => code);
    expect(codes(before)).toContain('squat/owner-affix');
    expect(codes(after)).toEqual(codes(before).filter((code) => !code.startsWith('squat/')));
    expect(codes(after)).toContain('origin/diverged');
    const others = ({ findings }: Report): readonly Told[] =>
      findings.filter(({ module }) => module !== ATTACK);
    expect(others(after)).toEqual(others(before));
  });
});

test('what could not be determined and is accepted does not fail an audit', async () => {
  await file('go.mod', `module example.test/app\n\ngo 1.22\n\nrequire ${HONEST} v1.4.2\n`);
  const args = ['audit', '--offline', '--cache-dir', `${project.folder}/empty`];
  await policy([], { undetermined: 'fail' });
  expect((await go(args)).code).toBe(3);
  await policy(
    [{ code: 'origin/undetermined', module: HONEST, version: 'v1.4.2', reason: 'offline by choice' }],
    { undetermined: 'fail' },
  );
  const { code, out } = await go(args);
  expect(code).toBe(0);
  expect(out).toContain('could not be determined');
  expect(out).toContain('accepted');
});

test('a policy above holds for all files below it, and a waiver that any of them needs is not dead', async () => {
  await policy([
    { code: 'checksum/missing', module: HONEST, version: 'v1.4.2', reason: 'a test without go.sum' },
  ]);
  const text = `module example.test/app\n\ngo 1.22\n\nrequire ${HONEST} v1.4.2\n`;
  await file('a/go.mod', text);
  await file('b/go.mod', text);
  await file('b/go.sum', '');
  const { findings, waived } = await report();
  expect(waived.map(({ finding }) => finding.code)).toEqual(['checksum/missing']);
  expect(findings.filter(({ code }) => code.startsWith('policy/'))).toEqual([]);
});

test('a waiver of what was asked about alone', async () => {
  await file(
    'p.json',
    JSON.stringify({
      waivers: [{ code: 'origin/diverged', module: ATTACK, version: 'v1.3.1', reason: 'seen' }],
    }),
  );
  const { out } = await go(['check', `${ATTACK}@v1.3.1`, '--policy', 'p.json']);
  expect(out).toMatch(/accepted github\.com\/boltdb-go\/bolt v1\.3\.1 {3}origin\/diverged {3}seen/);
});
