/**
 * Makes `dist/` (what ships) and `build/` (what only this checkout needs).
 *
 * A file is written only when its content changes, and under another name
 * first, so that whoever runs an old copy meanwhile is not disturbed.
 */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build as bundle } from 'esbuild';
import { fail, isMain, ROOT } from './tools.mjs';

/** The bundles; `shipped` marks those that the VS Code extension is made of. */
export const BUNDLES = [
  { from: 'server/src/main/cli.ts', to: 'dist/cli.js', command: true },
  { from: 'server/src/main/lsp.ts', to: 'dist/server.js', optional: true, shipped: true },
  {
    from: 'client/src/extension.ts',
    to: 'dist/extension.js',
    external: ['vscode'],
    optional: true,
    shipped: true,
  },
  // What signs there depends on the order in which its parts are loaded, and is read from its package.
  { from: 'test/world/world.ts', to: 'build/world.js', external: ['@sigstore/mock'] },
];

const VERSION = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version;

if (isMain(import.meta.url)) {
  await build().then(console.log, (error) => fail(`The build failed: ${error.message}`));
}

/** Builds everything and gives one line that says what. Rejects where anything is missing or wrong. */
export async function build() {
  const start = performance.now();
  const missing = BUNDLES.filter(({ from, optional }) => !optional && !existsSync(join(ROOT, from)));
  if (missing.length > 0) throw new Error(`${missing.map(({ from }) => from).join(', ')} is missing`);
  const wanted = BUNDLES.filter(({ from }) => existsSync(join(ROOT, from)));
  const bundles = (await Promise.all(wanted.map((each) => outputOf(each)))).flat();
  const copies = copiesOfData();
  for (const output of [...bundles, ...copies]) write(output);
  sweep('dist', [...bundles, ...copies]);
  const sizes = bundles.map(({ to, content }) => `${to} ${Math.ceil(content.length / 1000)} kB`);
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  return `built ${sizes.join(', ')}, ${copies.length} data files in ${seconds} s`;
}

/** What is copied beside the bundles, with the place where it goes. */
export function copiesOfData() {
  return [
    copy('server/data/known-modules.txt', 'dist/data'),
    copy('server/data/log-dates.txt', 'dist/data'),
    copy('server/data/malicious-modules.txt', 'dist/data'),
    copy('server/data/trusted-root.json', 'dist/data'),
    copy('docs/schema/policy-1.json', 'dist/schema'),
    ...readdirSync(join(ROOT, 'docs/findings'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => copy(`docs/findings/${name}`, 'dist/findings')),
  ];
}

/**
 * Bundles one of {@link BUNDLES}: the files that come of it, nothing written.
 *
 * With `minify`, names and spaces are made short and comments left out; whoever
 * ships that has to ship the licences of `parts`, the bundled files, besides.
 */
export async function outputOf({ from, to, command = false, external = [] }, { minify = false } = {}) {
  const { outputFiles, metafile } = await bundle({
    absWorkingDir: ROOT,
    entryPoints: [from],
    outfile: to,
    bundle: true,
    write: false,
    platform: 'node',
    // The CommonJS form of jsonc-parser cannot be bundled: it looks for its files at run time.
    mainFields: ['module', 'main'],
    target: 'node20.18',
    format: 'cjs',
    external,
    minify,
    metafile: true,
    legalComments: minify ? 'none' : 'eof',
    define: { MODPROOF_VERSION: JSON.stringify(VERSION) },
    ...(command ? { banner: { js: '#!/usr/bin/env node' } } : {}),
    logLevel: 'warning',
  });
  const parts = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).filter((path) => inputs[path].bytesInOutput > 0),
  );
  return outputFiles.map(({ contents }) => ({ to, content: Buffer.from(contents), command, parts }));
}

function copy(from, folder) {
  return { to: `${folder}/${basename(from)}`, content: readFileSync(join(ROOT, from)), command: false };
}

function write({ to, content, command }) {
  const path = join(ROOT, to);
  if (existsSync(path) && readFileSync(path).equals(content)) return;
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, content);
  if (command) chmodSync(beside, 0o755);
  renameSync(beside, path);
}

/** Removes what earlier builds left in a folder. */
function sweep(folder, outputs) {
  const kept = new Set(outputs.map(({ to }) => join(ROOT, to)));
  for (const entry of readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !kept.has(path)) rmSync(path, { force: true });
  }
}
