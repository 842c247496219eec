import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '../../kit.ts';
import { requirement } from '../../requirement.ts';
import { type ModuleDescription, startWorld, type World } from '../../world/index.ts';
import { goModHash, zipHash } from './moduleHash.ts';

const go = requirement('go');

/** Never the Sync kind: the mirror lives in this process. */
const run = promisify(execFile);

describe('the example project', () => {
  let world: World;
  let required: readonly ModuleDescription[];

  beforeAll(async () => {
    world = await startWorld();
    required = await requiredModules(world);
  });
  afterAll(() => world.stop());

  test('requires both imitations, the genuine module and a dozen honest ones', () => {
    const names = required.map(({ name }) => name);
    expect(names).toContain('boltdb-attack');
    expect(names).toContain('boltdb-genuine');
    expect(names).toContain('httprouter-attack');
    expect(required.filter(({ kind }) => kind === 'honest').length).toBeGreaterThan(12);
    expect(new Set(required.map(({ kind }) => kind))).toEqual(new Set(['attack', 'honest']));
  });

  test('has the hashes of what the mirror serves in go.sum', async () => {
    const lines: string[] = [];
    for (const { path, version } of required) {
      const url = `${world.mirror.url}/${escaped(path)}/@v/${escaped(version)}`;
      lines.push(`${path} ${version} ${await zipHash(await fetchBytes(`${url}.zip`))}\n`);
      lines.push(`${path} ${version}/go.mod ${goModHash(await fetchBytes(`${url}.mod`))}\n`);
    }
    const expected = lines.join('');
    const goSum = join(world.exampleDir, 'go.sum');
    if (process.env.UPDATE === '1') {
      await writeFile(goSum, expected);
    }
    expect(await readFile(goSum, 'utf8')).toBe(expected);
  });

  test.skipIf(go.skip)(
    `is accepted by the go command through the mirror${go.skip ? ` (${go.reason})` : ''}`,
    async () => {
      const copy = await mkdtemp(join(tmpdir(), 'modproof-example-'));
      try {
        await copyFile(join(world.exampleDir, 'go.mod'), join(copy, 'go.mod'));
        await copyFile(join(world.exampleDir, 'go.sum'), join(copy, 'go.sum'));
        const env = { ...process.env, ...world.env };
        const { stdout: downloads } = await run('go', ['mod', 'download', '-json'], { cwd: copy, env });
        expect(downloads.match(/"Sum": "h1:/g)).toHaveLength(required.length);
        const { stdout: verified } = await run('go', ['mod', 'verify'], { cwd: copy, env });
        expect(verified).toContain('all modules verified');
        expect(await readFile(join(copy, 'go.sum'), 'utf8')).toBe(
          await readFile(join(world.exampleDir, 'go.sum'), 'utf8'),
        );
      } finally {
        await rm(copy, { recursive: true, force: true });
      }
    },
  );
});

/** The modules that go.mod requires, in its order. Throws when the world does not have one. */
async function requiredModules(world: World): Promise<ModuleDescription[]> {
  const text = await readFile(join(world.exampleDir, 'go.mod'), 'utf8');
  return [...text.matchAll(/^\t(\S+) (v\S+)$/gm)].map(([line, path, version]) => {
    const module = world.modules.find((known) => known.path === path && known.version === version);
    if (module === undefined) {
      throw new Error(`the world has no${line}`);
    }
    return module;
  });
}

function escaped(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

async function fetchBytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}
