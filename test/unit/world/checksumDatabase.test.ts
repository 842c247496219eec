import { Buffer } from 'node:buffer';
import { execFile } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../../kit.ts';
import { requirement } from '../../requirement.ts';
import { MODULES, startWorld, type World } from '../../world/index.ts';
import { escapePath } from '../../world/mirrorFolder.ts';
import { RecordTree } from '../../world/recordTree.ts';
import { moduleZip } from '../../world/zips.ts';
import { moduleNamed, until } from './ask.ts';
import { goModHash, zipHash } from './moduleHash.ts';

const go = requirement('go');
const FILLER = { path: 'example.test/filler/n1', version: 'v1.0.0' };
const CAPITALS = { path: 'github.com/TamsinOakes/GlyphKit', version: 'v1.0.1-RC2' };

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
afterEach(() => world.database.clearFaults());

async function ask(path: string, init?: RequestInit): Promise<{ status: number; bytes: Buffer }> {
  const response = await fetch(`${world.database.url}${path}`, init);
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** Size and root of a signed head; throws when the signature is not that of the key. */
function openHead(note: string, verifierKey: string): { size: number; root: string } {
  const [name = '', keyHash = '', ...encoded] = verifierKey.split('+');
  const key = Buffer.from(encoded.join('+'), 'base64');
  expect(createHash('sha256').update(`${name}\n`).update(key).digest('hex').slice(0, 8)).toBe(keyHash);
  const [, text = '', signer, signature = ''] = /^(.*\n)\n— (\S+) (\S+)\n$/s.exec(note) ?? [];
  expect(signer).toBe(name);
  const signatureBytes = Buffer.from(signature, 'base64');
  expect(signatureBytes.subarray(0, 4).toString('hex')).toBe(keyHash);
  const publicKey = createPublicKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', x: key.subarray(1).toString('base64url') },
  });
  expect(verify(null, Buffer.from(text), publicKey, signatureBytes.subarray(4))).toBe(true);
  const [title, size, root = ''] = text.split('\n');
  expect(title).toBe('go.sum database tree');
  return { size: Number(size), root };
}

/** The root of RFC 6962 section 2.1, word for word. */
function rootOf(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (first === undefined) return createHash('sha256').digest();
  if (leaves.length === 1) return first;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return createHash('sha256')
    .update(Buffer.of(1))
    .update(rootOf(leaves.slice(0, split)))
    .update(rootOf(leaves.slice(split)))
    .digest();
}

function leafOf(text: string): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(text).digest();
}

describe('the tree', () => {
  test('has the root of RFC 6962 at every size', () => {
    const tree = new RecordTree();
    const leaves: Buffer[] = [];
    for (let id = 0; id <= 70; id++) {
      expect(tree.root(id)).toEqual(rootOf(leaves));
      leaves.push(leafOf(`record ${id}\n`));
      expect(tree.append(`record ${id}\n`)).toBe(id);
    }
    expect(tree.root(13)).toEqual(rootOf(leaves.slice(0, 13)));
    expect(() => tree.root(72)).toThrow();
  });

  test('has tiles whose hashes are those of whole subtrees', () => {
    const tree = new RecordTree();
    const leaves = Array.from({ length: 600 }, (_, id) => leafOf(`${id}`));
    for (const id of leaves.keys()) tree.append(`${id}`);
    expect(tree.tile(0, 1)).toEqual(Buffer.concat(leaves.slice(256, 512)));
    expect(tree.tile(0, 2)).toBeNull();
    expect(tree.tile(0, 2, 88)).toEqual(Buffer.concat(leaves.slice(512)));
    expect(tree.tile(0, 2, 89)).toBeNull();
    expect(tree.tile(1, 0, 2)).toEqual(
      Buffer.concat([rootOf(leaves.slice(0, 256)), rootOf(leaves.slice(256, 512))]),
    );
    expect(tree.tile(1, 0, 3)).toBeNull();
    expect(tree.dataTile(2, 2)?.toString()).toBe('512\n513\n');
  });
});

