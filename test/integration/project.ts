import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from '../kit.ts';
import { startWorld, type World } from '../world/index.ts';
import { type Run, run } from './run.ts';

/** A fresh folder in the world for each test, and a command line in it. */
export interface Project {
  readonly world: World;
  readonly folder: string;
  /** Runs a command line in the folder, as somebody who lives in the world. */
  readonly go: (argv: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Run>;
  /** Writes a file below the folder. */
  readonly file: (name: string, content: string | Uint8Array) => Promise<void>;
}

/** Starts a world for the tests of one file, and ends it with them. */
export function projectInWorld(): Project {
  let world: World | null = null;
  let folder = '';
  beforeAll(async () => {
    world = await startWorld();
  }, 60_000);
  afterAll(() => world?.stop());
  const started = (): World => {
    if (world === null) throw new Error('the world is not started yet');
    return world;
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(started().directory, 'project-'));
  });
  return {
    get world() {
      return started();
    },
    get folder() {
      return folder;
    },
    go: (argv, env = {}) => run(argv, { cwd: folder, env: { ...started().env, ...env }, patience: 0.2 }),
    file: async (name, content) => {
      await mkdir(join(folder, name, '..'), { recursive: true });
      await writeFile(join(folder, name), content);
    },
  };
}
