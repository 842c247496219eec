import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startWorld } from '../../world/index.ts';
import { copyExample } from '../exampleProject.ts';
import { packExtension, unpackExtension } from '../extensionFile.ts';
import { type LaunchedServer, launchServer } from './launched.ts';
import { goplsProgram } from './program.ts';

/** The example project, ready for both servers, in a world without a network. */
export interface Workspace {
  /** For whoever runs beside them. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** The script of our server, just as it ships. */
  readonly server: string;
  readonly project: string;
  /** The URI of the project's folder, and of its go.mod. */
  readonly root: string;
  readonly uri: string;
  /** The text of go.mod. */
  readonly text: string;
  /** The texts of the project's files, as they are now. */
  readFiles(): Promise<Readonly<Record<string, string>>>;
  readonly launchOurs: () => LaunchedServer;
  readonly launchGopls: () => LaunchedServer;
  stop(): Promise<void>;
}

/**
 * A program of two imports. That of the example is never built, so that gopls
 * would have nothing to say: now most requirements are ones that it calls unused.
 */
const MAIN = `package main

import (
	_ "github.com/boltdb-go/bolt"
	_ "go.example.test/gangway"
)

func main() {}
`;

/** Makes the workspace; takes seconds. Nobody is asked but the servers of the world. */
export async function prepareWorkspace(): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'modproof-gopls-'));
  await packExtension(join(folder, 'modproof.vsix'));
  await unpackExtension(join(folder, 'modproof.vsix'), join(folder, 'extension'));
  const world = await startWorld();
  const project = await copyExample(world);
  await writeFile(join(project, 'main.go'), MAIN);
  const env = { ...process.env, ...world.env, GOFLAGS: '-modcacherw -mod=mod' };
  await silenceTelemetry(world.env.XDG_CONFIG_HOME ?? '');
  await fillModuleCache(project, env);
  const server = join(folder, 'extension/dist/server.js');
  const root = pathToFileURL(project).href;
  return {
    folder,
    env,
    server,
    project,
    root,
    uri: `${root}/go.mod`,
    text: await readFile(join(project, 'go.mod'), 'utf8'),
    readFiles: () => readAll(project),
    launchOurs: () => launchServer(process.execPath, [server, '--stdio'], { cwd: project, env }),
    launchGopls: () => launchServer(goplsProgram(), ['serve'], { cwd: project, env }),
    stop: async () => {
      await world.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function readAll(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort();
  const texts = names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
}

/** Go's tools keep counters in the user's folder, and would leave a process behind that writes them. */
async function silenceTelemetry(configuration: string): Promise<void> {
  await mkdir(join(configuration, 'go/telemetry'), { recursive: true });
  await writeFile(join(configuration, 'go/telemetry/mode'), 'off');
}

/** Gopls finds unused requirements without asking anybody, so that the cache has to hold what it looks at. */
async function fillModuleCache(cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  const difference = await new Promise<string>((resolve) => {
    // It ends with 1, because there is a difference; nothing is written.
    execFile('go', ['mod', 'tidy', '-diff'], { cwd, env }, (_, stdout) => resolve(stdout));
  });
  if (!difference.includes('+++ tidy/go.mod')) throw new Error('go mod tidy found nothing to do');
}
