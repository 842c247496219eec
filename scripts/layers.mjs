/**
 * Writes the table of rooms (`test/tidy/layers.ts`) into `ARCHITECTURE.md` and
 * into the import rules of `biome.layers.json`, which `biome.json` extends.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { binOf, fail, ROOT, runNode } from './tools.mjs';

const tidy = await load(`
  export { ROOMS } from './layers.ts';
  export { architectureTable, withTable } from './architectureTable.ts';
  export { editorOverrides } from './editorRules.ts';
`);

const architecture = join(ROOT, 'ARCHITECTURE.md');
const text = tidy.withTable(readFileSync(architecture, 'utf8'), tidy.architectureTable(tidy.ROOMS));
if (text === null) fail('ARCHITECTURE.md has no markers for the table of rooms');
writeFileSync(architecture, text);

const rules = { overrides: tidy.editorOverrides(tidy.ROOMS) };
writeFileSync(join(ROOT, 'biome.layers.json'), JSON.stringify(rules));
const formatted = await runNode([binOf('@biomejs/biome', 'biome'), 'format', '--write', 'biome.layers.json']);
process.exit(formatted.code);

/** Loads TypeScript of `test/tidy`, which Node 20 cannot read by itself. */
function load(contents) {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: join(ROOT, 'test/tidy'), loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}
