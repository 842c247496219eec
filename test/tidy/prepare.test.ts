import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '../kit.ts';
import { type Outcome, plant, runNode, uproot } from './plant.ts';

afterAll(uproot);

const manifest = (version: string, engine = '>=20.18.1'): string =>
  JSON.stringify({
    name: 'planted',
    version,
    engines: { node: engine },
    devDependencies: { tool: 'file:tool' },
  });

/** A lock file with one package, which lies in the project, so that no network is needed. */
const lock = (toolVersion: string): string =>
  JSON.stringify({
    name: 'planted',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { name: 'planted', version: '1.0.0', devDependencies: { tool: 'file:tool' } },
      'node_modules/tool': { resolved: 'tool', link: true },
      tool: { version: toolVersion, dev: true },
    },
  });

function clone(engine?: string): string {
  return plant(
    {
      'package.json': manifest('1.0.0', engine),
      'package-lock.json': lock('1.0.0'),
      'tool/package.json': JSON.stringify({ name: 'tool', version: '1.0.0' }),
    },
    ['scripts', '.npmrc'],
    { packages: false },
  );
}

const prepare = (folder: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> =>
  runNode([join(folder, 'scripts/prepare.mjs')], folder, { env });

describe('prepare', () => {
  test('installs the packages of a bare clone, and then has nothing to do', async () => {
    const folder = clone();
    const first = await prepare(folder);
    expect(first).toMatchObject({
      code: 0,
      output: expect.stringContaining('npm ci: the packages are not installed'),
    });
    expect(existsSync(join(folder, 'node_modules/tool/package.json'))).toBe(true);
    expect(await prepare(folder)).toEqual({ code: 0, output: '' });
  });

  test('installs again when a package is gone, or is another than the lock file names', async () => {
    const folder = clone();
    await prepare(folder);
    rmSync(join(folder, 'node_modules/tool'));
    expect((await prepare(folder)).output).toContain('node_modules/tool is not installed');
    expect(await prepare(folder)).toEqual({ code: 0, output: '' });
    const installed = join(folder, 'node_modules/.package-lock.json');
    writeFileSync(installed, JSON.stringify({ packages: { 'node_modules/tool': { version: '0.9.0' } } }));
    expect((await prepare(folder)).output).toContain('node_modules/tool is 0.9.0');
  });

  test('says so when npm cannot install', async () => {
    const folder = clone();
    const archive = (text: string): string => text.replaceAll('file:tool', 'file:absent.tgz');
    writeFileSync(join(folder, 'package.json'), archive(manifest('1.0.0')));
    const entry = '"resolved":"file:absent.tgz","version":"1.0.0"';
    writeFileSync(
      join(folder, 'package-lock.json'),
      archive(lock('1.0.0')).replace('"resolved":"tool","link":true', entry),
    );
    const { code, output } = await prepare(folder);
    expect(output).toContain('could not be installed');
    expect(code).toBe(1);
  });

  test('says so when npm ends well without having installed', async () => {
    const folder = clone();
    rmSync(join(folder, 'tool'), { recursive: true });
    const { code, output } = await prepare(folder);
    expect(output).toContain('npm ci ended well, and yet node_modules/tool is not installed');
    expect(code).toBe(1);
  });

  test('names the Node that is needed', async () => {
    const { code, output } = await prepare(clone('>=99.1.0'));
    expect(output).toContain(`Node >=99.1.0 is needed, and this is ${process.version}`);
    expect(code).toBe(1);
  });

  test('names Git when it is missing', async () => {
    const { code, output } = await prepare(clone(), { PATH: '', Path: '' });
    expect(output).toContain('Git is needed');
    expect(code).toBe(1);
  });

  test('refuses a lock file that belongs to another manifest', async () => {
    const folder = clone();
    writeFileSync(join(folder, 'package.json'), manifest('1.0.0').replace('file:tool', '1.2.3'));
    const { code, output } = await prepare(folder);
    expect(output).toContain('package-lock.json does not belong to the devDependencies');
    expect(code).toBe(1);
  });
});