describe('the database', () => {
  test('has a signed head, and the root is that of the records it serves', async () => {
    const { size, root } = openHead(
      (await ask('/latest')).bytes.toString(),
      world.env.GOSUMDB!.split(' ')[0]!,
    );
    expect(size).toBe(world.database.size);
    expect(size).toBeGreaterThan(3000);
    const texts: string[] = [];
    for (let tile = 0; tile * 256 < size; tile++) {
      const width = Math.min(256, size - tile * 256);
      const groups = String(tile).padStart(3, '0');
      const { bytes } = await ask(`/tile/8/data/${groups}${width < 256 ? `.p/${width}` : ''}`);
      texts.push(
        ...bytes
          .toString()
          .split('\n\n')
          .slice(0, -1)
          .map((text) => `${text}\n`),
      );
    }
    expect(texts).toHaveLength(size);
    expect(rootOf(texts.map(leafOf)).toString('base64')).toBe(root);
  });

  test('has recorded the bytes that the mirror serves, capitals escaped', async () => {
    const { status, bytes } = await ask('/lookup/github.com/!tamsin!oakes/!glyph!kit@v1.0.1-!r!c2');
    expect(status).toBe(200);
    const [, id, record, note = ''] = /^(\d+)\n(.*?\n)\n(.*)$/s.exec(bytes.toString()) ?? [];
    const file = (suffix: string) =>
      readFile(
        join(
          world.mirror.directory,
          escapePath(CAPITALS.path),
          '@v',
          `${escapePath(CAPITALS.version)}.${suffix}`,
        ),
      );
    const { path, version } = CAPITALS;
    expect(record).toBe(
      `${path} ${version} ${await zipHash(await file('zip'))}\n${path} ${version}/go.mod ${goModHash(await file('mod'))}\n`,
    );
    openHead(note, world.database.verifierKey);
    const tile = (await ask(`/tile/8/0/${String(Math.floor(Number(id) / 256)).padStart(3, '0')}`)).bytes;
    const at = (Number(id) % 256) * 32;
    expect(tile.subarray(at, at + 32)).toEqual(leafOf(record!));
  });

  test('does not find what it has no record of', async () => {
    for (const path of [
      '/lookup/github.com/nobody/nothing@v1.0.0',
      '/lookup/git.corp.example.test/platform/payroll@v1.8.0',
      '/tile/8/0/999',
      '/tile/8/0/000.p/256',
      '/tile/8/0/000.p/0',
      '/tile/7/0/000',
      '/latest/more',
      '/elsewhere',
    ]) {
      expect([path, (await ask(path)).status]).toEqual([path, 404]);
    }
    expect((await ask('/lookup/github.com/nobody/nothing@v1.0.0')).bytes.toString()).toContain('not found: ');
  });

  test('goes on growing, and what was signed before stays a part of it', async () => {
    const before = world.database.latest();
    const { size, root } = openHead(before, world.database.verifierKey);
    world.database.grow(10);
    world.database.record(FILLER, 'h1:another=', 'h1:go.mod=');
    const after = openHead(world.database.latest(), world.database.verifierKey);
    expect(after.size).toBe(size + 11);
    expect(openHead(world.database.headOf(size), world.database.verifierKey)).toEqual({ size, root });
    expect(world.database.lookupOf(FILLER)).toContain(`${FILLER.path} ${FILLER.version} h1:another=\n`);
  });

  test('forgets, confuses and forks when it is told to', () => {
    const { database } = world;
    const other = { ...FILLER, path: 'example.test/filler/n2' };
    const proven = database.lookupOf(other);
    database.answerWith(FILLER, other);
    expect(database.lookupOf(FILLER)).toBe(proven);
    database.forget(FILLER);
    expect(database.lookupOf(FILLER)).toBeNull();

    const honest = openHead(database.latest(), database.verifierKey);
    database.fork();
    const forked = openHead(database.latest(), database.verifierKey);
    expect(forked.size).toBe(honest.size);
    expect(forked.root).not.toBe(honest.root);
    database.unfork();
    expect(openHead(database.latest(), database.verifierKey)).toEqual(honest);
  });
});

