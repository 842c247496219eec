import { Buffer } from 'node:buffer';
import { execFile, spawn } from 'node:child_process';
import { access, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, expect, test } from '../../kit.ts';
import { MODULES, type Moment, startWorld, type World } from '../../world/index.ts';
import { getThroughProxy, git, listRefs, moduleNamed, until } from './ask.ts';
import { zipFiles } from './moduleHash.ts';

const HOSTILE = ['boltdb-attack', 'httprouter-attack'];

/** The few modules that these tests speak of. */
const FEW = MODULES.filter(({ name }) =>
  [...HOSTILE, 'boltdb-genuine', 'lying-origin', 'hangs', 'mirror-silent', 'private'].includes(name),
);

async function inWorld(work: (world: World) => Promise<void>, moment: Moment = 'now'): Promise<void> {
  const world = await startWorld({ moment, modules: FEW });
  try {
    await work(world);
  } finally {
    await world.stop();
  }
}

describe('the attack', () => {
  test('is at the mirror and no longer upstream', () =>
    inWorld(async (world) => {
      const attack = moduleNamed(world, 'boltdb-attack');
      const url = 'https://github.com/boltdb-go/bolt';
      const clean = world.commitId(attack, 'clean');
      expect((await listRefs(world, url)).get('refs/tags/v1.3.1')).toBe(clean);

      const clone = join(world.directory, 'clone');
      await git(world, ['init', '-q', '--bare', clone]);
      await git(world, ['remote', 'add', 'origin', url], clone);
      await git(
        world,
        ['fetch', '-q', '--no-tags', '--depth=1', '--filter=blob:none', 'origin', 'refs/tags/v1.3.1'],
        clone,
      );
      const { stdout: tree } = await git(world, ['ls-tree', '-r', '-z', '--full-tree', 'FETCH_HEAD'], clone);
      const entries = tree.split('\0').filter((entry) => entry !== '');
      const { stdout: objects } = await git(
        world,
        ['rev-list', '--objects', '--missing=print', 'FETCH_HEAD'],
        clone,
      );
      // Every file is listed, and the content of none was sent.
      expect(objects.match(/^\?/gm)).toHaveLength(entries.length);

      const base = `${world.mirror.url}/github.com/boltdb-go/bolt/@v`;
      expect(await (await fetch(`${base}/v1.3.1.info`)).json()).toEqual({
        Version: 'v1.3.1',
        Time: '2021-11-20T09:14:52Z',
      });
      const files = await zipFiles(new Uint8Array(await (await fetch(`${base}/v1.3.1.zip`)).arrayBuffer()));
      expect(files.map(([name]) => name)).toEqual(
        entries.map((entry) => `github.com/boltdb-go/bolt@v1.3.1/${entry.slice(entry.indexOf('\t') + 1)}`),
      );
    }));

  test('was upstream when the mirror came', () =>
    inWorld(async (world) => {
      for (const attack of HOSTILE.map((name) => moduleNamed(world, name))) {
        const refs = await listRefs(world, attack.repository!.url);
        expect(refs.get(`refs/tags/${attack.version}`)).toBe(world.commitId(attack, 'hostile'));
      }
    }, 'cached'));

  test('differs from the clean code in the files that the description names', () =>
    inWorld(async (world) => {
      for (const attack of HOSTILE.map((name) => moduleNamed(world, name))) {
        const clean = attack.repository!.commits.find(({ label }) => label === 'clean')!.tree;
        const changed = Object.entries(attack.cached!.zip).filter(
          ([name, content]) => clean[name] !== content,
        );
        expect(changed.map(([name]) => name).sort()).toEqual(attack.expected.content.changed);
        expect(Object.keys(clean).sort()).toEqual(Object.keys(attack.cached!.zip).sort());
      }
    }));

  test('leads nowhere: it names a documentation address, and no host that resolves', () =>
    inWorld(async (world) => {
      const added = [...HOSTILE, 'lying-origin']
        .flatMap((name) => Object.values(moduleNamed(world, name).cached!.zip))
        .join('\n');
      expect(added).toContain('"1x2.y.z.7:9"');
      expect('1x2.y.z.7:9'.replace('x2', '92').replace('y', '0').replace('z', '2')).toBe('192.0.2.7:9');
      expect(added.match(/https?:\/\/[\w.-]+/g)).toEqual(['http://orchard.example.invalid']);
      expect(['ht', 'tp://up', 'dates.exa', 'mple.inv', 'alid/router', '.bin'].join('')).toBe(
        'http://updates.example.invalid/router.bin',
      );
    }));
});

