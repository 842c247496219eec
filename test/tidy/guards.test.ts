import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '../kit.ts';
import { plant, runGuard, uproot } from './plant.ts';

/** The real configuration of every tool, so that a rule which is switched off is missed here. */
const CONFIGURATION = [
  'biome.json',
  'biome.layers.json',
  '.oxlintrc.json',
  'knip.json',
  'tsconfig.json',
  '.gitignore',
];

const MANIFEST = JSON.stringify({ name: 'planted', private: true, type: 'module' }, null, 2);

/** A sound project of three rooms. */
const SOUND: Readonly<Record<string, string>> = {
  'package.json': `${MANIFEST}\n`,
  'server/src/text/index.ts': `export { half } from './half.ts';\n`,
  'server/src/text/half.ts': 'export function half(length: number): number {\n  return length / 2;\n}\n',
  'server/src/modfile/index.ts': `export { parse } from './parts/parse.ts';\n`,
  'server/src/modfile/parts/parse.ts': [
    `import { half } from '../../text/index.ts';`,
    `import { third } from '../third.ts';`,
    '',
    'export function parse(length: number): number {',
    '  return half(length) + third(length);',
    '}',
    '',
  ].join('\n'),
  'server/src/modfile/third.ts': 'export function third(length: number): number {\n  return length / 3;\n}\n',
  'server/src/main/cli.ts': [
    `import { parse } from '../modfile/index.ts';`,
    '',
    'process.exitCode = parse(6);',
    '',
  ].join('\n'),
};

afterAll(uproot);

function house(changes: Readonly<Record<string, string>> = {}): string {
  return plant({ ...SOUND, ...changes }, CONFIGURATION);
}

/** The same file with lines added; every planted file is well formatted, so that only the plant is at fault. */
function withLines(path: string, first: string, last = ''): Record<string, string> {
  return { [path]: `${first === '' ? '' : `${first}\n\n`}${SOUND[path]}${last === '' ? '' : `\n${last}\n`}` };
}

describe.each(['types', 'format and lint', 'promises and switches', 'dead code'])(
  'the guard of %s',
  (name) => {
    test('leaves a sound house in peace', async () => {
      expect(await runGuard(name, house())).toMatchObject({ code: 0 });
    });
  },
);

describe('tsc finds', () => {
  test('a wrong type', async () => {
    const { code, output } = await runGuard(
      'types',
      house(withLines('server/src/text/half.ts', '', `export const wrong: number = 'text';`)),
    );
    expect(output).toContain('half.ts(5,14): error TS2322');
    expect(code).not.toBe(0);
  });
});

describe('Biome finds', () => {
  const restricted = 'noRestrictedImports';
  const inText = 'server/src/text/half.ts';
  const nested = 'server/src/modfile/parts/parse.ts';
  test.each([
    ['a module of Node in a pure room', inText, `export { sep } from 'node:path';`, restricted],
    ['a package in a pure room', inText, `export { LRUCache } from 'lru-cache';`, restricted],
    ['an outer room', inText, `export { parse } from '../modfile/index.ts';`, restricted],
    ['a type of a port', inText, `export type { Clock } from '../ports/index.ts';`, restricted],
    [
      'a way past the index.ts',
      'server/src/modfile/third.ts',
      `export { half } from '../text/half.ts';`,
      restricted,
    ],
    ['a module of Node in a folder of a pure room', nested, `export { sep } from 'node:path';`, restricted],
    ['an outer room from a folder of a pure room', nested, `export * from '../../main/cli.ts';`, restricted],
    [
      'a way past the index.ts from a folder',
      nested,
      `export { half } from '../../text/half.ts';`,
      restricted,
    ],
    ['the environment', inText, 'export const home = process.env.HOME;', 'noRestrictedGlobals'],
    ['a socket', inText, `export const page = fetch('https://example.invalid/');`, 'noRestrictedGlobals'],
    [
      'an import that nobody uses',
      nested,
      `import '../third.ts';\nimport { x } from '../third.ts';`,
      'noUnusedImports',
    ],
    ['a wrong format', inText, 'export  const a = "b"', 'format'],
  ])('%s', async (_, path, line, rule) => {
    const { code, output } = await runGuard('format and lint', house(withLines(path, '', line)));
    expect(output).toContain(path.split('/').at(-1));
    expect(output).toContain(rule);
    expect(code).not.toBe(0);
  });

  test('a cycle, of types only', async () => {
    const { code, output } = await runGuard(
      'format and lint',
      house({
        'server/src/text/half.ts': `import type { B } from './other.ts';\n\nexport type A = B | 1;\n`,
        'server/src/text/other.ts': `import type { A } from './half.ts';\n\nexport type B = A | 2;\n`,
      }),
    );
    expect(output).toContain('noImportCycles');
    expect(code).not.toBe(0);
  });
});

describe('oxlint finds', () => {
  test.each([
    [
      'a forgotten promise',
      'async function late(): Promise<void> {}\nexport function start(): void {\n  late();\n}',
      'no-floating-promises',
    ],
    [
      'a switch that forgets a case',
      `export function word(kind: 'a' | 'b'): string {\n  switch (kind) {\n    case 'a':\n      return 'A';\n  }\n  return '';\n}`,
      'switch-exhaustiveness-check',
    ],
  ])('%s', async (_, lines, rule) => {
    const { code, output } = await runGuard(
      'promises and switches',
      house(withLines('server/src/text/half.ts', '', lines)),
    );
    expect(output).toContain(rule);
    expect(code).not.toBe(0);
  });
});

describe('knip finds', () => {
  test('an export that nobody uses', async () => {
    const { code, output } = await runGuard(
      'dead code',
      house(withLines('server/src/text/half.ts', '', 'export const nobodyUsesThis = 1;')),
    );
    expect(output).toMatch(/nobodyUsesThis +server\/src\/text\/half\.ts/);
    expect(code).not.toBe(0);
  });

  test('a file that nobody imports', async () => {
    const { code, output } = await runGuard(
      'dead code',
      house({ 'server/src/text/alone.ts': 'export const a = 1;\n' }),
    );
    expect(output).toContain('server/src/text/alone.ts');
    expect(code).not.toBe(0);
  });

  test('a package that the manifest does not list, and one that nobody needs', async () => {
    const folder = house(withLines('server/src/text/half.ts', '', `export { LRUCache } from 'lru-cache';`));
    const manifest = { name: 'planted', private: true, type: 'module', dependencies: { undici: '7.30.2' } };
    mkdirSync(dirname(join(folder, 'package.json')), { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    const { code, output } = await runGuard('dead code', folder);
    expect(output).toMatch(/Unlisted dependencies[\s\S]*lru-cache/);
    expect(output).toMatch(/Unused dependencies[\s\S]*undici/);
    expect(code).not.toBe(0);
  });
});
