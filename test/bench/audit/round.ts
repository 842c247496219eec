import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Listing, listByGit, listingsOf } from './floor.ts';
import type { BenchModule } from './mirrorFiles.ts';
import { type Audit, auditProject } from './ours.ts';
import { processorTime } from './processorTime.ts';
import { followRecipe } from './recipe.ts';
import { runWell } from './running.ts';
import type { Servers, ServersWork } from './servers.ts';
import { newUser } from './user.ts';

/** A piece of work, measured by the wall clock. */
export interface Measured<Result> {
  readonly seconds: number;
  /** Seconds of processor time of all that was started for it, servers left out; null where the system does not tell. */
  readonly processor: number | null;
  readonly servers: ServersWork;
  readonly result: Result;
}

/** A cold and a warm audit with the same cache folder. */
export interface AuditPair {
  readonly cold: Measured<Audit>;
  readonly warm: Measured<Audit>;
}

/** Everything that is compared, once, one after the other. */
export interface Round {
  /** Null where there is no Go. */
  readonly recipe: Measured<void> | null;
  readonly ours: AuditPair;
  readonly listedByGit: Measured<void>;
  readonly listedByHttp: Measured<void>;
}

/** What a benchmark works with. */
export interface Bench {
  /** A temporary folder for everything. */
  readonly root: string;
  /** The script of this benchmark, to be started again for other parts. */
  readonly script: string;
  /** Folder of the built program. */
  readonly program: string;
  readonly servers: Servers;
  readonly hasGo: boolean;
}

/** The recipe, an audit without and one with what it remembers, and the two floors. */
export async function playRound(
  bench: Bench,
  project: string,
  modules: readonly BenchModule[],
): Promise<Round> {
  const user = await newUser(bench.root, bench.servers);
  try {
    const recipe = bench.hasGo ? await measure(bench, () => followRecipe(modules, user)) : null;
    const ours = await auditTwice(bench, project, modules);
    const listings = listingsOf(modules);
    const listedByGit = await measure(bench, () => listByGit(listings, user));
    // As many questions at one time as the warm audit was seen to ask.
    const connections = Math.max(1, ours.warm.servers.upstream.peak);
    const listedByHttp = await measure(bench, () => startFloor(bench, connections, listings));
    return { recipe, ours, listedByGit, listedByHttp };
  } finally {
    await rm(user.home, { recursive: true, force: true });
  }
}

/** Audits as a user who has never done so, and once more; `gitSettings` as in {@link newUser}. */
export async function auditTwice(
  bench: Bench,
  project: string,
  modules: readonly BenchModule[],
  gitSettings = '',
): Promise<AuditPair> {
  const user = await newUser(bench.root, bench.servers, gitSettings);
  const cache = await mkdtemp(join(bench.root, 'cache-'));
  try {
    const audit = () => auditProject(bench.program, project, cache, modules, user);
    return { cold: await measure(bench, audit), warm: await measure(bench, audit) };
  } finally {
    await rm(user.home, { recursive: true, force: true });
    await rm(cache, { recursive: true, force: true });
  }
}

async function startFloor(bench: Bench, connections: number, listings: readonly Listing[]): Promise<void> {
  const args = [
    bench.script,
    'floor',
    bench.servers.upstreamUrl,
    String(connections),
    JSON.stringify(listings),
  ];
  await runWell(process.execPath, args, { env: process.env, cwd: bench.root });
}

async function measure<Result>(bench: Bench, work: () => Promise<Result>): Promise<Measured<Result>> {
  const { result, servers } = await bench.servers.during(async () => {
    const before = processorTime().children;
    const start = performance.now();
    const done = await work();
    const seconds = (performance.now() - start) / 1000;
    const after = processorTime().children;
    return { done, seconds, processor: before === null || after === null ? null : after - before };
  });
  const { done, ...figures } = result;
  return { ...figures, servers, result: done };
}
