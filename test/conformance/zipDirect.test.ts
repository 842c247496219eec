import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareModule, expectedH1, readManifest } from '../../server/src/divergence/index.ts';
import { goVersionOf } from '../../server/src/modfile/index.ts';
import { openModuleZip } from '../../server/src/zip/index.ts';
import { describe, expect, test } from '../kit.ts';
import { requirement } from '../requirement.ts';
import { BlobReader, gitEnvironment, makeRepository, readTree, serveRepositories } from './zipGit.ts';
import { Random } from './zipRandom.ts';
import { type MadeModule, makeUpModule } from './zipTrees.ts';

/**
 * The go command itself as the judge: made-up repositories, served by a real
 * git, fetched by a real `go mod download` without any mirror. What it puts into
 * a zip has to be what we expect from the commit's tree, hash for hash.
 */
const REPOSITORIES = Number(process.env.MODPROOF_DIRECT_REPOSITORIES ?? 60);
const VERSIONS = 2;
const SEED = Number(process.env.MODPROOF_DIRECT_SEED ?? 20260101);

const { skip, reason } = requirement('go');

describe('zips of the go command', () => {
  test.skipIf(skip)(`equal what is expected from git trees (${reason})`, { timeout: 300_000 }, async () => {
    const root = mkdtempSync(join(tmpdir(), 'modproof-direct-'));
    const server = await serveRepositories(join(root, 'git'));
    try {
      const made = makeRepositories(root);
      writeFileSync(join(root, 'gitconfig'), `[url "${server.url}/"]\n\tinsteadOf = https://github.com/\n`);
      const downloads = await download(
        root,
        made.map(({ path, module }) => `${path}@${module.version}`),
      );
      const failures: string[] = [];
      const counts: Record<string, number> = {};
      for (const { path, directory, module } of made) {
        const downloaded = downloads.get(`${path}@${module.version}`);
        const found = await examine(root, directory, path, module, downloaded);
        counts[found.kind] = (counts[found.kind] ?? 0) + 1;
        if (found.failure !== null) failures.push(`${directory} ${module.tag}: ${found.failure}`);
      }
      if (process.env.MODPROOF_DIRECT_SHOW !== undefined) console.log(counts);
      expect(failures).toEqual([]);
      // Guards the generator: each outcome has to be among those that were tried.
      for (const kind of ['same', 'explained', 'unbuildable']) expect(counts[kind]).toBeGreaterThan(5);
    } finally {
      await server.close();
      if (process.env.MODPROOF_DIRECT_KEEP === undefined) rmSync(root, { recursive: true, force: true });
    }
  });
});

interface Made {
  readonly path: string;
  /** The bare repository. */
  readonly directory: string;
  readonly module: MadeModule;
}

function makeRepositories(root: string): Made[] {
  const made: Made[] = [];
  for (let number = 0; number < REPOSITORIES; number++) {
    const name = `owner/r${number}`;
    const directory = join(root, 'git', name);
    mkdirSync(directory, { recursive: true });
    const random = new Random(SEED + number);
    const modules = Array.from({ length: VERSIONS }, (_, index) =>
      makeUpModule(random, `github.com/${name}`, index),
    );
    makeRepository(directory, root, modules, number % 7 === 6 ? 'sha256' : 'sha1');
    for (const module of modules)
      made.push({ path: `github.com/${name}${module.subPath}`, directory, module });
  }
  return made;
}

interface Download {
  readonly Path: string;
  readonly Version: string;
  readonly Zip?: string;
  readonly Sum?: string;
  readonly Error?: string;
}

async function download(root: string, wanted: readonly string[]): Promise<Map<string, Download>> {
  const env = {
    ...gitEnvironment(root),
    GOPATH: join(root, 'gopath'),
    GOMODCACHE: join(root, 'cache'),
    GOCACHE: join(root, 'build'),
    GOENV: 'off',
    GOFLAGS: '-modcacherw',
    GOPROXY: 'direct',
    GOSUMDB: 'off',
    GOTOOLCHAIN: 'local',
    GOVCS: '*:git',
  };
  const cwd = join(root, 'empty');
  mkdirSync(cwd);
  const output = await new Promise<string>((resolve, reject) => {
    execFile(
      'go',
      ['mod', 'download', '-json', ...wanted],
      { cwd, env, maxBuffer: 2 ** 28 },
      (error, stdout, stderr) => {
        // The go command fails as a whole when one module does; each has its own error then.
        if (error !== null && stdout === '') reject(new Error(stderr, { cause: error }));
        else resolve(stdout);
      },
    );
  });
  const downloads = new Map<string, Download>();
  for (const text of output.split(/^(?=\{$)/m)) {
    const one = JSON.parse(text) as Download;
    downloads.set(`${one.Path}@${one.Version}`, one);
  }
  return downloads;
}

async function examine(
  root: string,
  directory: string,
  path: string,
  module: MadeModule,
  downloaded: Download | undefined,
): Promise<{ kind: string; failure: string | null }> {
  if (downloaded === undefined) return { kind: 'missing', failure: 'go said nothing about it' };
  const identity = { path, version: module.version };
  const entries = readTree(directory, root, `refs/tags/${module.tag}`);
  const blobs = new BlobReader(directory, root);
  const upstream = { entries, directory: module.directory, goVersionOf, readBlobs: blobs.read };
  const expected = await expectedH1({ module: identity, ...upstream });
  if (downloaded.Error !== undefined || downloaded.Zip === undefined) {
    const error = downloaded.Error ?? 'no zip';
    const isAgreed = expected.kind === 'unbuildable';
    return { kind: 'unbuildable', failure: isAgreed ? null : `go refuses it: ${error}` };
  }
  if (expected.kind === 'unbuildable') return { kind: 'refused', failure: JSON.stringify(expected) };
  const opened = openModuleZip(readFileSync(downloaded.Zip), identity);
  if (opened.kind !== 'zip') return { kind: 'unreadable', failure: JSON.stringify(opened) };
  const { zip } = opened;
  const manifest = readManifest(zip, entries[0]?.id.length === 64 ? 'sha256' : 'sha1');
  const paths = [...manifest.files.keys()];
  if (manifest.h1 !== downloaded.Sum)
    return { kind: 'h1', failure: `our hash of go's zip is ${manifest.h1}` };
  if (zip.problems.length > 0) return { kind: 'problems', failure: JSON.stringify(zip.problems) };
  if (expected.kind === 'zip' && expected.paths.join('\n') !== paths.join('\n')) {
    return { kind: 'paths', failure: `expected ${expected.paths.join(', ')}; go has ${paths.join(', ')}` };
  }
  const askedBefore = blobs.asked.length;
  const readMirror = (file: string): Uint8Array => zip.read({ path: file, sizeBytes: 0 });
  const comparison = await compareModule({ manifest, readMirror, ...upstream });
  const asked = blobs.asked.length - askedBefore;
  if (expected.kind === 'unknown-encoding') {
    // The encoding does not exist, so Go's git left the file alone; we cannot know that.
    const isHonest = ['same', 'explained', 'undetermined'].includes(comparison.kind);
    return { kind: 'unknown', failure: isHonest ? null : JSON.stringify(comparison) };
  }
  if (expected.h1 !== downloaded.Sum)
    return { kind: 'h1', failure: `expected ${expected.h1}: ${JSON.stringify(comparison)}` };
  if (comparison.kind === 'same' && asked > 0)
    return { kind: 'same', failure: `${asked} blobs were asked for in vain` };
  const isRight = comparison.kind === 'same' || comparison.kind === 'explained';
  return { kind: comparison.kind, failure: isRight ? null : JSON.stringify(comparison) };
}
