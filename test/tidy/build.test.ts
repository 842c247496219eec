import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '../kit.ts';
import { type Outcome, plant, runNode, uproot } from './plant.ts';

afterAll(uproot);

/** A project that needs no packages of its own. */
const SMALL: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ name: 'planted', version: '1.2.3', engines: { node: '>=20.18.1' } }),
  'package-lock.json': JSON.stringify({ packages: { '': {} } }),
  'server/data/known-modules.txt': 'example.test/a 1\n',
  'server/data/log-dates.txt': '2020-01-01 1 somebody\n',
  'server/data/malicious-modules.txt': 'modproof-feed/1\t2026-01-01\t0\n',
  'server/data/trusted-root.json': '{}\n',
  'docs/findings/a-b.md': '# a/b\n',
  'docs/schema/policy-1.json': '{}\n',
  'server/src/main/cli.ts': [
    'declare const MODPROOF_VERSION: string;',
    'export const version = MODPROOF_VERSION;',
    `const [, , ...given] = process.argv as string[];`,
    `console.log('audits', JSON.stringify(given), process.env.WORLD ?? 'the real world');`,
    `if (given.includes('--wait')) setInterval(() => {}, 1000);`,
    'process.exitCode = 1;',
  ].join('\n'),
  'test/world/world.ts': [
    'export async function startWorld() {',
    `  console.log('world started');`,
    '  return {',
    `    env: { WORLD: 'the small world' },`,
    `    exampleDir: process.env.EXAMPLE ?? 'example',`,
    `    async stop() { console.log('world stopped'); },`,
    '  };',
    '}',
  ].join('\n'),
};

const project = (changes: Readonly<Record<string, string>> = {}): string =>
  plant({ ...SMALL, ...changes }, ['scripts']);
const run = (folder: string, script: string, ...args: string[]): Promise<Outcome> =>
  runNode([join(folder, 'scripts', script), ...args], folder);

describe('build', () => {
  test('makes a command that runs by itself, with its data beside it', async () => {
    const folder = project();
    const { code, output } = await run(folder, 'build.mjs');
    expect(output.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^built dist\/cli\.js \d+ kB, build\/world\.js \d+ kB, 6 data files in /),
    ]);
    expect(code).toBe(0);
    const cli = readFileSync(join(folder, 'dist/cli.js'), 'utf8');
    expect(cli.split('\n')[0]).toBe('#!/usr/bin/env node');
    expect(cli).toContain('"1.2.3"');
    if (process.platform !== 'win32') expect(statSync(join(folder, 'dist/cli.js')).mode & 0o111).toBe(0o111);
    expect(readFileSync(join(folder, 'dist/data/known-modules.txt'), 'utf8')).toBe('example.test/a 1\n');
    expect(readFileSync(join(folder, 'dist/data/log-dates.txt'), 'utf8')).toBe('2020-01-01 1 somebody\n');
    expect(readFileSync(join(folder, 'dist/findings/a-b.md'), 'utf8')).toBe('# a/b\n');
    expect(readFileSync(join(folder, 'dist/schema/policy-1.json'), 'utf8')).toBe('{}\n');
    expect(await runNode([join(folder, 'dist/cli.js'), 'x'], folder)).toEqual({
      code: 1,
      output: 'audits ["x"] the real world\n',
    });
  });

  test('leaves alone what did not change, and removes what is no longer made', async () => {
    const folder = project();
    await run(folder, 'build.mjs');
    const before = statSync(join(folder, 'dist/cli.js')).mtimeMs;
    writeFileSync(join(folder, 'dist/findings/old.md'), '');
    await run(folder, 'build.mjs');
    expect(statSync(join(folder, 'dist/cli.js')).mtimeMs).toBe(before);
    expect(existsSync(join(folder, 'dist/findings/old.md'))).toBe(false);
  });

  test('builds the editor extension where there is one, without the editor itself', async () => {
    const folder = project({
      'client/src/extension.ts': `import * as vscode from 'vscode'; console.log(vscode);`,
    });
    expect((await run(folder, 'build.mjs')).output).toContain('dist/extension.js');
    expect(readFileSync(join(folder, 'dist/extension.js'), 'utf8')).toContain('require("vscode")');
  });

  test.each([
    ['server/src/main/cli.ts', 'server/src/main/cli.ts is missing'],
    ['server/data/known-modules.txt', 'known-modules.txt'],
    ['server/data/log-dates.txt', 'log-dates.txt'],
    ['server/data/malicious-modules.txt', 'malicious-modules.txt'],
    ['server/data/trusted-root.json', 'trusted-root.json'],
    ['docs/findings', 'docs/findings'],
    ['docs/schema/policy-1.json', 'policy-1.json'],
  ])('fails when %s is missing', async (path, message) => {
    const folder = project();
    rmSync(join(folder, path), { recursive: true });
    const { code, output } = await run(folder, 'build.mjs');
    expect(output).toContain(message);
    expect(code).toBe(1);
  });

  test('fails when an import leads nowhere', async () => {
    const { code, output } = await run(
      project({ 'server/src/main/cli.ts': `import './absent.ts';` }),
      'build.mjs',
    );
    expect(output).toContain('absent.ts');
    expect(code).toBe(1);
  });
});

describe('start', () => {
  test('audits the example in the small world, stops the world, and ends with the exit code of the audit', async () => {
    const { code, output } = await run(project(), 'start.mjs');
    expect(output.trimEnd().split('\n')).toEqual([
      'world started',
      'audits ["audit","example"] the small world',
      'world stopped',
    ]);
    expect(code).toBe(1);
  });

  test('takes folders from where the user is, although npm does not run it there', async () => {
    const folder = project({
      'below/go.mod': '',
      'server/src/main/cli.ts': `console.log(process.cwd(), process.argv.at(-1));`,
    });
    const env = {
      npm_lifecycle_event: 'start',
      INIT_CWD: join(folder, 'below'),
      EXAMPLE: join(folder, 'example'),
    };
    const given = await runNode([join(folder, 'scripts/start.mjs'), 'here'], folder, { env });
    expect(given.output).toMatch(/[\\/]below here\n$/);
    const example = await runNode([join(folder, 'scripts/start.mjs')], folder, { env });
    expect(example.output).toContain(`${join('..', 'example')}\n`);
  });

  test('audits what is given in the real world', async () => {
    const { code, output } = await run(project(), 'start.mjs', 'my folder', '--json');
    expect(output).toBe('audits ["audit","my folder","--json"] the real world\n');
    expect(code).toBe(1);
  });

  test('says so when the small world does not start', async () => {
    const world = `export async function startWorld() { throw new Error('no port is free'); }`;
    const { code, output } = await run(project({ 'test/world/world.ts': world }), 'start.mjs');
    expect(output).toBe('The small world could not be started: no port is free\n');
    expect(code).toBe(1);
  });

  test.skipIf(process.platform === 'win32')('a signal stops everything (needs POSIX signals)', async () => {
    let sent = false;
    const folder = project();
    const { code, output } = await runNode([join(folder, 'scripts/start.mjs')], folder, {
      env: { EXAMPLE: '--wait' },
      onOutput: (soFar, pid) => {
        if (sent || !soFar.includes('audits')) return;
        sent = true;
        process.kill(pid, 'SIGTERM');
      },
    });
    expect(output).toContain('world stopped');
    expect(code).toBe(143);
  });
});
