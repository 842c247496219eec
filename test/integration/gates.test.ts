import { readFileSync } from 'node:fs';
import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type AuditResult, auditFiles, discover } from '../../server/src/audit/index.ts';
import { OwnExaminations } from '../../server/src/examination/index.ts';
import { parsePolicy } from '../../server/src/policy/index.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../kit.ts';
import { startWorld, type World } from '../world/index.ts';
import { run } from './run.ts';
import { openServices } from './services.ts';

/* The gates of the example policy, held against the example: the attacks fail, what is honest passes. */

const DAY = 24 * 3600 * 1000;
const EXAMPLE_POLICY = readFileSync('docs/example-policy.jsonc', 'utf8');

const ATTACK = 'github.com/boltdb-go/bolt';
/** Whose tags were moved; all others of the example are what upstream published. */
const MOVED: ReadonlySet<string> = new Set([ATTACK, 'github.com/julienschmidt-go/httprouter']);
const ATTESTED = 'github.com/thistlewood/barometer';
const PACKED = 'github.com/TamsinOakes/GlyphKit';
const ALTERED = 'github.com/quayside/tidewater';
const REQUIRED = ['checksum', 'upstream', 'provenance'];

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => {
  world.codeHosts.gitHub.setFault(null);
  world.database.clearFaults();
});
afterAll(() => world.stop());

const freshFolder = (): Promise<string> => mkdtemp(path.join(world.directory, 'gates-'));

/** Audits the example so many days from now, with a store of its own unless one is given. */
async function audit(options: {
  readonly policy?: string;
  readonly daysAhead?: number;
  readonly store?: string;
  readonly offline?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}): Promise<AuditResult> {
  const store = options.store ?? (await freshFolder());
  const opened = await openServices(world, { store, env: options.env ?? {}, patience: 0.2 });
  const clock = { now: () => Date.now() + (options.daysAhead ?? 0) * DAY };
  const services = { ...opened.services, clock };
  const { policy, problems } = parsePolicy(options.policy ?? EXAMPLE_POLICY);
  expect(problems).toEqual([]);
  const signal = AbortSignal.timeout(60_000);
  try {
    const discovery = await discover([world.exampleDir], services.files, path, '', signal);
    return await auditFiles(discovery, services, new OwnExaminations(services), {
      policyFor: () => policy,
      offline: options.offline ?? false,
      concurrency: 8,
      ledgers: [],
      progress: () => undefined,
      signal,
    });
  } finally {
    await opened.close();
  }
}

/** The state of each gate of a module. */
function gatesOf({ modules }: AuditResult, wanted: string): Readonly<Record<string, string>> {
  const module = modules.find(({ required }) => required.path === wanted);
  if (module === undefined) throw new Error(`${wanted} is not required`);
  return Object.fromEntries(module.gates.map(({ gate, state }) => [gate, state]));
}

/** The results of the required gates that are none of these states, of the modules that are honest. */
function honestExcept({ modules }: AuditResult, states: readonly string[]): readonly string[] {
  return modules.flatMap(({ required, gates }) =>
    MOVED.has(required.path)
      ? []
      : gates
          .filter(({ gate, state }) => REQUIRED.includes(gate) && !states.includes(state))
          .map(({ gate, state, because }) => `${required.path} ${gate} ${state}: ${because}`),
  );
}

const codesAbout = ({ findings }: AuditResult, module: string): readonly string[] =>
  findings.filter((one) => one.module === module && one.code.startsWith('policy/')).map(({ code }) => code);

describe('after 61 days in the log', () => {
  let found: AuditResult | null = null;
  const result = (): AuditResult => found as AuditResult;
  beforeAll(async () => {
    const store = await freshFolder();
    // The first audit is the witness of how long the log was.
    await audit({ store });
    found = await audit({ store, daysAhead: 61 });
  });

  test('the attack fails three gates: its bytes, its history, and whoever may move its tag', () => {
    expect(gatesOf(result(), ATTACK)).toEqual({
      checksum: 'pass',
      upstream: 'fail',
      provenance: 'fail',
      tagProtection: 'fail',
    });
    expect(codesAbout(result(), ATTACK)).toEqual(['policy/upstream-gate', 'policy/provenance-gate']);
  });

  test('what is honest passes every gate that is required', () => {
    expect(result().modules.length).toBeGreaterThan(15);
    expect(honestExcept(result(), ['pass'])).toEqual([]);
  });

  test('a gate that is to be reported stops nothing, and has all three results', () => {
    const states = new Set(
      result().modules.map(({ required }) => gatesOf(result(), required.path).tagProtection),
    );
    expect([...states].sort()).toEqual(['fail', 'not-applicable', 'pass', 'undetermined']);
    expect(result().findings.filter(({ code }) => code === 'policy/tag-protection-gate')).toEqual([]);
  });
});

