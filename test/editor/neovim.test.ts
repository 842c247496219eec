import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '../kit.ts';
import { requirement } from '../requirement.ts';
import { startWorld, type World } from '../world/index.ts';
import { IMITATION } from './checks/imitation.ts';
import { copyExample } from './exampleProject.ts';
import { packExtension, unpackExtension } from './extensionFile.ts';
import { type ProcessGroup, startProcessGroup } from './processGroup.ts';

/** What the script in Neovim wrote down. Columns are in bytes; severity 1 is an error. */
interface Seen {
  readonly failure?: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly hover: { readonly contents: { readonly kind: string; readonly value: string } };
  readonly titles: readonly string[];
  readonly commands: readonly unknown[];
  readonly after: readonly Diagnostic[];
  readonly stopped: boolean;
}

interface Diagnostic {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly severity: number;
  readonly source: string;
  readonly code: string;
  readonly message: string;
}

const nvim = requirement('nvim');

describe.skipIf(nvim.skip)(`Neovim, attached over standard input and output (${nvim.reason})`, () => {
  let folder = '';
  let project = '';
  let world: World | null = null;
  let neovim: ProcessGroup | null = null;
  let seen: Seen | null = null;
  const found = (): Seen => {
    if (seen === null) throw new Error('Neovim has not run yet');
    return seen;
  };
  const read = (name: string): Promise<string> => readFile(join(project, name), 'utf8');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'modproof-neovim-'));
    await packExtension(join(folder, 'modproof.vsix'));
    // The server just as it ships, with its data.
    await unpackExtension(join(folder, 'modproof.vsix'), join(folder, 'extension'));
    world = await startWorld();
    project = await copyExample(world);
    const out = join(folder, 'seen.json');
    const args = ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c'];
    const script = join(import.meta.dirname, 'neovim/session.lua');
    neovim = startProcessGroup('nvim', [...args, `luafile ${script}`], {
      cwd: folder,
      env: {
        ...process.env,
        ...world.env,
        NODE: process.execPath,
        SERVER: join(folder, 'extension/dist/server.js'),
        GO_MOD: join(project, 'go.mod'),
        OUT: out,
      },
    });
    const code = await neovim.ended;
    expect({ code, output: neovim.output() }).toMatchObject({ code: 0 });
    seen = JSON.parse(await readFile(out, 'utf8')) as Seen;
    expect(seen.failure).toBeUndefined();
  }, 120_000);
  afterAll(async () => {
    await neovim?.stop();
    await world?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('shows the findings at their tokens', () => {
    const { diagnostics } = found();
    expect(new Set(diagnostics.map(({ source }) => source))).toEqual(new Set(['modproof']));
    const ofLine = diagnostics.filter(({ line }) => line === 7);
    const path = { from: 1, to: 1 + IMITATION.module.length };
    expect(ofLine).toContainEqual(expect.objectContaining({ ...path, code: 'squat/owner-affix' }));
    expect(ofLine).toContainEqual(
      expect.objectContaining({ from: path.to + 1, to: path.to + 7, code: 'origin/diverged', severity: 1 }),
    );
  });

  test('shows the hover card, with no link that it could not follow', () => {
    const { kind, value } = found().hover.contents;
    expect(kind).toBe('markdown');
    expect(value).toContain('differs from upstream');
    expect(value).not.toContain('command:');
  });

  test('offers the module that was meant, and nothing that only another editor can do', () => {
    expect(found().titles[0]).toBe(`Replace ${IMITATION.module} with ${IMITATION.genuine}`);
    expect(found().commands).toEqual([]);
  });

  test('replaces the module in go.mod, go.sum and the imports', async () => {
    const [goMod, goSum, source] = await Promise.all(['go.mod', 'go.sum', 'main.go'].map(read));
    for (const text of [goMod, goSum, source]) expect(text).not.toContain(IMITATION.module);
    expect(goMod).toContain(`\t${IMITATION.genuine} v1.3.1\n`);
    expect(source).toContain(`\t"${IMITATION.genuine}"\n`);
  });

  test('takes the findings of the module back, and leaves the others', () => {
    const about = (list: readonly Diagnostic[], line: number) => list.filter((one) => one.line === line);
    expect(about(found().after, 7)).toEqual([]);
    // One line fewer above it.
    expect(about(found().after, 10).length).toBe(about(found().diagnostics, 11).length);
  });

  test('ends the server', async () => {
    expect(found().stopped).toBe(true);
    expect(await neovim?.running()).toEqual([]);
  });
});
