import { cp, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { World } from '../world/index.ts';

/** Copies the example project into a fresh folder of the world, which goes with it. */
export async function copyExample(world: World): Promise<string> {
  const folder = join(await mkdtemp(join(world.directory, 'project-')), 'harbour');
  await cp(world.exampleDir, folder, { recursive: true });
  return folder;
}
