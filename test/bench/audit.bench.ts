/**
 * A whole audit of many modules against what a person would do without this
 * program, and against the least that can be asked; peak memory; and how the
 * cost grows with the number of modules.
 *
 * Everything is made afresh from a seed (MODPROOF_SEED sets it): repositories
 * as real ones are in size, files, history, tags and sub-directory modules; an
 * upstream and a mirror on loopback, at 0 and at 40 ms distance. All
 * repositories are on github.com, so that discovery pages are no part of it.
 * No figure is given without the right answer: every module must be found equal
 * by both sides. The recipe needs go and diff; where go is missing it is left out.
 *
 *   --quick   one round of 50 modules
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { todaysSeed } from '../conformance/seed.ts';
import { type Listing, listByHttp } from './audit/floor.ts';
import { type MaterialFolders, makeMaterial } from './audit/material.ts';
import type { BenchModule } from './audit/mirrorFiles.ts';
import { writeProject } from './audit/project.ts';
import { auditTwice, type Bench, playRound, type Round } from './audit/round.ts';
import { endAll } from './audit/running.ts';
import { serve } from './audit/serve.ts';
import { startServers } from './audit/servers.ts';
import { hugeRepositoryShape, repositoryShapes } from './audit/shape.ts';
import { atMost, type Bars, printRounds, printThroughGit, row, spreadOf } from './audit/table.ts';
import { ONLY_GIT_KNOWS } from './audit/user.ts';

const HUGE_ZIP_BYTES = 100_000_000;
const PEAK_BAR_MIB = 400;

interface Plan {
  /** Modules in the comparison. */
  readonly modules: number;
  /** Other numbers of modules, to see how the cost grows, and how often each is audited. */
  readonly growth: readonly { readonly modules: number; readonly times: number }[];
  readonly distances: readonly { readonly roundTrip: number; readonly rounds: number; readonly bars: Bars }[];
}

const AT_0 = { roundTrip: 0, bars: { timesFaster: 3, warmSeconds: 1 } };
const AT_40 = { roundTrip: 40, bars: { timesFaster: 5, warmSeconds: null } };
const WHOLE: Plan = {
  modules: 200,
  growth: [
    { modules: 50, times: 3 },
    { modules: 800, times: 1 },
  ],
  distances: [
    { ...AT_0, rounds: 3 },
    { ...AT_40, rounds: 2 },
  ],
};
const QUICK: Plan = {
  modules: 50,
  growth: [],
  distances: [
    { ...AT_0, rounds: 1 },
    { ...AT_40, rounds: 1 },
  ],
};

const [part = '', ...rest] = process.argv.slice(2);
if (part === 'serve') void serve(rest[0] ?? '', rest[1] ?? '');
else if (part === 'floor') void floor(rest);
else void main(process.argv.includes('--quick') ? QUICK : WHOLE);

function floor([url = '', connections = '', listings = '']: readonly string[]): Promise<void> {
  return listByHttp(url, Number(connections), JSON.parse(listings) as Listing[]);
}

