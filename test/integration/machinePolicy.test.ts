import { join } from 'node:path';
import { describe, expect, test } from '../kit.ts';
import { MODULES } from '../world/index.ts';
import { projectInWorld } from './project.ts';
import { ONE, sample } from './provenAudits.ts';

/* The policy of a machine's administrators, seen through the command line. */

const project = projectInWorld();
const bolt = sample(MODULES.find(({ path }) => path === 'github.com/boltdb-go/bolt'));
const one = sample(ONE);

const requiring = ({ path, version }: { readonly path: string; readonly version: string }): string =>
  `module example.test/app\n\ngo 1.22\n\nrequire ${path} ${version}\n`;

async function audit(machine: object | string, args: readonly string[] = []) {
  const path = join(project.folder, 'machine', 'policy.json');
  await project.file('machine/policy.json', typeof machine === 'string' ? machine : JSON.stringify(machine));
  return project.go(['audit', '--offline', '--format', 'json', ...args, 'go.mod'], {
    MODPROOF_MACHINE_POLICY: path,
  });
}

const severitiesIn = (out: string): readonly string[] =>
  (JSON.parse(out) as { findings: { code: string; severity: string }[] }).findings.map(
    ({ code, severity }) => `${code} ${severity}`,
  );

describe('the policy of a machine', () => {
  const CODE = 'squat/owner-affix';

  test('holds where the project has none, and where it wants less', async () => {
    await project.file('go.mod', requiring(bolt));
    const machine = { severity: { [CODE]: 'error' } };
    const without = await audit(machine);
    expect(severitiesIn(without.out)).toContain(`${CODE} error`);
    expect(without.code).toBe(1);
    const weaker = {
      severity: { [CODE]: 'off' },
      trusted: ['github.com/*'],
      waivers: [{ code: CODE, module: bolt.path, version: bolt.version, reason: 'ours' }],
    };
    await project.file('.modproof.json', JSON.stringify(weaker));
    const beside = await audit(machine);
    expect(severitiesIn(beside.out)).toContain(`${CODE} error`);
    expect(beside.out).toContain('decides about squat/owner-affix');
    expect(beside.code).toBe(1);
    await project.file('other.json', JSON.stringify(weaker));
    const named = await audit(machine, ['--policy', join(project.folder, 'other.json')]);
    expect(severitiesIn(named.out)).toContain(`${CODE} error`);
    expect(severitiesIn((await audit({})).out)).not.toContain(`${CODE} error`);
  });

  test('holds for modproof check', async () => {
    await project.file('machine/policy.json', JSON.stringify({ severity: { [CODE]: 'error' } }));
    const { code, out } = await project.go(
      ['check', '--offline', '--format', 'json', `${bolt.path}@${bolt.version}`],
      { MODPROOF_MACHINE_POLICY: join(project.folder, 'machine', 'policy.json') },
    );
    expect(severitiesIn(out)).toContain(`${CODE} error`);
    expect(code).toBe(1);
  });

  test('that lets fail what could not be determined outranks the command line', async () => {
    await project.file('go.mod', requiring(one));
    const pass = ['--undetermined', 'pass'];
    expect((await audit({}, pass)).code).toBe(0);
    expect((await audit({ undetermined: 'fail' }, pass)).code).toBe(3);
  });

  test('that cannot be followed stops the audit, with its place', async () => {
    await project.file('go.mod', requiring(one));
    for (const [text, place] of [
      [
        '{\n  "severity": { "origin/none": "error" }\n}',
        /machine\/policy\.json:2:17: There is no finding code/,
      ],
      ['{ "gates": ', /policy\.json:1:/],
      ['', /policy\.json:1:1: /],
    ] as const) {
      const { code, out, err } = await audit(text);
      expect([code, out], text).toEqual([2, '']);
      expect(err).toMatch(place);
      expect(err).toMatch('nothing was audited');
    }
  });

  test('that is named and not there, or not by an absolute path, stops it as well', async () => {
    await project.file('go.mod', requiring(one));
    for (const [path, why] of [
      [join(project.folder, 'nowhere.json'), /nowhere\.json/],
      [project.folder, /policy/],
      ['policy.json', /MODPROOF_MACHINE_POLICY must be an absolute path/],
    ] as const) {
      const { code, out, err } = await project.go(['audit', '--offline'], { MODPROOF_MACHINE_POLICY: path });
      expect([code, out], path).toEqual([2, '']);
      expect(err).toMatch(why);
    }
  });

  test('is shown by modproof env', async () => {
    const path = join(project.folder, 'machine.json');
    const env = { MODPROOF_MACHINE_POLICY: path };
    expect((await project.go(['env'], env)).out).toContain(
      `${path}  (named, and not there: nothing is audited)`,
    );
    await project.file('machine.json', '{}');
    expect((await project.go(['env'], env)).out).toContain(`${path}  (in force)`);
    expect(JSON.parse((await project.go(['env', '--format', 'json'], env)).out).machinePolicy).toEqual({
      path,
      isNamed: true,
      isThere: true,
    });
  });
});