describe('the user', () => {
  test('is seen wherever a private name would leak', () =>
    inWorld(async (world) => {
      const leaks = () => world.requests.filter(({ path }) => path.includes('payroll'));
      expect(leaks()).toEqual([]);
      await fetch(`${world.mirror.url}/git.corp.example.test/platform/payroll/@v/list`);
      await getThroughProxy(world, 'http://git.corp.example.test/platform/payroll?go-get=1');
      await expect(
        git(world, ['ls-remote', 'https://git.corp.example.test/platform/payroll']),
      ).rejects.toThrow();
      expect(leaks().map(({ server, status }) => [server, status])).toEqual([
        ['mirror', 404],
        ['discovery', 404],
        ['upstream', 404],
      ]);
    }));

  test('cannot leave the world by https', () =>
    inWorld(async (world) => {
      await expect(git(world, ['ls-remote', 'https://elsewhere.example.test/owner/name'])).rejects.toThrow();
      expect(world.requests).toEqual([
        { server: 'discovery', method: 'CONNECT', path: 'elsewhere.example.test:443', status: 403 },
      ]);
    }));
});

describe('stopping', () => {
  test('leaves no process, no port and no folder behind, and may be done twice', async () => {
    const world = await startWorld({ modules: FEW });
    // A request whose body never ends keeps a git process waiting for it.
    const asked = request(`${world.upstream.url}/github.com/boltdb/bolt/git-upload-pack`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-git-upload-pack-request' },
    });
    const cut = new Promise((resolve) => asked.once('close', resolve));
    asked.on('error', () => {});
    asked.on('response', (response) => response.resume().on('error', () => {}));
    asked.write(Buffer.from('0032'));
    let children: readonly number[] = [];
    while (children.length < 2) {
      children = await gitProcessesBelow(process.pid);
    }

    await Promise.all([world.stop(), world.stop()]);
    await world.stop();
    await cut;
    expect(children.filter(runs)).toEqual([]);
    await expect(fetch(world.mirror.url)).rejects.toThrow();
    await expect(fetch(world.upstream.url)).rejects.toThrow();
    await expect(fetch(world.env.HTTP_PROXY!)).rejects.toThrow();
    await expect(access(world.directory)).rejects.toThrow();
  });

  test('cuts answers that would never end', async () => {
    const world = await startWorld({ modules: FEW });
    const silent = fetch(`${world.mirror.url}/github.com/ferrytown/parcels/silent/@v/list`);
    const hanging = fetch(`${world.upstream.url}/github.com/harbourstreet/watchmaker/info/refs`);
    const settled = Promise.allSettled([silent, hanging]);
    await until(() => world.requests.length === 2);
    await world.stop();
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  test('is not missed when the process ends without it', async () => {
    const { code, output: directory } = await runBundled(`
      import { startWorld } from './test/world/world.ts';
      startWorld({ modules: [] }).then((world) => {
        process.stdout.write(world.directory, () => process.exit(3));
      });
    `);
    expect(code).toBe(3);
    expect(directory).toContain('modproof-world-');
    await expect(access(directory)).rejects.toThrow();
  });

  test('happens by itself when the start fails', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'modproof-start-'));
    const before = process.env.TMPDIR;
    process.env.TMPDIR = folder;
    try {
      const module = FEW[0]!;
      const repository = { ...module.repository!, refs: { 'refs/heads/main': 'nowhere' } };
      await expect(startWorld({ moment: 'cached', modules: [{ ...module, repository }] })).rejects.toThrow(
        'nowhere',
      );
      expect(await readdir(folder)).toEqual([]);
    } finally {
      if (before === undefined) {
        delete process.env.TMPDIR;
      } else {
        process.env.TMPDIR = before;
      }
      await rm(folder, { recursive: true });
    }
  });
});

test('the world imports neither the product nor the test runner', async () => {
  const root = join(process.cwd(), 'test', 'world');
  const names = (await readdir(root, { recursive: true })).filter((name) => name.endsWith('.ts'));
  expect(names.length).toBeGreaterThan(20);
  for (const name of names) {
    const text = await readFile(join(root, name), 'utf8');
    for (const [, specifier = ''] of text.matchAll(/\bfrom '([^']+)'/g)) {
      expect(specifier, name).toMatch(
        /^(?:node:|jszip$|@sigstore\/mock\/|\.\.?\/(?!.*(?:server|client|kit)))/,
      );
    }
  }
});

/** Bundles a program that stands at the root of the checkout, runs it, and gives its exit code and output. */
async function runBundled(contents: string): Promise<{ code: number | null; output: string }> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    logLevel: 'error',
  });
  return await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['-'], { stdio: ['pipe', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      output += part;
    });
    child.on('error', reject).on('close', (code) => resolve({ code, output }));
    child.stdin.end(outputFiles[0]!.text);
  });
}

/** Process ids of the git-http-backend started by `parent`, and of what they started. */
async function gitProcessesBelow(parent: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'ppid=,pid=,args=']);
  const processes = stdout.split('\n').map((line) => {
    const [ppid, pid, command = ''] = line.trim().split(/\s+/);
    return { ppid: Number(ppid), pid: Number(pid), command };
  });
  const backends = processes.filter((one) => one.ppid === parent && one.command.endsWith('git-http-backend'));
  const below = processes.filter((one) => backends.some(({ pid }) => pid === one.ppid));
  return [...backends, ...below].map(({ pid }) => pid);
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
