import { posix } from 'node:path';
import { machinePolicyOf } from '../../../server/src/lsp/machinePolicy.ts';
import { Policies } from '../../../server/src/lsp/policies.ts';
import { DEFAULT_POLICY } from '../../../server/src/policy/index.ts';
import { FileError, type Files } from '../../../server/src/ports/index.ts';
import { describe, expect, test } from '../../kit.ts';

const PLACE = '/machine/policy.json';

function policiesOf(texts: Record<string, string>, place = { path: PLACE, isNamed: false }): Policies {
  const files = {
    read: async (path: string) => {
      const text = texts[path];
      if (text === undefined) throw new FileError('not-found', `${path}: there is no such file.`);
      return new TextEncoder().encode(text);
    },
  } as unknown as Files;
  const machine = machinePolicyOf({ files, machinePolicy: () => place });
  return new Policies(files, posix, () => undefined, machine);
}

describe('the policy of a machine, in the editor', () => {
  test('holds over that of a project, and where there is none', async () => {
    const texts = {
      [PLACE]: '{ "severity": { "origin/diverged": "error" } }',
      '/w/.modproof.json': '{ "severity": { "origin/diverged": "off" } }',
    };
    const policies = policiesOf(texts);
    for (const folder of ['/w', '/elsewhere']) {
      const { policy, machineProblem } = await policies.find(folder);
      expect(policy.severity.get('origin/diverged'), folder).toBe('error');
      expect(policy.machine?.path).toBe(PLACE);
      expect(machineProblem).toBeUndefined();
    }
    // The same policy is the same value, in every folder that it holds for.
    expect(await policies.find('/w/a')).toBe(await policies.find('/w/b'));
    texts[PLACE] = '{}';
    policies.forget();
    expect((await policies.find('/w')).policy.severity.get('origin/diverged')).toBe('off');
  });

  test('is none where nobody laid one down', async () => {
    const { policy, machineProblem } = await policiesOf({}).find('/w');
    expect([policy, machineProblem]).toEqual([DEFAULT_POLICY, undefined]);
  });

  test.each([
    [
      'that cannot be followed',
      { [PLACE]: '{\n "x": 1 }' },
      { path: PLACE, isNamed: false },
      /\/policy\.json:2:2: "x"/,
    ],
    ['that is named and not there', {}, { path: PLACE, isNamed: true }, /cannot be read: \/machine/],
    [
      'that is not named by an absolute path',
      {},
      { path: 'x.json', isNamed: true },
      /absolute path: x\.json/,
    ],
  ])('%s is a problem, and not no policy', async (_, texts, place, message) => {
    const { machineProblem } = await policiesOf(texts, place).find('/w');
    expect(machineProblem).toMatch(message);
  });
});
