import { spawnSync } from 'node:child_process';
import {
  buildIndex,
  judgeName,
  type KnownModule,
  type NameIndex,
} from '../../../server/src/typosquat/index.ts';
import { Random } from '../audit/random.ts';
import type { ColdStart } from './coldStart.ts';
import { madeModules } from './madeModules.ts';
import { below, type Row } from './row.ts';
import { slipsOf } from './slips.ts';

const SMALL = 10_000;
const LARGE = 100_000;
const NAMES = 2000;
const ROUNDS = 25;
const FRESH_INDEXES = 5;
const COLD_PROCESSES = 9;

/** Time of one name in a small and in a large corpus, and what the index costs a process that has just begun. */
export function speedRows(modules: readonly KnownModule[], seed: number): Row[] {
  const random = new Random(seed);
  const large = [...modules, ...madeModules(LARGE - modules.length, random)];
  const names = namesToJudge(modules, random);
  const small = large.slice(0, SMALL);
  const [inSmall = 0, inLarge = 0] = alternately([small, large], names);
  const cold = Array.from({ length: COLD_PROCESSES }, inNewProcess);
  const peer = '8,000 to 28,000 µs (GuardDog)';
  return [
    below({ what: `time for one name, corpus of ${SMALL.toLocaleString('en')}`, peer }, inSmall, 20, ' µs'),
    below({ what: `the same, corpus of ${LARGE.toLocaleString('en')}`, peer }, inLarge, 20, ' µs'),
    below({ what: 'the second against the first' }, inLarge / inSmall, 1.5, ''),
    below(
      { what: `a name that the index never saw, corpus of ${SMALL.toLocaleString('en')}` },
      atFirst(small, names),
      20,
      ' µs',
    ),
    below({ what: `the same, corpus of ${LARGE.toLocaleString('en')}` }, atFirst(large, names), 20, ' µs'),
    below(
      { what: 'read and parse the shipped corpus, new process' },
      least(cold.map(({ read }) => read)),
      10,
      ' ms',
    ),
    below(
      { what: 'index build from it, first call in a new process' },
      least(cold.map(({ build }) => build)),
      60,
      ' ms',
    ),
    below({ what: 'memory of the index' }, least(cold.map(({ megabytes }) => megabytes)), 40, ' MB'),
  ];
}

/** One third each: known, one slip away from a known one, like nothing known. */
function namesToJudge(modules: readonly KnownModule[], random: Random): string[] {
  return Array.from({ length: NAMES }, (_, at) => {
    const { path } = random.pick(modules);
    const [host = '', owner = '', ...rest] = path.split('/');
    if (at % 3 === 0 || rest.length === 0) return path;
    const changed =
      at % 3 === 1
        ? (slipsOf(owner.toLowerCase(), random).at(random.below(12))?.name ?? owner)
        : `nobody-${at}-knows`;
    return [host, changed, ...rest].join('/');
  });
}

/**
 * Microseconds for one name by several indexes that have seen the names before.
 *
 * Other work on the machine only ever adds, so the least of many rounds is the
 * nearest to the truth; rounds alternate, so that it adds to all alike.
 */
function alternately(corpora: readonly (readonly KnownModule[])[], names: readonly string[]): number[] {
  const indexes = corpora.map((modules) => buildIndex(modules));
  const best = indexes.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    indexes.forEach((index, at) => {
      best[at] = Math.min(best[at]!, microsecondsPerName(index, names));
    });
  }
  return best;
}

/** The same for an index that never saw the names. */
function atFirst(modules: readonly KnownModule[], names: readonly string[]): number {
  const rounds = Array.from({ length: FRESH_INDEXES }, () => {
    const index = buildIndex(modules);
    // What the build left behind is not the names' to pay for.
    globalThis.gc?.();
    return microsecondsPerName(index, names);
  });
  return Math.min(...rounds);
}

function microsecondsPerName(index: NameIndex, names: readonly string[]): number {
  const start = performance.now();
  for (const name of names) judgeName(name, index);
  return (1000 * (performance.now() - start)) / names.length;
}

function inNewProcess(): ColdStart {
  const args = ['--expose-gc', process.argv[1] ?? '', '--cold-start'];
  const { stdout, status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the cold start ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as ColdStart;
}

function least(numbers: readonly number[]): number {
  return Math.min(...numbers);
}
