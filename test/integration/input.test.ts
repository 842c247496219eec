import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '../kit.ts';
import { projectInWorld } from './project.ts';

const project = projectInWorld();
const { go, file } = project;

const HONEST = 'github.com/thistlewood/barometer v1.4.2';

describe('input', () => {
  test.each([
    ['an empty folder', async () => undefined, /no go\.mod or go\.work in this folder or below it/],
    [
      'a folder named go.mod',
      () => mkdir(join(project.folder, 'go.mod')),
      /no go\.mod or go\.work in this folder/,
    ],
  ])('%s: nothing is audited, and that is said', async (_, prepare, message) => {
    await prepare();
    const { code, out, err } = await go(['audit']);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(message);
    expect(err).toContain('nothing was audited');
  });

  test('a path that does not exist, and a file that is no go.mod', async () => {
    await file('main.go', 'package main\n');
    for (const path of ['none', 'none/go.mod', 'main.go']) {
      const { code, err } = await go(['audit', path]);
      expect(code).toBe(2);
      expect(err).toContain(`${path}: `);
    }
  });

  test('no requirement at all is said', async () => {
    await file('go.mod', 'module example.test/app\n');
    const { code, out } = await go(['audit']);
    expect(code).toBe(0);
    expect(out).toContain('0 modules found');
  });

  test('a line that cannot be read is named, the others are audited, and the exit code is not that of a clean audit', async () => {
    await file(
      'go.mod',
      `module example.test/app\n\nrequire (\n\t${HONEST}\n\tgithub.com/x "unterminated\n)\nunknown directive\n`,
    );
    const { code, out } = await go(['audit']);
    expect(code).toBe(2);
    expect(out).toMatch(/not read {2}go\.mod:5:/);
    expect(out).toMatch(/not read {2}go\.mod:7:1/);
    expect(out).toContain('1 same as upstream');
    expect(out).toContain('2 places not read');
  });

  test.each([
    ['NUL bytes', `module example.test/app\n\u0000\u0000\nrequire ${HONEST}\n`],
    ['a byte order mark', `\uFEFFmodule example.test/app\nrequire ${HONEST}\n`],
  ])('%s are a problem with a place', async (_, text) => {
    await file('go.mod', text);
    const { code, out } = await go(['audit']);
    expect(code).toBeGreaterThan(0);
    expect(out).toMatch(/go\.mod:\d+:\d+/);
    expect(out).toContain('1 same as upstream');
  });

  test('CRLF is no problem, and columns stay right', async () => {
    await file('go.mod', 'module example.test/app\r\n\r\nrequire github.com/boltdb-go/bolt v1.3.1\r\n');
    const { out } = await go(['audit', '--offline']);
    expect(out).toMatch(/go\.mod:3:9 {3}squat\/owner-affix/);
  });

  test('10 MB of garbage and bytes that are no text end soon, with an error', async () => {
    const garbage = new Uint8Array(10_000_000);
    for (let at = 0; at < garbage.length; at++) garbage[at] = (at * 7919 + (at >> 7)) & 255;
    await file('go.mod', garbage);
    const { code, out } = await go(['audit']);
    expect(code).toBeGreaterThan(0);
    expect(out).toContain('0 modules found');
  });

  test('a file over the limit is refused', async () => {
    await file('go.mod', new Uint8Array((16 << 20) + 1));
    const { code, err } = await go(['audit']);
    expect(code).toBe(2);
    expect(err).toContain('larger than 16 MiB');
  });

  test('several files, workspaces and left-out folders', async () => {
    await file('go.work', 'go 1.22\n\nuse (\n\t./a\n\t./b\n)\n');
    await file('a/go.mod', `module example.test/a\n\nrequire (\n\t${HONEST}\n\texample.test/b v1.0.0\n)\n`);
    await file('b/go.mod', `module example.test/b\n\nrequire ${HONEST}\n`);
    await file('vendor/x/go.mod', 'module example.test/x\n');
    await file('testdata/go.mod', 'module example.test/t\n');
    const { code, out } = await go(['audit', '--format', 'json']);
    const report = JSON.parse(out);
    expect(code).toBe(0);
    expect(report.files.map((one: { path: string }) => one.path)).toEqual([
      'a/go.mod',
      'b/go.mod',
      'go.work',
    ]);
    expect(
      report.modules.map((one: { path: string; requiredBy: string[] }) => [one.path, one.requiredBy]),
    ).toEqual([
      ['github.com/thistlewood/barometer', ['a/go.mod', 'b/go.mod']],
      ['example.test/b', ['a/go.mod']],
    ]);
    expect(report.modules[1].content.state).toBe('not-applicable');
    expect(report.leftOut).toEqual(['testdata/go.mod']);
  });

  test('a replacement is what is checked, at its place', async () => {
    await file(
      'go.mod',
      `module example.test/app\n\nrequire (\n\t${HONEST}\n\tgithub.com/boltdb/bolt v1.3.1\n\texample.test/local v1.0.0\n)\n\nreplace github.com/boltdb/bolt => github.com/boltdb-go/bolt v1.3.1\n\nreplace example.test/local => ../local\n`,
    );
    const { out } = await go(['audit']);
    expect(out).toMatch(/go\.mod:9:61 {3}origin\/diverged/);
    expect(out).toMatch(/go\.mod:9:35 {3}squat\/owner-affix/);
    expect(out).toContain('1 not applicable');
  });
});