test('what is recorded is as a module says, where it says so', async () => {
  const [genuine, capitals] = [moduleNamed(world, 'boltdb-genuine'), moduleNamed(world, 'capitals')];
  const zip = { 'go.mod': `module ${capitals.path}\n` };
  const other = await startWorld({
    modules: [
      { ...genuine, logged: false },
      { ...capitals, logged: { zip } },
    ],
    database: { fillers: 1 },
  });
  try {
    expect(other.database.size).toBe(2);
    expect(other.database.lookupOf(genuine)).toBeNull();
    const lines = world.database.lookupOf(capitals)!.split('\n');
    const otherLines = other.database.lookupOf(capitals)!.split('\n');
    const { path, version } = capitals;
    const h1 = await zipHash(await moduleZip(path, version, zip));
    expect(otherLines[1]).toBe(`${path} ${version} ${h1}`);
    expect(otherLines[1]).not.toBe(lines[1]);
    expect(otherLines[2]).toBe(lines[2]);
  } finally {
    await other.stop();
  }
});

describe('a fault', () => {
  const isTile = (path: string) => path.startsWith('/tile/');

  test('touches what it is meant for, and is gone when cleared', async () => {
    const { database } = world;
    database.addFault({ kind: 'status', status: 503 }, isTile);
    expect((await ask('/tile/8/0/000')).status).toBe(503);
    expect((await ask('/latest')).status).toBe(200);
    database.clearFaults();
    expect((await ask('/tile/8/0/000')).status).toBe(200);
  });

  test('changes one bit, or the length, or all', async () => {
    const { database } = world;
    const whole = Buffer.from(database.contentOf('/tile/8/0/000')!);
    database.addFault({ kind: 'flipped-bit', at: -1 }, isTile);
    const flipped = (await ask('/tile/8/0/000')).bytes;
    expect(flipped.subarray(0, -1)).toEqual(whole.subarray(0, -1));
    expect(flipped.at(-1)).toBe(whole.at(-1)! ^ 1);
    database.addFault({ kind: 'truncated' }, isTile);
    expect((await ask('/tile/8/0/000')).bytes).toEqual(whole.subarray(0, whole.length / 2));
    database.addFault({ kind: 'short' }, isTile);
    expect((await ask('/tile/8/0/000')).bytes).toEqual(whole.subarray(0, -1));
    database.addFault({ kind: 'other', body: () => 'nonsense' }, isTile);
    expect((await ask('/tile/8/0/000')).bytes.toString()).toBe('nonsense');
    database.addFault({ kind: 'cut-short' }, isTile);
    await expect(ask('/tile/8/0/000')).rejects.toThrow();
  });

  test('of silence gives no answer, and one of slowness no end', async () => {
    const ended = new AbortController();
    world.database.addFault({ kind: 'hangs' }, isTile);
    const silent = ask('/tile/8/0/001', { signal: ended.signal });
    const arrived = () => world.requests.find(({ path }) => path === '/tile/8/0/001');
    await until(() => arrived() !== undefined);
    world.database.addFault({ kind: 'drips' }, isTile);
    const slow = await fetch(`${world.database.url}/tile/8/0/002`, { signal: ended.signal });
    expect((await slow.body!.getReader().read()).done).toBe(false);
    expect(arrived()).toMatchObject({ server: 'checksum-database', status: null });
    ended.abort();
    await expect(silent).rejects.toThrow();
  });
});

