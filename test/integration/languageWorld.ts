import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { OwnExaminations } from '../../server/src/examination/index.ts';
import type { LanguageServices } from '../../server/src/lsp/index.ts';
import type { InitializationOptions } from '../../server/src/protocol/index.ts';
import { afterAll, afterEach, beforeAll, beforeEach } from '../kit.ts';
import { startWorld, type World, type WorldOptions, type WorldRequest } from '../world/index.ts';
import type { Introduction, TestLanguageClient } from './languageClient.ts';
import { servicesInWorld } from './languageServices.ts';
import { connect, endSessions } from './languageSession.ts';
import { openServices, type TestServices } from './services.ts';
import { WatchedExaminations } from './watchedExaminations.ts';

/** An editor that is open in the world, and who examines for it. */
export interface WorldSession {
  readonly client: TestLanguageClient;
  readonly examinations: WatchedExaminations;
}

/** How an editor is opened in the world. */
export interface WorldSessionOptions extends Introduction {
  /** Holds examinations back until they are let through. */
  readonly hold?: boolean;
  /** Name of the folder of stored verdicts; one of its own for each test when left out. */
  readonly store?: string;
  readonly services?: Partial<LanguageServices>;
  /** Done before the editor introduces itself. */
  readonly prepare?: (client: TestLanguageClient) => void;
}

/** A fresh copy of the example project for each test, in a world for the tests of one file. */
export class LanguageWorld {
  folder = '';
  #world: World | null = null;
  readonly #services: TestServices[] = [];

  constructor(options: WorldOptions = {}) {
    beforeAll(async () => {
      this.#world = await startWorld(options);
    });
    afterAll(() => this.#world?.stop());
    beforeEach(async () => {
      this.folder = await mkdtemp(join(this.world.directory, 'project-'));
      await cp(this.world.exampleDir, this.folder, { recursive: true });
    });
    afterEach(async () => {
      await endSessions();
      for (const services of this.#services.splice(0)) await services.close();
    });
  }

  get world(): World {
    if (this.#world === null) throw new Error('the world is not started yet');
    return this.#world;
  }

  /** The URI of a file of the project. */
  uri(name = ''): string {
    return pathToFileURL(join(this.folder, name)).href;
  }

  read(name: string): Promise<string> {
    return readFile(join(this.folder, name), 'utf8');
  }

  async write(name: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.folder, name)), { recursive: true });
    await writeFile(join(this.folder, name), text);
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.folder, name), { recursive: true });
  }

  /** Opens an editor with the project as its only folder. */
  async edit(options: WorldSessionOptions = {}): Promise<WorldSession> {
    const { hold = false, store, prepare, services: changes, ...introduction } = options;
    const folder = join(store === undefined ? this.folder : this.world.directory, store ?? '.store');
    const services = await openServices(this.world, { patience: 0.2, store: folder });
    this.#services.push(services);
    const examinations = new WatchedExaminations(new OwnExaminations(services.services), { hold });
    const { client } = connect(servicesInWorld(services, this.world.env, { examinations, ...changes }));
    prepare?.(client);
    const ours: InitializationOptions = { status: true, ...introduction.options };
    await client.initialize({ folders: [this.uri()], ...introduction, options: ours });
    return { client, examinations };
  }

  /** Opens a file of the project in the editor, with the text that it has. */
  async open(client: TestLanguageClient, name: string): Promise<string> {
    await client.open(this.uri(name), await this.read(name));
    return this.uri(name);
  }

  /** What the servers of the world were asked so far. */
  get requests(): readonly WorldRequest[] {
    return this.world.requests;
  }
}
