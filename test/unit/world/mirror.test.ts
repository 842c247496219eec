import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, test } from '../../kit.ts';
import { startWorld, type World } from '../../world/index.ts';
import { moduleNamed, until } from './ask.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

function ask(path: string, init?: RequestInit): Promise<Response> {
  return fetch(`${world.mirror.url}/${path}`, init);
}

function parcel(name: string, file = 'v1.0.0.zip'): string {
  return `github.com/ferrytown/parcels/${name}/@v/${file}`;
}

async function zipOf(name: string): Promise<Uint8Array> {
  const response = await ask(parcel(name));
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

describe('a copy', () => {
  test('is served by the GOPROXY protocol, with capitals escaped', async () => {
    const path = 'github.com/!tamsin!oakes/!glyph!kit';
    expect(await (await ask(`${path}/@v/list`)).text()).toBe('v1.0.1-RC2\n');
    const info = await (await ask(`${path}/@v/v1.0.1-!r!c2.info`)).json();
    expect(info).toEqual(await (await ask(`${path}/@latest`)).json());
    expect(info).toEqual({
      Version: 'v1.0.1-RC2',
      Time: '2022-05-15T06:45:30Z',
      Origin: {
        VCS: 'git',
        URL: 'https://github.com/TamsinOakes/GlyphKit',
        Hash: world.commitId(moduleNamed(world, 'capitals'), 'release'),
        Ref: 'refs/tags/v1.0.1-RC2',
      },
    });
    expect(await (await ask(`${path}/@v/v1.0.1-!r!c2.mod`)).text()).toContain(
      'module github.com/TamsinOakes/GlyphKit',
    );
    expect((await ask('github.com/TamsinOakes/GlyphKit/@v/list')).status).toBe(404);
  });

  test('of a pseudo-version is not in the list', async () => {
    expect(await (await ask('github.com/quayside/hedgerow/@v/list')).text()).toBe('');
    expect(await (await ask('github.com/quayside/hedgerow/@latest')).json()).toMatchObject({
      Version: moduleNamed(world, 'pseudo-version').version,
    });
  });

  test('lies in the folder that file:// names', async () => {
    const file = fileURLToPath(`${world.mirror.fileUrl}/github.com/boltdb/bolt/@v/v1.3.1.zip`);
    const served = await (await ask('github.com/boltdb/bolt/@v/v1.3.1.zip')).arrayBuffer();
    expect(new Uint8Array(await readFile(file))).toEqual(new Uint8Array(served));
  });

  test('that nobody cached is not found, nor is anything beside the folder', async () => {
    expect((await ask('github.com/nobody/nothing/@v/list')).status).toBe(404);
    expect((await ask('%2e%2e%2fhome/@v/%2e%2e%2f.gitconfig')).status).toBe(404);
    expect((await ask('..%2fhome/@v/list')).status).toBe(404);
  });
});

describe('a fault', () => {
  test.each([
    ['forbidden', 403],
    ['notfound', 404],
    ['gone', 410],
    ['toomany', 429],
    ['broken', 500],
  ])('%s is status %i for every request', async (name, status) => {
    for (const file of ['list', 'v1.0.0.info', 'v1.0.0.mod', 'v1.0.0.zip']) {
      const response = await ask(parcel(name, file));
      expect(response.status).toBe(status);
      expect(await response.text()).not.toContain('malicious');
      expect(response.headers.get('retry-after')).toBe(status === 429 ? '60' : null);
    }
  });

  test('of a security block says so', async () => {
    const response = await ask(parcel('blocked', 'v1.0.0.info'));
    expect(response.status).toBe(403);
    expect(await response.text()).toMatch(/SECURITY ERROR\n.*considers this module to be malicious/);
  });

  test('of silence gives no answer', async () => {
    const ended = new AbortController();
    const asked = ask(parcel('silent'), { signal: ended.signal });
    const arrived = () => world.requests.find(({ path }) => path.includes('silent'));
    await until(() => arrived() !== undefined);
    await (await ask('github.com/boltdb/bolt/@v/list')).text();
    expect(arrived()?.status).toBeNull();
    ended.abort();
    await expect(asked).rejects.toThrow();
  });

  test('of slowness sends more than the zip, byte by byte, and no length', async () => {
    const ended = new AbortController();
    const response = await ask(parcel('slow'), { signal: ended.signal });
    expect(response.headers.has('content-length')).toBe(false);
    const reader = response.body!.getReader();
    expect((await reader.read()).value?.[0]).toBe(0x50);
    expect((await reader.read()).done).toBe(false);
    ended.abort();
  });

  test('of length promises more than it sends', async () => {
    await expect(zipOf('cutshort')).rejects.toThrow();
  });

  test('of a huge length shows in the header alone', async () => {
    const ended = new AbortController();
    const response = await ask(parcel('tebibyte'), { signal: ended.signal });
    expect(response.headers.get('content-length')).toBe('1099511627776');
    ended.abort();
  });

  test('of half a zip is a zip without a directory', async () => {
    await expect(JSZip.loadAsync(await zipOf('half'))).rejects.toThrow();
  });

  test('of a changed byte shows in the checksum', async () => {
    const bytes = await zipOf('bitflip');
    await expect(JSZip.loadAsync(bytes, { checkCRC32: true })).rejects.toThrow();
  });

  test('of another version is a whole zip with other names', async () => {
    const { files } = await JSZip.loadAsync(await zipOf('otherversion'), { checkCRC32: true });
    expect(Object.keys(files).sort()).toEqual(
      ['LICENSE', 'go.mod', 'parcel.go'].map(
        (name) => `github.com/ferrytown/parcels/otherversion@v9.9.9/${name}`,
      ),
    );
  });

  test('of size stands in both headers of the first file', async () => {
    const bytes = Buffer.from(await zipOf('bomb'));
    const directory = bytes.indexOf('PK\x01\x02', 0, 'latin1');
    expect(bytes.readUInt32LE(22)).toBe(0xffff_fff0);
    expect(bytes.readUInt32LE(directory + 24)).toBe(0xffff_fff0);
  });

  test('of a zip spares the other requests', async () => {
    for (const name of ['slow', 'cutshort', 'tebibyte', 'half', 'bitflip', 'otherversion', 'bomb']) {
      expect(await (await ask(parcel(name, 'v1.0.0.info'))).json()).toMatchObject({ Version: 'v1.0.0' });
      expect((await ask(parcel(name, 'v1.0.0.mod'))).status).toBe(200);
    }
  });

  test('can be set on any module and taken away', async () => {
    const path = 'github.com/!tamsin!oakes/!glyph!kit/@v/list';
    world.mirror.setFault('github.com/TamsinOakes/GlyphKit', { kind: 'blocked' });
    expect((await ask(path)).status).toBe(403);
    world.mirror.setFault('github.com/TamsinOakes/GlyphKit', null);
    expect((await ask(path)).status).toBe(200);
  });
});