describe('a workspace above the folder', () => {
  const inWorkspace = async (): Promise<void> => {
    await file(
      'go.work',
      'go 1.22\n\nuse (\n\t./a\n\t./b\n)\n\nreplace github.com/boltdb/bolt => github.com/boltdb-go/bolt v1.3.1\n',
    );
    await file(
      'a/go.mod',
      'module example.test/a\n\nrequire (\n\texample.test/b v0.0.0\n\tgithub.com/boltdb/bolt v1.3.1\n)\n',
    );
    await file('b/go.mod', 'module example.test/b\n');
  };

  test('has its say: its modules are local, its replacements count and are told at their place', async () => {
    await inWorkspace();
    const { code, out } = await go(['audit', 'a']);
    expect(code).toBe(1);
    expect(out).toContain('1 differs   1 not applicable');
    expect(out).toMatch(/go\.work:8:61 {3}origin\/diverged/);
  });

  test('has none when GOWORK is off', async () => {
    await inWorkspace();
    const { out } = await go(['audit', 'a'], { GOWORK: 'off' });
    expect(out).toContain('1 same as upstream   1 could not be determined');
  });
});

describe('go.sum', () => {
  const lines = async (name: string): Promise<readonly string[]> => {
    const sum = await readFile(join(project.world.exampleDir, 'go.sum'), 'utf8');
    return sum.split('\n').filter((line) => line.startsWith(`${name} `));
  };

  test('a main module of a workspace that lies outside of the audited folder is named to nobody', async () => {
    await file('app/go.work', 'go 1.22\n\nuse (\n\t.\n\t../own\n)\n');
    await file('own/go.mod', 'module example.test/secret\n');
    await file('app/go.mod', 'module example.test/app\n\nrequire example.test/secret v1.0.0\n');
    const before = project.world.requests.length;
    await go(['audit', 'app']);
    expect(project.world.requests.slice(before).filter(({ path }) => path.includes('secret'))).toEqual([]);
  });

  test('in a workspace the lines of every module and of go.work.sum count', async () => {
    await file('go.work', 'go 1.22\n\nuse (\n\t./a\n\t./b\n)\n');
    await file(
      'a/go.mod',
      `module example.test/a\n\nrequire (\n\t${HONEST}\n\tgithub.com/quayside/tidewater v1.0.0\n)\n`,
    );
    await file('a/go.sum', '');
    await file('b/go.mod', 'module example.test/b\n');
    await file('b/go.sum', `${(await lines('github.com/quayside/tidewater')).join('\n')}\n`);
    await file('go.work.sum', `${(await lines('github.com/thistlewood/barometer')).join('\n')}\n`);
    const { code, out } = await go(['audit', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out).modules.map((one: { checksum: { state: string } }) => one.checksum.state)).toEqual(
      ['proven', 'proven'],
    );
  });
});

test('a requirement that a directory replaces is nobody to suspect', async () => {
  await file(
    'go.mod',
    'module example.test/app\n\nrequire github.com/boltdb-go/bolt v1.3.1\n\nreplace github.com/boltdb-go/bolt => ./bolt\n',
  );
  const { code, out } = await go(['audit']);
  expect(code).toBe(0);
  expect(out).toContain('1 not applicable');
  expect(out).toContain('no findings');
});

test('a module without a version, of a mirror that does not answer, is undetermined and not unknown', async () => {
  const { code, out } = await go(['check', 'github.com/thistlewood/barometer'], {
    GOPROXY: 'http://127.0.0.1:9',
  });
  expect(code).toBe(0);
  expect(out).toContain('refused the connection');
  expect(out).not.toContain('version/unknown');
});
