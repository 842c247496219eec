import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { CancellationToken, type WorkspaceEdit } from 'vscode-languageserver/node';
import { readGoSettings } from '../../server/src/adapters/index.ts';
import type { Examinations } from '../../server/src/examination/index.ts';
import { type DependencyGroup, METHODS } from '../../server/src/protocol/index.ts';
import { applyEdits, LineIndex } from '../../server/src/text/index.ts';
import { moduleZip } from '../world/zips.ts';
import type { TestLanguageClient } from './languageClient.ts';
import { languageServices } from './languageServices.ts';
import { connect, endSessions } from './languageSession.ts';

/** A module version of the mirror, with its files. */
export interface MirroredModule {
  readonly path: string;
  readonly version: string;
  readonly files: Readonly<Record<string, string>>;
}

/** What a fix did. */
export interface Fixed {
  /** Names of the files that it edits, sorted. */
  readonly edited: readonly string[];
  /** What the user is told besides. */
  readonly told: readonly string[];
}

type GoEnvironment = NodeJS.ProcessEnv & { readonly GOMODCACHE: string };

/** Never the Sync kind: the language server lives in this process. */
const run = promisify(execFile);

/** A folder with a mirror in it, whatever the go command needs, and projects in which fixes are made. */
export class FixedProject {
  readonly #root: string;
  readonly #env: GoEnvironment;
  /** Lines of go.sum, by `path version`. */
  readonly #sums = new Map<string, { readonly h1: string; readonly goModH1: string }>();
  readonly #modules: readonly MirroredModule[];
  folder = '';
  /** Awaited before it is told which versions there are. */
  asked: () => Promise<void> = async () => undefined;

  private constructor(root: string, env: GoEnvironment, modules: readonly MirroredModule[]) {
    this.#root = root;
    this.#env = env;
    this.#modules = modules;
  }

  /** `cache` is the go command's build cache. */
  static async make(modules: readonly MirroredModule[], cache: string): Promise<FixedProject> {
    const root = await mkdtemp(join(tmpdir(), 'modproof-fixes-'));
    const mirror = join(root, 'mirror');
    for (const { path, version, files } of modules) {
      const place = join(mirror, path, '@v');
      await mkdir(place, { recursive: true });
      const all = modules.filter((one) => one.path === path);
      await writeFile(join(place, 'list'), all.map((one) => `${one.version}\n`).join(''));
      await writeFile(join(place, `${version}.info`), JSON.stringify({ Version: version }));
      await writeFile(join(place, `${version}.mod`), files['go.mod'] ?? `module ${path}\n`);
      await writeFile(join(place, `${version}.zip`), await moduleZip(path, version, files));
    }
    const env = {
      ...process.env,
      GOENV: 'off',
      GOPROXY: pathToFileURL(mirror).href,
      GOSUMDB: 'off',
      GOPRIVATE: '',
      GONOPROXY: '',
      GOFLAGS: '-modcacherw',
      GOTOOLCHAIN: 'local',
      GOWORK: '',
      GOMODCACHE: join(root, 'modules'),
      GOCACHE: cache,
      CGO_ENABLED: '0',
    };
    const project = new FixedProject(root, env, modules);
    await project.#download();
    return project;
  }

