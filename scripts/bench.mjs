/**
 * Runs the benchmarks in `test/bench`, one process each.
 *
 *   node scripts/bench.mjs [part of a file's name …] [--option for the benchmarks …]
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { fail, ROOT, runNode } from './tools.mjs';

prepare();
const folder = join(ROOT, 'test/bench');
const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const names = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
if (names.length === 0)
  fail(`no benchmark in test/bench${wanted.length > 0 ? ` is named like ${wanted}` : ''}`);

// Some benchmarks run the built program.
const { build } = await import('./build.mjs');
await build().catch((error) => fail(`The build failed: ${error.message}`));
const { build: bundle } = await import('esbuild');
await bundle({
  absWorkingDir: ROOT,
  entryPoints: names.map((name) => `test/bench/${name}`),
  outdir: 'build/bench',
  bundle: true,
  platform: 'node',
  mainFields: ['module', 'main'],
  target: 'node20.18',
  format: 'cjs',
  logLevel: 'warning',
}).catch(() => fail('The benchmarks could not be built.'));

for (const name of names) {
  const script = join(ROOT, 'build/bench', name.replace(/\.ts$/, '.js'));
  const { code } = await runNode(['--expose-gc', script, ...options]);
  if (code !== 0) process.exitCode = 1;
}