async function main(plan: Plan): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'modproof-bench-'));
  const tidy: (() => void)[] = [];
  // Whatever happens, nothing stays behind.
  process.on('exit', () => {
    for (const each of [endAll, ...tidy]) each();
    rmSync(root, { recursive: true, force: true, maxRetries: 10 });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
  try {
    await measureAll(plan, root, (stop) => tidy.push(stop));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  process.exit();
}

async function measureAll(plan: Plan, root: string, atEnd: (stop: () => void) => void): Promise<void> {
  const seed = todaysSeed();
  const start = performance.now();
  const busyBefore = loadavg()[0] ?? 0;
  const folders = { upstream: join(root, 'upstream'), mirror: join(root, 'mirror') };
  const most = Math.max(plan.modules, ...plan.growth.map(({ modules }) => modules));
  const modules = await makeMaterial(repositoryShapes(seed, most), folders);
  const compared = modules.slice(0, plan.modules);
  const spent = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`seed ${seed}, ${cpus().length} processors, Node ${process.version}, made in ${spent} s`);
  if (busyBefore > 0.5)
    console.log(`other work keeps ${busyBefore.toFixed(1)} processors busy: times are too long`);
  describe(compared);

  // A build that happens meanwhile does not change what is measured.
  const program = join(root, 'program');
  cpSync(resolve('dist'), program, { recursive: true });
  const servers = await startServers(process.argv[1] ?? '', folders);
  atEnd(servers.stop);
  const bench: Bench = { root, script: process.argv[1] ?? '', program, servers, hasGo: hasGo() };

  const project = await projectOf(root, compared);
  const counts = { modules: compared.length, repositories: repositoriesOf(compared) };
  let first: readonly Round[] = [];
  for (const { roundTrip, rounds, bars } of plan.distances) {
    await servers.setRoundTrip(roundTrip);
    const played: Round[] = [];
    while (played.length < rounds) played.push(await playRound(bench, project, compared));
    printRounds(`${roundTrip} ms a round trip, ${rounds} rounds`, played, counts, bars);
    printThroughGit(await auditTwice(bench, project, compared, ONLY_GIT_KNOWS), played);
    if (roundTrip === 0) first = played;
  }
  await servers.setRoundTrip(0);
  const colds = first.map(({ ours }) => ours.cold.seconds);
  await printGrowth(plan, bench, modules, spreadOf(colds).median);
  await printMemory(
    bench,
    seed,
    folders,
    compared,
    Math.max(...first.map(({ ours }) => ours.cold.result.peakMiB)),
  );
  console.log(`\n  the whole benchmark took ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

async function printGrowth(
  plan: Plan,
  bench: Bench,
  modules: readonly BenchModule[],
  comparedSeconds: number,
): Promise<void> {
  const costs = [{ modules: plan.modules, seconds: comparedSeconds }];
  for (const { modules: count, times } of plan.growth) {
    const some = modules.slice(0, count);
    const project = await projectOf(bench.root, some);
    const seconds: number[] = [];
    while (seconds.length < times) seconds.push((await auditTwice(bench, project, some)).cold.seconds);
    costs.push({ modules: count, seconds: spreadOf(seconds).median });
  }
  console.log('\ncold audit as modules grow, 0 ms a round trip');
  for (const { modules: count, seconds } of costs.sort((a, b) => a.modules - b.modules)) {
    row(`${count} modules`, `${seconds.toFixed(2)} s, ${((seconds * 1000) / count).toFixed(1)} ms a module`);
  }
}

async function printMemory(
  bench: Bench,
  seed: number,
  folders: MaterialFolders,
  compared: readonly BenchModule[],
  without: number,
): Promise<void> {
  const huge = await makeMaterial([hugeRepositoryShape(seed, HUGE_ZIP_BYTES)], folders);
  const some = [...compared, ...huge];
  const pair = await auditTwice(bench, await projectOf(bench.root, some), some);
  const zip = Math.max(...huge.map(({ zipLength }) => zipLength));
  const { peakMiB } = pair.cold.result;
  console.log('\npeak memory of a cold audit');
  row(`${compared.length} modules`, `${without.toFixed(0)} MiB`);
  row(
    `with a zip of ${(zip / 1e6).toFixed(0)} MB`,
    `${peakMiB.toFixed(0)} MiB ${atMost(peakMiB, PEAK_BAR_MIB)}`,
  );
}

function describe(modules: readonly BenchModule[]): void {
  const files = spreadOf(modules.map((module) => module.files));
  const zips = spreadOf(modules.map(({ zipLength }) => zipLength / 1000));
  const pseudo = modules.filter(({ tag }) => tag === null).length;
  console.log(
    `${modules.length} modules in ${repositoriesOf(modules)} repositories; a module has ${files.median} files (${files.least} to ${files.most}),` +
      ` a zip ${zips.median.toFixed(0)} kB (${zips.least.toFixed(1)} to ${zips.most.toFixed(0)}); ${pseudo} pseudo-versions`,
  );
}

function repositoriesOf(modules: readonly BenchModule[]): number {
  return new Set(modules.map(({ repository }) => repository)).size;
}

async function projectOf(root: string, modules: readonly BenchModule[]): Promise<string> {
  const folder = mkdtempSync(join(root, 'project-'));
  await writeProject(folder, modules);
  return folder;
}

function hasGo(): boolean {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