  async #download(): Promise<void> {
    this.folder = this.#root;
    const names = this.#modules.map(({ path, version }) => `${path}@${version}`);
    const out = await this.go('mod', 'download', '-json', ...names);
    for (const text of out.split(/(?<=^\})\n/m).filter((one) => one.trim() !== '')) {
      const { Path, Version, Sum, GoModSum } = JSON.parse(text);
      this.#sums.set(`${Path} ${Version}`, { h1: Sum, goModH1: GoModSum });
    }
  }

  /** Begins a project of these files. */
  async begin(files: Readonly<Record<string, string>>): Promise<void> {
    this.folder = await mkdtemp(join(this.#root, 'project-'));
    for (const [name, text] of Object.entries(files)) await this.write(name, text);
  }

  async write(name: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.folder, name)), { recursive: true });
    await writeFile(join(this.folder, name), text);
  }

  read(name: string): Promise<string> {
    return readFile(join(this.folder, name), 'utf8');
  }

  /** All files, with their texts. */
  async texts(): Promise<Readonly<Record<string, string>>> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(this.folder.length + 1));
    const texts = names.sort().map(async (name) => [name, await this.read(name)] as const);
    return Object.fromEntries(await Promise.all(texts));
  }

  uri(name: string): string {
    return pathToFileURL(join(this.folder, name)).href.replace(/\/$/, '');
  }

  /** Runs the go command in the project. Rejects with what it says. */
  async go(...args: readonly string[]): Promise<string> {
    try {
      return (await run('go', [...args], { cwd: this.folder, env: this.#env })).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
      throw new Error(`go ${args.join(' ')}: ${stderr}${stdout}`, { cause: error });
    }
  }

  /** Opens an editor with the project and a file of it, and waits until so many module versions are listed. */
  async open(goMod = 'go.mod', count = 1): Promise<TestLanguageClient> {
    const { GOMODCACHE } = this.#env;
    const { client } = connect(
      languageServices({
        examinations: this.#examinations(),
        settings: () => readGoSettings({ GOENV: 'off', GOMODCACHE }, process.platform),
      }),
    );
    // What is shown meanwhile is no matter here: nobody examines for it.
    client.settings = () => ({ network: 'stored' });
    await client.initialize({ folders: [this.uri('')], options: { status: true } });
    await client.open(this.uri(goMod), await this.read(goMod));
    for (let told = client.statuses.length; (await listed(client)) < count; told = client.statuses.length)
      await client.until(() => client.statuses.length > told);
    return client;
  }

  /** Puts module `to` in the place of `module` in an editor, and writes what comes of it to the disk. */
  async replace(client: TestLanguageClient, module: string, to: string, goMod = 'go.mod'): Promise<Fixed> {
    const [path = '', version = ''] = module.split(' ');
    const params = { uri: this.uri(goMod), module: path, version, to };
    return this.apply(
      await client.request<WorkspaceEdit | null>(METHODS.replace, params, CancellationToken.None),
      client,
    );
  }

  /** Writes edits to the disk, and ends the editor. */
  async apply(edit: WorkspaceEdit | null, client: TestLanguageClient): Promise<Fixed> {
    const edited: string[] = [];
    for (const change of edit?.documentChanges ?? []) {
      if (!('edits' in change)) throw new Error('not an edit of a document');
      const name = decodeURIComponent(change.textDocument.uri.slice(this.uri('').length + 1));
      const text = await this.read(name);
      const lines = new LineIndex(text);
      const edits = change.edits.flatMap((one) =>
        'newText' in one
          ? [
              {
                span: { start: lines.offsetAt(one.range.start), end: lines.offsetAt(one.range.end) },
                newText: one.newText,
              },
            ]
          : [],
      );
      await this.write(name, applyEdits(text, edits));
      edited.push(name);
    }
    const told = [...client.popped];
    await endSessions();
    return { edited: edited.sort(), told };
  }

  async end(): Promise<void> {
    await endSessions();
    await rm(this.#root, { recursive: true, force: true });
  }

  /** Somebody who knows what the mirror has, and what the checksum database would prove. */
  #examinations(): Examinations {
    const nobody = languageServices().examinations;
    const facts = (module: { readonly path: string; readonly version: string }): object => {
      const sum = this.#sums.get(`${module.path} ${module.version}`);
      return {
        log: sum === undefined ? { state: 'undetermined', reason: 'offline' } : { state: 'proven', ...sum },
        copy: { state: 'hashed', h1: sum?.h1 },
        content: { state: 'match' },
      };
    };
    return {
      recall: async () => undefined,
      compare: nobody.compare,
      sides: nobody.sides,
      vendored: nobody.vendored,
      newest: nobody.newest,
      examine: async (questions, _, learnt) => {
        for (const { module } of questions) learnt(module, facts(module) as Parameters<typeof learnt>[1]);
        return { ledgerTroubles: [] };
      },
      versions: async (path) => {
        await this.asked();
        const versions = this.#modules.filter((one) => one.path === path).map(({ version }) => version);
        return versions.reverse();
      },
    };
  }
}

async function listed(client: TestLanguageClient): Promise<number> {
  const groups = await client.request<readonly DependencyGroup[]>(METHODS.dependencies);
  return groups.reduce((sum, { modules }) => sum + modules.length, 0);
}
