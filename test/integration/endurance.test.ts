import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseLedger } from '../../server/src/ledger/index.ts';
import { todaysSeed } from '../conformance/seed.ts';
import { Random } from '../conformance/zipRandom.ts';
import { afterAll, beforeAll, expect, test } from '../kit.ts';
import { uproot } from '../tidy/plant.ts';
import { MODULES, startWorld, type World } from '../world/index.ts';
import { AuditProcess, buildAside, type Ended } from './auditProcess.ts';

/*
 * Real processes over one store: killed at any moment, and several at once. What
 * the store holds may be lost; it may never change a verdict.
 */

const KILLS = 200;
const TOGETHER_MILLISECONDS = 60_000;

/** One of each kind of answer, and attacks among them. No silent servers: each round would wait for them. */
const SAMPLE = MODULES.filter(
  ({ kind, fault, repository }) =>
    kind !== 'private' && fault === undefined && repository !== null && repository.answersNow === undefined,
).filter(({ kind }, index) => kind === 'attack' || index % 4 === 0);

let world: World;
let cli = '';
let folder = '';
let expected = '';

beforeAll(async () => {
  [world, cli] = await Promise.all([startWorld(), buildAside()]);
  folder = await mkdtemp(join(world.directory, 'endurance-'));
  const lines = SAMPLE.map(({ path, version }) => `\t${path} ${version}\n`);
  await writeFile(
    join(folder, 'go.mod'),
    `module example.test/app\n\ngo 1.22\n\nrequire (\n${lines.join('')})\n`,
  );
  expected = verdictsOf(await audit('alone').ended);
  expect(JSON.parse(expected).modules.length).toBe(SAMPLE.length);
}, 150_000);

afterAll(async () => {
  await world?.stop();
  uproot();
});

function audit(store: string): AuditProcess {
  const args = ['audit', '--format', 'json', '--cache-dir', join(folder, store), folder];
  return new AuditProcess(cli, args, world.env);
}

async function millisecondsOf(store: string): Promise<number> {
  const start = performance.now();
  expect(verdictsOf(await audit(store).ended)).toBe(expected);
  return performance.now() - start;
}

/** What an audit said, without its times: those of this run, and the day on which the log was first seen. */
function verdictsOf({ code, out, err }: Ended): string {
  expect(err).toBe('');
  const report = JSON.parse(out);
  expect(code).toBe(1);
  for (const module of report.modules) delete module.age;
  const said = JSON.stringify({
    modules: report.modules,
    findings: report.findings,
    summary: report.summary,
  });
  return said.replaceAll(/in the log before \d{4}-\d\d-\d\d/g, 'in the log before a day');
}

/** Numbers from 0 to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  const random = new Random(seed);
  return () => random.below(1_000_000) / 1_000_000;
}

test(`killed at ${KILLS} moments, it never tells another verdict and never breaks its store`, async () => {
  const random = randomFrom(todaysSeed());
  // How long an audit takes that begins with nothing, and one that remembers: as the last whole one took.
  const takes = { cold: await millisecondsOf('killed'), warm: await millisecondsOf('killed') };
  let killed = 0;
  for (let round = 0; round < KILLS; round++) {
    const kind = round % 4 === 0 ? 'cold' : 'warm';
    if (kind === 'cold') await rm(join(folder, 'killed'), { recursive: true, force: true });
    const start = performance.now();
    const process = audit('killed');
    const timer = setTimeout(() => process.kill(), random() * takes[kind]);
    const ended = await process.ended;
    clearTimeout(timer);
    if (ended.code === null) killed++;
    else {
      takes[kind] = performance.now() - start;
      expect(verdictsOf(ended)).toBe(expected);
    }
    if (round % 20 === 19) expect(verdictsOf(await audit('killed').ended)).toBe(expected);
  }
  expect(killed).toBeGreaterThan(KILLS / 2);
  const ledger = parseLedger(await readFile(join(folder, 'killed', 'ledger'), 'utf8'));
  expect(ledger.problems).toEqual([]);
  expect(verdictsOf(await audit('killed').ended)).toBe(expected);
}, 600_000);

test('two processes on one store, for a minute, tell what a single one tells', async () => {
  const end = performance.now() + TOGETHER_MILLISECONDS;
  let audits = 0;
  const again = async (): Promise<void> => {
    while (performance.now() < end) {
      expect(verdictsOf(await audit('shared').ended)).toBe(expected);
      audits++;
    }
  };
  await Promise.all([again(), again()]);
  expect(audits).toBeGreaterThan(2);
  const ledger = parseLedger(await readFile(join(folder, 'shared', 'ledger'), 'utf8'));
  expect(ledger.problems).toEqual([]);
}, 120_000);

test('a store whose files were damaged by anybody is dropped, and built anew', async () => {
  const random = randomFrom(todaysSeed() + 1);
  await cp(join(folder, 'alone'), join(folder, 'damaged'), { recursive: true });
  const names = (await readdir(join(folder, 'damaged'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== 'ledger')
    .map((entry) => join(entry.parentPath, entry.name));
  expect(names.length).toBeGreaterThan(SAMPLE.length);
  for (const name of names) {
    const bytes = await readFile(name);
    const at = Math.floor(random() * bytes.length);
    if (random() < 0.3) await writeFile(name, bytes.subarray(0, at));
    else if (bytes.length > 0) {
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      await writeFile(name, bytes);
    }
  }
  expect(verdictsOf(await audit('damaged').ended)).toBe(expected);
  expect(verdictsOf(await audit('damaged').ended)).toBe(expected);
  await rm(join(folder, 'damaged'), { recursive: true });
  await mkdir(join(folder, 'damaged'));
  expect(verdictsOf(await audit('damaged').ended)).toBe(expected);
});
