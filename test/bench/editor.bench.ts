/**
 * What a person waits for in an editor, through the real protocol to the real
 * server in a process of its own, each figure beside its bar; the memory of that
 * process; and how often a server hears of a private module.
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
import { makeProject } from './editor/warmProject.ts';

const REQUIREMENTS = 300;

void main();

async function main(): Promise<void> {
  const { modules: known } = parseKnownModules(
    readFileSync(resolve('server/data/known-modules.txt'), 'utf8'),
  );
  console.log(
    `Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)} at the start`,
  );
  for (const row of await keystrokeRows(known, REQUIREMENTS, 15)) printRow(row);
  for (const row of await keystrokeRows(known, REQUIREMENTS * 10, 60)) printRow(row);
  const project = await makeProject(REQUIREMENTS);
  try {
    const env = await warm(project);
    for (const row of await storedRows(project, env, { open: 150, ask: 10 })) printRow(row);
    printRow(activationRow(100));
    for (const row of await memoryRows(known, { most: 150, growth: 5 })) printRow(row);
    printRow(await privacyRow(project));
  } finally {
    await project.world.stop();
  }
}