describe('a version that nobody saw in the log for so long', () => {
  test('passes with an attestation, and not without', async () => {
    const result = await audit({});
    expect(gatesOf(result, ATTESTED).provenance).toBe('pass');
    // Its bundle is packed, and stands at an address of its own; so does one that was altered.
    expect(gatesOf(result, PACKED).provenance).toBe('pass');
    expect(gatesOf(result, ALTERED).provenance).toBe('fail');
    expect(gatesOf(result, 'github.com/boltdb/bolt').provenance).toBe('fail');
  });

  test('is not made older by the date of its commit', async () => {
    const policy = '{ "gates": { "provenance": { "attestation": "ignore", "orStableDays": 1 } } }';
    // The commits of the example are years old.
    const result = await audit({ policy });
    const passed = result.modules.filter(({ gates }) => gates.some(({ state }) => state === 'pass'));
    expect(passed).toEqual([]);
  });
});

describe('what cannot be asked', () => {
  test('offline, has neither passed nor failed', async () => {
    const result = await audit({ offline: true });
    expect(honestExcept(result, ['undetermined'])).toEqual([]);
    expect(result.modules.flatMap(({ gates }) => gates).filter(({ state }) => state === 'pass')).toEqual([]);
  });

  test('leaves the ways that remain: a code host that limits takes the attestations alone', async () => {
    const env = { MODPROOF_LOG_DATES: world.logDates };
    world.codeHosts.gitHub.setFault({ kind: 'rate-limit', resetAt: Math.floor(Date.now() / 1000) + 600 });
    const result = await audit({ env });
    expect(honestExcept(result, ['pass'])).toEqual([]);
    expect(gatesOf(result, ATTESTED).tagProtection).toBe('undetermined');
    // What is known fails it, whatever an attestation would say of another commit.
    expect(gatesOf(result, ATTACK).upstream).toBe('fail');
  });

  test('of a checksum database that does not answer, is not taken for an agreement with go.sum', async () => {
    world.database.addFault({ kind: 'status', status: 500 });
    const result = await audit({ policy: '{ "gates": { "checksum": "require" } }' });
    const states = new Set(result.modules.map(({ required }) => gatesOf(result, required.path).checksum));
    expect([...states]).toEqual(['undetermined']);
  });

  test('because settings switch the database off, has not passed either', async () => {
    const env = { GOSUMDB: 'off' };
    const result = await audit({ env, policy: '{ "gates": { "checksum": "require" } }' });
    const states = new Set(result.modules.map(({ required }) => gatesOf(result, required.path).checksum));
    expect([...states]).toEqual(['undetermined']);
  });
});

describe('on the command line', () => {
  const inFolder = async (policy: string, extra: Readonly<Record<string, string>> = {}) => {
    const folder = await freshFolder();
    await cp(world.exampleDir, folder, { recursive: true });
    await writeFile(path.join(folder, '.modproof.json'), policy);
    const env = { ...world.env, MODPROOF_LOG_DATES: world.logDates, ...extra };
    return (args: readonly string[] = []) => run(['audit', ...args], { cwd: folder, env, patience: 0.2 });
  };

  test('the results of all gates stand at the end, and the owners of the modules', async () => {
    const { code, out } = await (await inFolder(EXAMPLE_POLICY))();
    expect(code).toBe(1);
    expect(out).toMatch(/^ {4}checksum {8}19 pass$/m);
    expect(out).toMatch(/^ {4}upstream {8}17 pass, 2 fail$/m);
    expect(out).toMatch(/^ {4}provenance {6}17 pass, 2 fail$/m);
    expect(out).toMatch(/^ {4}tagProtection {3}reported only: \d+ pass, \d+ fail, \d+ undetermined/m);
    expect(out).toMatch(/^ {4}github\.com\/thistlewood {3}2 modules\n.*\n.*\n {6}attested: 1 of 2$/m);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('what is undetermined ends with 3, or with 0 where the policy lets it pass', async () => {
    const only = (undetermined: string) =>
      `{ "severity": { ${['squat/owner-affix', 'version/deprecated'].map((code) => `"${code}": "off"`).join()} },
         "gates": { "tagProtection": "require" }, "undetermined": "${undetermined}" }`;
    const honest = async (policy: string) => {
      const go = await inFolder(policy, { MODPROOF_GITHUB_API: 'off', MODPROOF_GITLAB_API: 'off' });
      return (await go(['--fail-on', 'never'])).code;
    };
    expect(await honest(only('fail'))).toBe(3);
    expect(await honest(only('pass'))).toBe(0);
  });
});
