import { describe, expect, test } from '../kit.ts';
import { architectureTable, tableIn, withTable } from './architectureTable.ts';
import { checkDirections, checkRows, checkTable } from './directions.ts';
import { editorOverrides } from './editorRules.ts';
import { checkEffects } from './effects.ts';
import { ROOMS, type Room } from './layers.ts';
import { projectFiles } from './tree.ts';

const files = projectFiles((path) => /^(?:server|client)\//.test(path));

describe('the rooms of this project', () => {
  test('the guards see the source', () => {
    expect(files.size).toBeGreaterThan(20);
  });

  test('every import keeps to the table', () => {
    expect(checkDirections(files, ROOMS)).toEqual([]);
  });

  test('every room has a row, and every row a room', () => {
    expect(checkRows(files, ROOMS)).toEqual([]);
  });

  test('the table allows no cycle, and knowledge imports knowledge only', () => {
    expect(checkTable(ROOMS)).toEqual([]);
  });

  test('rooms without effects read no clock and no chance', () => {
    expect(checkEffects(files, ROOMS)).toEqual([]);
  });

  test('ARCHITECTURE.md shows the table: npm run layers writes it', () => {
    const architecture = projectFiles((path) => path === 'ARCHITECTURE.md').get('ARCHITECTURE.md') ?? '';
    expect(tableIn(architecture)).toBe(architectureTable(ROOMS));
  });

  test('the editor knows the table: npm run layers writes biome.layers.json', () => {
    const written = projectFiles((path) => path === 'biome.layers.json').get('biome.layers.json') ?? '{}';
    expect(JSON.parse(written)).toEqual({ overrides: editorOverrides(ROOMS) });
  });

  test('every package that the product needs has a room that may import it', () => {
    const manifest = projectFiles((path) => path === 'package.json').get('package.json') ?? '{}';
    const needed = Object.keys((JSON.parse(manifest) as { dependencies: object }).dependencies);
    const homes = new Set(Object.values(ROOMS).flatMap((room) => room.packages));
    expect(needed.filter((name) => !homes.has(name))).toEqual([]);
  });
});

describe('planted violations are found', () => {
  const room = (rooms: string[], packages: string[] = [], node: string[] = []): Room => ({
    kind: 'knowledge',
    rooms,
    packages,
    node,
    effects: false,
  });
  const table: Record<string, Room> = {
    low: room([]),
    high: room(['low'], ['good', '@scope/good'], ['node:crypto']),
    ports: { ...room([]), kind: 'access' },
    outer: { ...room(['high', 'low', 'ports']), kind: 'judgement', node: 'any', effects: true },
  };
  const sound = new Map([
    ['server/src/low/index.ts', `export { low } from './low.ts';`],
    ['server/src/low/low.ts', 'export const low = 1;'],
    ['server/src/low/deep/part.ts', `import { low } from '../low.ts';`],
    ['server/src/high/index.ts', `export { high } from './high.ts';`],
    [
      'server/src/high/high.ts',
      `import { low } from '../low/index.ts'; import 'node:crypto'; import 'good/sub';`,
    ],
    ['server/src/ports/index.ts', 'export interface Port {}'],
    ['server/src/outer/index.ts', `import { high } from '../high/index.ts'; import 'node:fs';`],
  ]);
  const planted = (path: string, text: string): Map<string, string> => new Map([...sound, [path, text]]);

  test('the sound house is clean', () => {
    expect(checkDirections(sound, table)).toEqual([]);
    expect(checkRows(sound, table)).toEqual([]);
    expect(checkTable(table)).toEqual([]);
  });

  test.each([
    ['a module of Node', `import fs from 'node:fs';`, 'imports node:fs, which low may not'],
    ['a module of Node without its prefix', `import fs from 'fs';`, 'imports fs without "node:"'],
    ['an outer room', `import { outer } from '../outer/index.ts';`, 'low may not know outer'],
    ['a type of a port', `import type { Port } from '../ports/index.ts';`, 'low may not know ports'],
    ['a type written as import()', `let port: import('../ports/index.ts').Port;`, 'low may not know ports'],
    ['a re-export', `export * from '../ports/index.ts';`, 'low may not know ports'],
    ['a package', `import 'good';`, 'imports good, which low may not'],
    ['a dynamic import', `await import('node:net');`, 'imports node:net, which low may not'],
    ['a computed import', `await import('node:' + 'net');`, 'no plain string'],
    ['a file of the tests', `import { test } from '../../../test/kit.ts';`, 'stands in no room'],
    ['a file that is not there', `import { x } from './absent.ts';`, 'does not exist'],
  ])('%s', (_, text, sentence) => {
    const problems = checkDirections(planted('server/src/low/low.ts', text), table);
    // An outer room that imports this one makes a cycle as well.
    expect(problems.filter((problem) => !problem.includes('import each other'))).toEqual([
      expect.stringContaining(sentence),
    ]);
    expect(problems[0]).toMatch(/^server\/src\/low\/low\.ts:1 /);
  });

  test('a way past the index.ts of an allowed room', () => {
    const problems = checkDirections(
      planted('server/src/high/high.ts', `import { low } from '../low/low.ts';`),
      table,
    );
    expect(problems).toEqual([expect.stringContaining('past the index.ts of low')]);
  });

  test('a package whose name only begins like an allowed one', () => {
    const problems = checkDirections(planted('server/src/high/high.ts', `import 'good-but-other';`), table);
    expect(problems).toEqual([expect.stringContaining('imports good-but-other')]);
  });

  test('a cycle of files, of types only', () => {
    const files = planted('server/src/low/low.ts', `import type { X } from './other.ts';`);
    files.set('server/src/low/other.ts', `import type { Y } from './low.ts';`);
    expect(checkDirections(files, table)).toEqual([
      'files import each other: server/src/low/low.ts -> server/src/low/other.ts -> server/src/low/low.ts',
    ]);
  });

  test('a cycle of rooms, even where the table would allow it', () => {
    const circular = { ...table, low: room(['high']) };
    const files = planted('server/src/low/other.ts', `import { high } from '../high/index.ts';`);
    expect(checkDirections(files, circular)).toEqual(['rooms import each other: high -> low -> high']);
    expect(checkTable(circular)).toEqual(['rows allow a cycle: high -> low -> high']);
  });

  test('a file outside of every room', () => {
    expect(checkDirections(planted('server/src/loose.ts', ''), table)).toEqual([
      'server/src/loose.ts stands in no room',
    ]);
  });

  test('a room without a row, and a row without a room', () => {
    expect(checkRows(planted('server/src/new/index.ts', ''), table)).toEqual(['new has no row in layers.ts']);
    expect(checkRows(sound, { ...table, gone: room([]) })).toEqual([
      'server/src/gone/ does not exist, but has a row in layers.ts',
    ]);
  });

  test('a table that lets knowledge know more', () => {
    expect(checkTable({ ...table, low: room(['ports']) })).toEqual([
      'low holds knowledge, and may not import ports',
    ]);
    expect(checkTable({ ...table, low: room(['absent']) })).toEqual([
      'the row of low names absent, which has no row',
    ]);
  });

  test.each([['const t = Date.now();'], ['const t = new Date();'], ['const t = Math\n  .random();']])(
    '%s',
    (text) => {
      expect(checkEffects(planted('server/src/low/low.ts', text), table)).toHaveLength(1);
      expect(checkEffects(planted('server/src/outer/index.ts', text), table)).toEqual([]);
      expect(checkEffects(planted('server/src/low/low.ts', `// ${text.replace('\n', '')}`), table)).toEqual(
        [],
      );
    },
  );

  test('an old table in ARCHITECTURE.md', () => {
    const current = withTable(
      '# A\n<!-- layers:start -->\nold\n<!-- layers:end -->\nrest',
      architectureTable(table),
    );
    expect(tableIn(current ?? '')).toBe(architectureTable(table));
    expect(current).toMatch(/\nrest$/);
    expect(architectureTable({ ...table, low: room(['high']) })).not.toBe(architectureTable(table));
    expect(tableIn('no markers')).toBeNull();
    expect(withTable('<!-- layers:end --><!-- layers:start -->', '')).toBeNull();
  });
});
