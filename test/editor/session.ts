import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from '../kit.ts';
import { startWorld, type World } from '../world/index.ts';
import { type RecordingBrowser, startBrowser } from './browser.ts';
import { copyExample } from './exampleProject.ts';
import { packExtension } from './extensionFile.ts';
import { type Edition, editorLab } from './lab.ts';
import { takePicture } from './pictures.ts';
import { descendantsOf, memoryOf } from './processes.ts';
import type { Settings } from './settings.ts';
import { startVsCodeServer, type VsCodeServer } from './vscodeServer.ts';
import { openFolder } from './workbench/workbench.ts';

/** One VS Code with the extension, in the small world, and one browser, for the tests of a file. */
export interface EditorSession {
  readonly edition: Edition;
  readonly world: World;
  readonly server: VsCodeServer;
  readonly browser: RecordingBrowser;
  /** Opens a fresh copy of the example project in a fresh page. */
  openExample(): Promise<OpenProject>;
}

/** A project that is open in VS Code. */
export interface OpenProject {
  readonly page: Page;
  readonly folder: string;
  /** Closes the page; the folder goes with the world. */
  close(): Promise<void>;
}

/** How long it may take until everything stands, or is gone again, in ms. */
const LIMIT = 180_000;

/**
 * Opens the example before the tests of the surrounding `describe`, and closes
 * it after those. Of a test that failed there is a picture.
 */
export function exampleIn(session: () => EditorSession): () => OpenProject {
  let project: OpenProject | null = null;
  beforeAll(async () => {
    project = await session().openExample();
  }, LIMIT);
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail' || project === null) return;
    const name = `failed-${task.name.replaceAll(/[^\w]+/g, '-').slice(0, 60)}`;
    await takePicture(project.page, session().edition.name, name);
  });
  afterAll(() => project?.close());
  return () => {
    if (project === null) throw new Error('the project is not open yet');
    return project;
  };
}

/** Starts the parts before the tests of the surrounding `describe`, and ends them after those. */
export function editorSession(name: Edition['name'], settings: Settings): () => EditorSession {
  let session: EditorSession | null = null;
  const closers: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const lab = editorLab();
    const edition = lab.editions.find((candidate) => candidate.name === name);
    if (edition === undefined) throw new Error(`the lab has no edition ${name}`);
    const folder = await mkdtemp(join(tmpdir(), 'modproof-editor-'));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    const extension = join(folder, 'modproof.vsix');
    await packExtension(extension);
    const world = await startWorld();
    closers.push(world.stop);
    const server = await startVsCodeServer({ edition, extension, settings, env: world.env });
    closers.push(server.stop);
    const browser = await startBrowser(lab.browser);
    closers.push(browser.stop);
    const openExample = async (): Promise<OpenProject> => {
      const project = await copyExample(world);
      const page = await openFolder(browser, server.url, project);
      return { folder: project, page, close: () => page.context().close() };
    };
    session = { edition, world, server, browser, openExample };
  }, LIMIT);
  afterAll(async () => {
    if (session !== null) await tellMemory(session);
    for (const close of closers.reverse()) await close();
  }, LIMIT);
  return () => {
    if (session === null) throw new Error('the editor is not started yet');
    return session;
  };
}

async function tellMemory({ edition, server }: EditorSession): Promise<void> {
  const [ofServer, ofAll] = await Promise.all([
    server.running().then(memoryOf),
    descendantsOf(process.pid).then(memoryOf),
  ]);
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
  console.log(
    `VS Code ${edition.vscode}: server ${megabytes(ofServer)}, server and browser ${megabytes(ofAll)}`,
  );
}
