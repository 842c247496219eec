import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '../kit.ts';
import { startWorld, MODULES as WORLD_MODULES, type World } from '../world/index.ts';
import { MODULES, type Order, orderOf } from './editorSteps.ts';
import { endSessions } from './languageSession.ts';
import { OrderedEditor } from './orderedEditor.ts';
import { troublesOf } from './orderTroubles.ts';

/*
 * Whatever order an editor and a disk do things in, the server comes to rest and
 * says then what a fresh one says. More orders than these are tried by
 * ORDERS=1000-2000.
 */

/** Orders in which faults were found that are mended now. */
const SEEDS = [6000, 6016, 6054, 6060, 6103, 6152, 6199];

/** Milliseconds. Those that are kept take a tenth of it. */
const PATIENCE = process.env.ORDERS === undefined ? 180_000 : 3_600_000;

/** Most of the time is spent in waiting for rest, for which each has a world of its own. */
const AT_A_TIME = 3;

/** The modules that are required, and the one that the attack is a copy of. */
const FEW = WORLD_MODULES.filter(
  ({ path }) =>
    path === 'github.com/boltdb/bolt' || Object.values(MODULES).some((one) => one.startsWith(`${path} `)),
);

const worlds: World[] = [];

beforeAll(async () => {
  for (let at = 0; at < AT_A_TIME; at++) worlds.push(await startWorld({ modules: FEW }));
});
afterAll(async () => {
  await endSessions();
  for (const world of worlds) await world.stop();
});

/** What is not as it must be after an order, which then is told whole. */
async function troublesAfter(order: Order, world: World): Promise<readonly string[]> {
  const root = await mkdtemp(join(world.directory, 'order-'));
  const editor = new OrderedEditor(world, order, root);
  const troubles: string[] = [];
  try {
    await editor.begin();
    await editor.carryOut();
    troubles.push(...(await troublesOf(editor)));
  } catch (error) {
    troubles.push(...editor.troubles, String(error));
  } finally {
    editor.server.examinations.release();
    await editor.server.close();
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  }
  return troubles.length === 0
    ? []
    : [...troubles.map((one) => one.replaceAll(root, '')), JSON.stringify(order)];
}

function seeds(): readonly number[] {
  const [from, to] = (process.env.ORDERS ?? '').split('-').map(Number);
  if (!from || !to) return SEEDS;
  return Array.from({ length: to - from }, (_, at) => from + at);
}

test(
  'in any order, a server comes to rest and says then what a fresh one says',
  async () => {
    const left = [...seeds()];
    const troubles: string[] = [];
    const work = async (world: World): Promise<void> => {
      for (let seed = left.shift(); seed !== undefined; seed = left.shift())
        troubles.push(...(await troublesAfter(orderOf(seed), world)));
    };
    await Promise.all(worlds.map(work));
    expect(troubles).toEqual([]);
  },
  PATIENCE,
);
