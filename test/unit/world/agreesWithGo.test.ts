import { execFile, execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '../../kit.ts';
import { requirement } from '../../requirement.ts';
import { MODULES, type ModuleDescription, startWorld, type World } from '../../world/index.ts';
import { escapePath } from '../../world/mirrorFolder.ts';
import { zipFiles, zipHash } from './moduleHash.ts';

/** What `go mod download -json` says of one module. */
interface Download {
  readonly Path: string;
  readonly Error?: string;
  readonly Info: string;
  readonly GoMod: string;
  readonly Zip: string;
  readonly Sum: string;
}

/** Modules that older releases of Go read otherwise: the vendor rule, the fourth field of go-import, SHA-256. */
const SINCE_GO_1: Readonly<Record<string, number>> = {
  'vendor-since-1.24': 24,
  'vanity-with-subdirectory': 25,
  'sha256-repository': 26,
};

const go = requirement('go');
const release = go.skip ? 0 : goRelease();
const downloaded = MODULES.filter(({ cached }) => cached !== null);

describe('when the mirror came', () => {
  let world: World;
  const downloads = new Map<string, Download>();

  beforeAll(async () => {
    world = await startWorld({ moment: 'cached' });
    if (!go.skip) {
      for (const download of await downloadDirectly(world, downloaded)) {
        downloads.set(download.Path, download);
      }
    }
  });
  afterAll(() => world.stop());

  for (const module of downloaded) {
    const since = SINCE_GO_1[module.name] ?? 0;
    const want = go.skip ? ` (${go.reason})` : release < since ? ` (needs Go 1.${since})` : '';
    test.skipIf(want !== '')(`go would have built the copy of ${module.name}${want}`, async () => {
      const download = downloads.get(module.path)!;
      expect(download.Error).toBeUndefined();
      const [ours, theirs] = await Promise.all([readCopy(world, module, 'zip'), readFile(download.Zip)]);
      if (module.forged) {
        expect(await zipHash(ours)).not.toBe(download.Sum);
        return;
      }
      expect(await zipFiles(ours)).toEqual(await zipFiles(theirs));
      expect(await zipHash(ours)).toBe(download.Sum);
      expect((await readCopy(world, module, 'mod')).toString()).toBe(await readFile(download.GoMod, 'utf8'));
      expect(comparable(await readCopy(world, module, 'info'))).toEqual(
        comparable(await readFile(download.Info), module.cached?.origin === null),
      );
    });
  }
});

/** Asks the go command to build all modules from upstream, in the user's environment but without a mirror. */
async function downloadDirectly(
  world: World,
  modules: readonly ModuleDescription[],
): Promise<readonly Download[]> {
  const wanted = modules.map(({ path, version }) => `${path}@${version}`);
  const env = { ...process.env, ...world.env, GOPROXY: 'direct', GONOSUMDB: '*' };
  const output = await new Promise<string>((resolve, reject) => {
    execFile(
      'go',
      ['mod', 'download', '-json', ...wanted],
      { env, cwd: world.directory },
      (error, stdout, stderr) => {
        // A module that fails is told in the output as well, and judged in its own test.
        if (stdout === '') {
          reject(error ?? new Error(stderr));
        } else {
          resolve(stdout);
        }
      },
    );
  });
  return output
    .split(/(?<=^\}\n)/m)
    .filter((text) => text.trim() !== '')
    .map((text) => JSON.parse(text) as Download);
}

async function readCopy(
  world: World,
  { path, version }: ModuleDescription,
  suffix: 'info' | 'mod' | 'zip',
): Promise<Buffer> {
  return await readFile(
    join(world.mirror.directory, escapePath(path), '@v', `${escapePath(version)}.${suffix}`),
  );
}

/** The part of an `.info` that does not depend on which other tags were there. */
function comparable(infoBytes: Uint8Array, withoutOrigin = false): unknown {
  const { Version, Time, Origin } = JSON.parse(new TextDecoder().decode(infoBytes));
  if (withoutOrigin || Origin === undefined) {
    return { Version, Time };
  }
  const { VCS, URL, Subdir, Hash, Ref } = Origin;
  return { Version, Time, Origin: { VCS, URL, Subdir, Hash, Ref } };
}

function goRelease(): number {
  const version = execFileSync('go', ['env', 'GOVERSION'], { env: { ...process.env, GOTOOLCHAIN: 'local' } });
  return Number(/go1\.(\d+)/.exec(version.toString())?.[1] ?? 0);
}
