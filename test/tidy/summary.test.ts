import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from '../kit.ts';
import { plant, runNode, uproot } from './plant.ts';
import { ROOT } from './tree.ts';

interface Summary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly skips: readonly string[];
  readonly problems: readonly string[];
}
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const { skipLines, summarise } = (await import(pathToFileURL(join(ROOT, 'scripts/summary.mjs')).href)) as {
  skipLines(skips: readonly string[]): string[];
  summarise(report: Report | null, code: number): Summary;
};

const file = (...tests: [string, string][]): Report['testResults'][number] => ({
  name: 'a.test.ts',
  status: tests.some(([status]) => status === 'failed') ? 'failed' : 'passed',
  assertionResults: tests.map(([status, fullName]) => ({ status, fullName })),
});

const SMALL: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ name: 'planted', private: true, engines: { node: '>=20.18.1' } }),
  'package-lock.json': JSON.stringify({ packages: { '': {} } }),
};

const CONFIGURATION = [
  'scripts',
  'test/kit.ts',
  'vitest.config.mts',
  'tsconfig.json',
  'biome.json',
  'biome.layers.json',
  'knip.json',
  '.oxlintrc.json',
  '.gitignore',
];

afterAll(uproot);

describe('the sum of a run', () => {
  test('counts', () => {
    const report = {
      testResults: [file(['passed', 'a'], ['failed', 'b']), file(['skipped', 'c: needs Go'])],
    };
    expect(summarise(report, 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 1,
      skips: ['c: needs Go'],
      problems: [],
    });
  });

  test.each([
    ['a test skipped without a reason', { testResults: [file(['passed', 'a'], ['skipped', 'b'])] }, 0, 1],
    ['a test to be written', { testResults: [file(['todo', 'b'])] }, 0, 0],
    ['a file that could not be loaded', { testResults: [{ ...file(), status: 'failed' }] }, 1, 0],
    ['a run without tests', { testResults: [] }, 0, 0],
    ['a run without a report', null, 0, 0],
    ['a run that ends badly after good tests', { testResults: [file(['passed', 'a'])] }, 1, 1],
  ])('%s is one failure', (_, report, code, passed) => {
    expect(summarise(report, code)).toMatchObject({ passed, failed: 1, problems: [expect.any(String)] });
  });
});

describe('a file whose preparation failed', () => {
  test('counts every test that did not run, and is named once', () => {
    const broken = { ...file(['passed', 'a'], ['skipped', 'b'], ['skipped', 'c']), status: 'failed' };
    expect(summarise({ testResults: [broken] }, 1)).toEqual({
      passed: 1,
      failed: 2,
      skipped: 0,
      skips: [],
      problems: ['could not be run: a.test.ts (2 tests)'],
    });
  });
});

describe('the skipped tests', () => {
  test('are put together by what they need', () => {
    const names = [
      'a (needs Go)',
      'b (needs Go)',
      'c (needs Go)',
      'd (needs Go)',
      'e: needs an editor, and time',
    ];
    expect(skipLines(names)).toEqual([
      'skipped  4: needs Go [a (needs Go); b (needs Go); c (needs Go); and 1 more]',
      'skipped  1: needs an editor, and time [e: needs an editor, and time]',
    ]);
    expect(skipLines([])).toEqual([]);
  });
});

describe('npm test, in a house with every kind of fault', () => {
  test('ends with the sum, and with a failure', async () => {
    const folder = plant(
      {
        ...SMALL,
        'server/src/text/index.ts': `export const wrong: number = 'text';\n`,
        'test/a.test.ts': [
          `import { expect, test } from './kit.ts';`,
          '',
          `test('passes', () => expect(1).toBe(1));`,
          `test('fails', () => expect(1).toBe(2));`,
          `test.skip('is left out: needs Go', () => {});`,
          `test.skip('is left out silently', () => {});`,
          '',
        ].join('\n'),
      },
      CONFIGURATION,
    );
    const { code, output } = await runNode([join(folder, 'scripts/test.mjs')], folder);
    expect(output).toMatch(/failed {3}types\n[^\n]*index\.ts\(1,14\): error TS2322/);
    expect(output).toMatch(/failed {3}build\nThe build failed: /);
    expect(output).toMatch(/skipped {2}1: needs Go \[is left out: needs Go\]\n/);
    expect(output).toMatch(/failed {3}skipped without a reason: is left out silently\n/);
    expect(output).toMatch(/optional go: /);
    expect(output.trimEnd().split('\n').at(-1)).toMatch(/^\d passed, [5-7] failed, 1 skipped$/);
    expect(code).toBe(1);
  });

  test('ends with the sum even when it cannot begin', async () => {
    const folder = plant({ 'package.json': '{' }, ['scripts']);
    const { code, output } = await runNode([join(folder, 'scripts/test.mjs')], folder);
    expect(output).toContain('package.json cannot be read');
    expect(output.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed, 0 skipped');
    expect(code).toBe(1);
  });

  test.each(['--require=rust', '--requires=go', '-x'])('refuses %s', async (option) => {
    const folder = plant(SMALL, CONFIGURATION);
    const { code, output } = await runNode([join(folder, 'scripts/test.mjs'), option], folder);
    expect(output).toContain(option.replace('--require=', ''));
    expect(output.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed, 0 skipped');
    expect(code).toBe(1);
  });

  test.skipIf(process.platform === 'win32')(
    'what is required has to be here (needs symbolic links)',
    async () => {
      const good = `import { test } from './kit.ts';\n\ntest('passes', () => {});\n`;
      const folder = plant({ ...SMALL, 'test/a.test.ts': good }, CONFIGURATION);
      mkdirSync(join(folder, 'bin'));
      symlinkSync(execPathOf('git'), join(folder, 'bin/git'));
      const env = { PATH: join(folder, 'bin') };
      const asked = await runNode([join(folder, 'scripts/test.mjs'), '--require=go'], folder, { env });
      expect(asked.output).toMatch(/failed {3}go is required\n/);
      const unasked = await runNode([join(folder, 'scripts/test.mjs')], folder, { env });
      expect(unasked.output).toContain('optional go: not found; tests that need it are skipped\n');
      expect(failuresOf(asked.output)).toBe(failuresOf(unasked.output) + 1);
    },
  );
});

function failuresOf(output: string): number {
  return Number(/(\d+) failed, \d+ skipped\n$/.exec(output)?.[1]);
}

function execPathOf(command: string): string {
  const folder = (process.env.PATH ?? '').split(delimiter).find((path) => existsSync(join(path, command)));
  if (folder === undefined) throw new Error(`${command} is not on the PATH`);
  return join(folder, command);
}
