/**
 * What a person waits for in an editor, through the real protocol to the real
 * server in a process of its own, each figure beside its bar; the memory of that
 * process; and how often a server hears of a private module.
 *
 *   --part=NAME   keystrokes, activation, memory, stored or privacy alone; may be given again
 */
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseKnownModules } from '../../server/src/typosquat/index.ts';
import { activationRow } from './editor/activation.ts';
import { keystrokeRows } from './editor/keystrokes.ts';
import { memoryRows } from './editor/memory.ts';
import { privacyRow } from './editor/privacy.ts';
import { printRow } from './editor/row.ts';
import { storedRows, warm } from './editor/stored.ts';
import { makeProject, type WarmProject } from './editor/warmProject.ts';

const REQUIREMENTS = 300;
const EXAMPLE_ALONE = 0;

type Part = 'keystrokes' | 'stored' | 'activation' | 'memory' | 'privacy';

void main();

async function main(): Promise<void> {
  const { modules: known } = parseKnownModules(
    readFileSync(resolve('server/data/known-modules.txt'), 'utf8'),
  );
  console.log(
    `Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)} at the start`,
  );
  if (isWanted('keystrokes')) {
    for (const row of await keystrokeRows(known, REQUIREMENTS, 15)) printRow(row);
    for (const row of await keystrokeRows(known, REQUIREMENTS * 10, 60)) printRow(row);
  }
  if (isWanted('activation')) printRow(activationRow(100));
  if (isWanted('memory')) {
    for (const row of await memoryRows(known, { most: 150, growth: 5 })) printRow(row);
  }
  if (isWanted('stored')) {
    await inProject(REQUIREMENTS, async (project) => {
      for (const row of await storedRows(project, await warm(project), { open: 150, ask: 10 })) printRow(row);
    });
  }
  if (isWanted('privacy')) {
    await inProject(EXAMPLE_ALONE, async (project) => printRow(await privacyRow(project)));
  }
}

async function inProject(requirements: number, work: (project: WarmProject) => Promise<void>): Promise<void> {
  const project = await makeProject(requirements);
  try {
    await work(project);
  } finally {
    await project.world.stop();
  }
}

/** All parts, or those of `--part=…`. */
function isWanted(part: Part): boolean {
  const named = process.argv.filter((argument) => argument.startsWith('--part='));
  return named.length === 0 || named.includes(`--part=${part}`);
}
