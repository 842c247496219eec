import { rmSync } from 'node:fs';
import { access, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { allDone } from './allDone.ts';
import { type ChecksumDatabase, type DatabaseOptions, startChecksumDatabase } from './checksumDatabase.ts';
import { type CodeHosts, startCodeHosts } from './codeHosts.ts';
import { startDiscovery } from './discovery.ts';
import { makeEnvironment } from './environment.ts';
import { type Mirror, startMirror } from './mirror.ts';
import { writeCopies, writeInfos } from './mirrorFolder.ts';
import type { GoImport, ModuleDescription, RepositoryDescription } from './modules/description.ts';
import { MODULES } from './modules/index.ts';
import { type Moment, makeRepositories, type Repository } from './repositories.ts';
import { RequestRecord, type WorldRequest } from './requests.ts';
import { startUpstream, type Upstream } from './upstream.ts';

export interface WorldOptions {
  /** `cached`: upstream as the mirror found it. `now`, when absent: tags moved, repositories gone. */
  readonly moment?: Moment;
  /** The modules that the world holds; all of them when absent. */
  readonly modules?: readonly ModuleDescription[];
  /** The folder that holds `test/world/example`; the working directory when absent. */
  readonly projectDirectory?: string;
  /** The mirror passes requests for the checksum database on, and GOSUMDB gives no address of its own. */
  readonly databaseThroughMirror?: true;
  readonly database?: DatabaseOptions;
}

/**
 * A small world on loopback: an upstream with real git repositories, a mirror,
 * a checksum database, vanity hosts, and a user's environment in which there is
 * nothing else.
 */
export interface World {
  /** To be merged over `process.env` for whoever is to live in the world. */
  readonly env: Readonly<Record<string, string>>;
  /** Every request that any server received, in order of arrival. It grows. */
  readonly requests: readonly WorldRequest[];
  readonly modules: readonly ModuleDescription[];
  readonly mirror: Mirror;
  readonly upstream: Upstream;
  /** It reaches the user by GOSUMDB in `env`. */
  readonly database: ChecksumDatabase;
  /**
   * A file that says that all records were there at the beginning of 2025. It is
   * not in `env`: MODPROOF_LOG_DATES is for whoever wants the versions to be old.
   */
  readonly logDates: string;
  /** What the code hosts' own services tell. They reach the user by MODPROOF_GITHUB_API and MODPROOF_GITLAB_API in `env`. */
  readonly codeHosts: CodeHosts;
  /** The folder of the example project, whose go.mod requires modules of the world. */
  readonly exampleDir: string;
  /** The temporary folder that everything lives in. */
  readonly directory: string;
  /** Full id of a commit or annotated tag by its label. Throws when there is none. */
  commitId(module: ModuleDescription, label: string): string;
  /** The bare repository that a module comes from, for a test that changes it. Throws when there is none. */
  repositoryOf(module: ModuleDescription): string;
  /** Ends every server and process and removes the folder. May be called again. */
  stop(): Promise<void>;
}

/** Starts the world. It needs Node and git, listens on 127.0.0.1 alone, and leaves nothing behind once stopped. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { moment = 'now', modules = MODULES, projectDirectory = process.cwd() } = options;
  const exampleDir = resolve(projectDirectory, 'test', 'world', 'example');
  await access(join(exampleDir, 'go.mod'));
  // The real path, for on macOS the temporary folder is behind a symbolic link.
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'modproof-world-')));
  const closers: (() => Promise<void>)[] = [];
  // For whoever forgets to stop the world, or ends before it can.
  const removeAtExit = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', removeAtExit);
  const stop = once(async () => {
    await Promise.all(closers.map((close) => close()));
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    process.off('exit', removeAtExit);
  });
  try {
    const record = new RequestRecord();
    const repositoryRoot = join(directory, 'repositories');
    const mirrorRoot = join(directory, 'mirror');
    await Promise.all([mkdir(repositoryRoot), mkdir(mirrorRoot)]);
    const [repositories] = await allDone([
      makeRepositories(repositoryRoot, repositoriesOf(modules), moment),
      writeCopies(mirrorRoot, modules),
    ]);
    const repositoryOf = new Map(repositories.map((made) => [made.description.url, made]));
    await writeInfos(mirrorRoot, modules, repositoryOf);
    const upstream = await startUpstream(repositoryRoot, repositories, moment, record);
    closers.push(upstream.close);
    const database = await startChecksumDatabase(modules, record, options.database);
    closers.push(database.close);
    const logDates = join(directory, 'log-dates.txt');
    const [databaseName] = database.verifierKey.split('+');
    await writeFile(
      logDates,
      `# database: ${databaseName}\n2025-01-01 ${database.size} the world's own history\n`,
    );
    const { databaseThroughMirror = false } = options;
    const mirror = await startMirror(mirrorRoot, record, databaseThroughMirror ? database : null);
    closers.push(mirror.close);
    const discovery = await startDiscovery(modules.flatMap(goImportsOf), record);
    closers.push(discovery.close);
    const trustedRoot = join(directory, 'trusted-root.jsonl');
    const codeHosts = await startCodeHosts(
      modules,
      (module, label) => commitId(repositoryOf, module, label),
      trustedRoot,
      record,
    );
    closers.push(codeHosts.gitHub.close, codeHosts.gitLab.close);
    for (const module of modules) {
      if (module.fault !== undefined && moment === 'now') {
        mirror.setFault(module.path, module.fault);
      }
    }
    const env = await makeEnvironment(directory, {
      mirrorUrl: mirror.url,
      upstreamUrl: upstream.url,
      discoveryUrl: discovery.url,
      gitHubUrl: codeHosts.gitHub.url,
      gitLabUrl: codeHosts.gitLab.url,
      trustedRoot,
      checksumDatabase: databaseThroughMirror
        ? database.verifierKey
        : `${database.verifierKey} ${database.url}`,
    });
    return {
      env,
      requests: record.requests,
      modules,
      mirror,
      upstream,
      database,
      logDates,
      codeHosts,
      exampleDir,
      directory,
      commitId: (module, label) => commitId(repositoryOf, module, label),
      repositoryOf: (module) => {
        const found = repositoryOf.get(module.repository?.url ?? '');
        if (found === undefined) throw new Error(`${module.name}: there is no repository`);
        return join(repositoryRoot, found.directory);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function repositoriesOf(modules: readonly ModuleDescription[]): RepositoryDescription[] {
  const byUrl = new Map<string, RepositoryDescription>();
  for (const { repository } of modules) {
    if (repository !== null) {
      byUrl.set(repository.url, repository);
    }
  }
  return [...byUrl.values()];
}

/** A forge answers for each of its repositories; a vanity host as described. github.com needs no answer. */
function goImportsOf({ goImport, repository }: ModuleDescription): GoImport[] {
  if (goImport !== undefined) {
    return [goImport];
  }
  if (repository === null || repository.url.startsWith('https://github.com/')) {
    return [];
  }
  const { host, pathname } = new URL(repository.url);
  return [{ prefix: `${host}${pathname}`, repositoryUrl: repository.url }];
}

function commitId(
  repositoryOf: ReadonlyMap<string, Repository>,
  module: ModuleDescription,
  label: string,
): string {
  const id = repositoryOf.get(module.repository?.url ?? '')?.ids.get(label);
  if (id === undefined) {
    throw new Error(`${module.name}: no commit is called ${label}`);
  }
  return id;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => {
    done ??= work();
    return done;
  };
}