test('the mirror passes requests on where it is told to, and finds none where it is not', async () => {
  expect((await fetch(`${world.mirror.url}/sumdb/${world.database.name}/supported`)).status).toBe(404);
  const other = await startWorld({ modules: [], databaseThroughMirror: true, database: { fillers: 3 } });
  try {
    const base = `${other.mirror.url}/sumdb/${other.database.name}`;
    expect(other.env.GOSUMDB).toBe(other.database.verifierKey);
    expect((await fetch(`${base}/supported`)).status).toBe(200);
    expect(await (await fetch(`${base}/latest`)).text()).toBe(other.database.latest());
    expect((await fetch(`${other.mirror.url}/sumdb/sums.other.test/supported`)).status).toBe(404);
    expect(new Set(other.requests.map(({ server }) => server))).toEqual(new Set(['mirror']));
  } finally {
    await other.stop();
  }
});

describe('the real go command', () => {
  for (const through of ['its address', 'the mirror'] as const) {
    const want = go.skip ? ` (${go.reason})` : '';
    test.skipIf(go.skip)(`accepts the database through ${through}, and no lie of it${want}`, async () => {
      const options = through === 'the mirror' ? { databaseThroughMirror: true as const } : {};
      const modules = MODULES.filter(({ kind, cached }) => kind === 'honest' && cached !== null);
      const own = await startWorld({ modules, ...options });
      try {
        const [lie, forgotten] = [moduleNamed(own, 'boltdb-genuine'), moduleNamed(own, 'capitals')];
        const { h1 } = await downloadOne(own, lie);
        own.database.record(lie, `h1:${createHash('sha256').update('another').digest('base64')}`, 'h1:x=');
        own.database.forget(forgotten);
        own.database.grow(700);

        const good = modules.filter((module) => module !== lie && module !== forgotten);
        const answers = await download(own, good);
        expect(answers.filter(({ Error: problem }) => problem !== undefined)).toEqual([]);
        expect(answers).toHaveLength(good.length);
        const server = through === 'the mirror' ? 'mirror' : 'checksum-database';
        expect(
          own.requests.filter((request) => request.server === server && request.path.includes('/tile/'))
            .length,
        ).toBeGreaterThan(0);
        const second = { ...own, env: { ...own.env, GOMODCACHE: join(own.directory, 'second') } };
        const { problem } = await downloadOne(second, lie);
        expect(h1).toMatch(/^h1:/);
        expect(problem).toContain('checksum mismatch');
        expect((await downloadOne(second, forgotten)).problem).toContain('404');
        own.database.fork();
        own.database.grow(1);
        expect((await downloadOne(second, good[0]!)).problem).toContain('database server misbehavior');
      } finally {
        await own.stop();
      }
    });
  }
});

interface Download {
  readonly Error?: string;
  readonly Sum?: string;
}

async function downloadOne(
  inWorld: Pick<World, 'env' | 'directory'>,
  module: { readonly path: string; readonly version: string },
): Promise<{ h1: string | undefined; problem: string | undefined }> {
  const [answer] = await download(inWorld, [module]);
  return { h1: answer?.Sum, problem: answer?.Error };
}

/** What `go mod download -json` says of modules, in the environment of the world's user. */
async function download(
  { env, directory }: Pick<World, 'env' | 'directory'>,
  modules: readonly { readonly path: string; readonly version: string }[],
): Promise<readonly Download[]> {
  const wanted = modules.map(({ path, version }) => `${path}@${version}`);
  const { stdout, stderr } = await new Promise<{ stdout: string; stderr: string }>((resolve) => {
    execFile(
      'go',
      ['mod', 'download', '-json', ...wanted],
      { env: { ...process.env, ...env }, cwd: directory },
      (_error, out, err) => resolve({ stdout: out, stderr: err }),
    );
  });
  // A fork ends the command at once, without an answer for each module.
  return stdout === ''
    ? [{ Error: stderr }]
    : stdout
        .split(/(?<=^\}\n)/m)
        .filter((text) => text.trim() !== '')
        .map((text) => JSON.parse(text) as Download);
}
