import type { AuditPair, Measured, Round } from './round.ts';

/** Numbers in the middle and at both ends. */
interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** What the comparison of one distance must reach. */
export interface Bars {
  /** How many times faster than the recipe a cold audit must be. */
  readonly timesFaster: number;
  /** Seconds of a warm audit, or null where the floor alone counts. */
  readonly warmSeconds: number | null;
}

const UPSTREAM_SHARE = 0.05;
const TIMES_THE_FLOOR = 1.5;

/** Prints the comparison of all rounds at one distance. */
export function printRounds(
  title: string,
  rounds: readonly Round[],
  counts: { readonly modules: number; readonly repositories: number },
  bars: Bars,
): void {
  console.log(`\n${title}`);
  const cold = spreadOf(rounds.map(({ ours }) => ours.cold.seconds));
  const warm = spreadOf(rounds.map(({ ours }) => ours.warm.seconds));
  row('cold audit', seconds(cold));
  const recipes = rounds.flatMap(({ recipe }) => (recipe === null ? [] : [recipe]));
  if (recipes.length > 0) {
    const recipe = spreadOf(recipes.map((each) => each.seconds));
    const faster = recipe.median / cold.median;
    row('the recipe', seconds(recipe));
    row('  times faster', `${faster.toFixed(2)} ${atLeast(faster, bars.timesFaster)}`);
    const [mine, its] = [sent(rounds.map(({ ours }) => ours.cold)), sent(recipes)];
    row('bytes from upstream', `${kilobytes(mine)}, the recipe ${kilobytes(its)}`);
    row('  share', `${((100 * mine) / its).toFixed(2)} % ${atMost(mine / its, UPSTREAM_SHARE)}`);
  } else {
    row('the recipe', 'left out: it needs go');
  }
  const git = spreadOf(rounds.map(({ listedByGit }) => listedByGit.seconds));
  const http = spreadOf(rounds.map(({ listedByHttp }) => listedByHttp.seconds));
  const wait = bars.warmSeconds === null ? '' : atMost(warm.median, bars.warmSeconds);
  row('warm audit', `${seconds(warm)} ${wait}`);
  row('  times faster than cold', (cold.median / warm.median).toFixed(2));
  row('floor: git ls-remote, 8 at a time', `${seconds(git)}, ratio ${(warm.median / git.median).toFixed(2)}`);
  const peak = Math.max(...rounds.map(({ ours }) => ours.warm.servers.upstream.peak));
  const ratio = warm.median / http.median;
  row(
    `floor: ls-refs over HTTP, ${peak} at a time`,
    `${seconds(http)}, ratio ${ratio.toFixed(2)} ${atMost(ratio, TIMES_THE_FLOOR)}`,
  );
  const zips = Math.max(...rounds.map(({ ours }) => ours.warm.servers.mirror.zips));
  row('zips read again when warm', `${zips} ${atMost(zips, 0)}`);
  printCost(rounds.at(-1)?.ours, counts);
  for (const [name, works] of [
    ['recipe', recipes],
    ['git ls-remote', rounds.map(({ listedByGit }) => listedByGit)],
    ['ls-refs over HTTP', rounds.map(({ listedByHttp }) => listedByHttp)],
  ] as const) {
    const last = works.at(-1);
    if (last === undefined) continue;
    if (last.processor !== null) row(`  ${name}: processor`, `${last.processor.toFixed(2)} s`);
    row(`  ${name}: servers`, serversCost(last, counts));
  }
}

/** Prints an audit whose upstream is read by git processes, because of a setting that only git knows. */
export function printThroughGit({ cold, warm }: AuditPair, rounds: readonly Round[]): void {
  const plain = spreadOf(rounds.map(({ ours }) => ours.cold.seconds)).median;
  const { processor } = cold;
  row(
    'through git processes instead, cold',
    `${cold.seconds.toFixed(2)} s, ratio ${(cold.seconds / plain).toFixed(2)}; upstream sent ${kilobytes(cold.servers.upstream.sentBytes)}`,
  );
  row('  processor', processor === null ? 'not told by this system' : `${processor.toFixed(2)} s`);
  row('  warm', `${warm.seconds.toFixed(2)} s`);
}

/** Prints what one cold and one warm audit cost us and the servers: what bounds them. */
function printCost(
  pair: AuditPair | undefined,
  counts: { readonly modules: number; readonly repositories: number },
): void {
  if (pair === undefined) return;
  for (const name of ['cold', 'warm'] as const) {
    const work = pair[name];
    const { processor, peakMiB } = work.result;
    const children = processor.children === null ? '' : ` + its git ${processor.children.toFixed(2)} s`;
    row(
      `  ${name}: processor`,
      `ours ${processor.own.toFixed(2)} s${children}, peak ${peakMiB.toFixed(0)} MiB`,
    );
    row(`  ${name}: servers`, serversCost(work, counts));
  }
}

function serversCost(
  { servers: { upstream, mirror } }: Measured<unknown>,
  counts: { readonly modules: number; readonly repositories: number },
): string {
  const each = (number: number, of: number) => (number / of).toFixed(2);
  const time = (value: number | null) => (value === null ? '' : `, processor ${value.toFixed(2)} s`);
  return [
    `upstream ${each(upstream.requests, counts.repositories)} requests a repository`,
    ` (${upstream.connections} connections, ${upstream.peak} at a time, ${kilobytes(upstream.sentBytes)}${time(upstream.processor)});`,
    ` mirror ${each(mirror.requests, counts.modules)} a module`,
    ` (${mirror.connections} connections, ${mirror.peak} at a time, ${kilobytes(mirror.sentBytes)}${time(mirror.processor)})`,
  ].join('');
}

/** Prints one line: what, figures. */
export function row(what: string, figures: string): void {
  console.log(`  ${what.padEnd(38)} ${figures}`.trimEnd());
}

/** Middle and ends of numbers; halfway between the two in the middle of an even count. */
export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [lower = Number.NaN, upper = lower] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.floor(sorted.length / 2)],
  ];
  const median = (lower + upper) / 2;
  return { median, least: sorted[0] ?? median, most: sorted.at(-1) ?? median };
}

/** The bar beside a figure that must not be above it. */
export function atMost(figure: number, bar: number): string {
  return `(bar ${bar}: ${figure <= bar ? 'reached' : 'missed'})`;
}

function atLeast(figure: number, bar: number): string {
  return `(bar ${bar}: ${figure >= bar ? 'reached' : 'missed'})`;
}

function seconds({ median, least, most }: Spread): string {
  return `${median.toFixed(2)} s (${least.toFixed(2)} to ${most.toFixed(2)})`;
}

function sent(works: readonly Measured<unknown>[]): number {
  return spreadOf(works.map(({ servers }) => servers.upstream.sentBytes)).median;
}

function kilobytes(bytes: number): string {
  return bytes < 10_000_000 ? `${(bytes / 1000).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
