import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, test } from '../kit.ts';
import { importsOf } from './specifiers.ts';
import { projectFiles, ROOT } from './tree.ts';

const specifiers = (text: string): (string | null)[] => importsOf(text).map((found) => found.specifier);

describe('import specifiers', () => {
  test.each([
    [`import 'a';`, 'a'],
    [`import a from "a";`, 'a'],
    [`import * as b from 'a';`, 'a'],
    [`import b, { c as d, type E } from 'a';`, 'a'],
    [`import {\n  b, // from 'x'\n  c,\n} from 'a';`, 'a'],
    [`import type { B } from 'a';`, 'a'],
    [`import type B from 'a';`, 'a'],
    [`import from from 'a';`, 'a'],
    [`import data from 'a' with { type: 'json' };`, 'a'],
    [`export * from 'a';`, 'a'],
    [`export * as b from 'a';`, 'a'],
    [`export { b, type C } from 'a';`, 'a'],
    [`export type { B } from 'a';`, 'a'],
    [`export type * from 'a';`, 'a'],
    [`const b = await import('a');`, 'a'],
    ['const b = await import(`a`);', 'a'],
    [`const b = \`\${import('a')}\`;`, 'a'],
    [`let b: import('a').B;`, 'a'],
    [`import b = require('a');`, 'a'],
    [`const b = require('a');`, 'a'],
    [`const b = require.resolve('a');`, 'a'],
    [`const e = /'/; import 'a';`, 'a'],
  ])('%s', (text, specifier) => {
    expect(specifiers(text)).toEqual([specifier]);
  });

  test.each([
    [`// import 'a';`],
    [`/* import 'a'; */`],
    [`const b = "import 'a'";`],
    ["const b = `import 'a'`;"],
    [`export const from = 'a';`],
    [`export default 'a';`],
    [`export { b }; const from = 'a';`],
    [`export type B = 'a';`],
    [`const b = import.meta.url + 'a';`],
    [`b.import('a'); b.require('a');`],
    [`b.require = ['a'];`],
    ['class B { require(line: string) {} }'],
    [`declare module 'a' { }`],
  ])('none in %s', (text) => {
    expect(specifiers(text)).toEqual([]);
  });

  test.each([
    [`import('a' + b)`],
    ['import(b)'],
    [`import(b ? 'a' : 'c')`],
    ['import(`a${b}`)'],
    ['require(b)'],
    [String.raw`import '\x61';`],
  ])('%s cannot be checked, and says so', (text) => {
    expect(specifiers(text)).toEqual([null]);
  });

  test('form and line are told', () => {
    expect(importsOf(`\nimport 'a';\nexport * from 'b';\nimport('c');\nrequire('d');`)).toEqual([
      { specifier: 'a', form: 'import', line: 2 },
      { specifier: 'b', form: 'export', line: 3 },
      { specifier: 'c', form: 'dynamic', line: 4 },
      { specifier: 'd', form: 'require', line: 5 },
    ]);
  });

  test('esbuild, as a second opinion, sees no import of this project that we do not', async () => {
    const files = projectFiles(
      (path) => /^(?:server|client|test)\/.*\.ts$/.test(path) && !path.endsWith('.d.ts'),
    );
    const { metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: [...files.keys()],
      outdir: join(ROOT, 'build'),
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      logLevel: 'silent',
      plugins: [
        {
          name: 'every file by itself',
          setup: ({ onResolve }) =>
            onResolve({ filter: /./ }, ({ kind, path }) =>
              kind === 'entry-point' ? undefined : { path, external: true },
            ),
        },
      ],
    });
    const missed: string[] = [];
    let seen = 0;
    for (const [path, input] of Object.entries(metafile.inputs)) {
      const ours = new Set(specifiers(files.get(path) ?? ''));
      for (const found of input.imports) {
        seen += 1;
        if (!ours.has(found.path)) missed.push(`${path}: ${found.path}`);
      }
    }
    expect(missed).toEqual([]);
    expect(seen).toBeGreaterThan(50);
  });
});
