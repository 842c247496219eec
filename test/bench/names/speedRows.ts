import { spawnSync } from 'node:child_process';
import { buildIndex, judgeName, type KnownModule } from '../../../server/src/typosquat/index.ts';
import { Random } from '../audit/random.ts';
import type { ColdStart } from './coldStart.ts';
import { madeModules } from './madeModules.ts';
import { below, type Row } from './row.ts';
import { slipsOf } from './slips.ts';

const SMALL = 10_000;
const LARGE = 100_000;
const NAMES = 2000;
const ROUNDS = 15;
const COLD_PROCESSES = 5;

/** Time of one name in a small and in a large corpus, and what the index costs a process that has just begun. */
export function speedRows(modules: readonly KnownModule[], seed: number): Row[] {
  const random = new Random(seed);
  const large = [...modules, ...madeModules(LARGE - modules.length, random)];
  const names = namesToJudge(modules, random);
  const small = microsecondsPerName(large.slice(0, SMALL), names);
  const grown = microsecondsPerName(large, names);
  const cold = Array.from({ length: COLD_PROCESSES }, inNewProcess);
  const peer = '8,000 to 28,000 µs (GuardDog)';
  return [
    below({ what: `time for one name, corpus of ${SMALL.toLocaleString('en')}`, peer }, small, 20, ' µs'),
    below({ what: `the same, corpus of ${LARGE.toLocaleString('en')}`, peer }, grown, 20, ' µs'),
    below({ what: 'the second against the first' }, grown / small, 1.5, ''),
    below(
      { what: 'read and parse the shipped corpus, new process' },
      middle(cold.map(({ read }) => read)),
      10,
      ' ms',
    ),
    below(
      { what: 'index build from it, first call in a new process' },
      middle(cold.map(({ build }) => build)),
      60,
      ' ms',
    ),
    below({ what: 'memory of the index' }, middle(cold.map(({ megabytes }) => megabytes)), 40, ' MB'),
  ];
}

/** One third each: known, one slip away from a known one, like nothing known. */
function namesToJudge(modules: readonly KnownModule[], random: Random): string[] {
  return Array.from({ length: NAMES }, (_, at) => {
    const { path } = random.pick(modules);
    const [host = '', owner = '', ...rest] = path.split('/');
    if (at % 3 === 0 || rest.length === 0) return path;
    const changed =
      at % 3 === 1 ? random.pick(slipsOf(owner.toLowerCase(), random)).name : `nobody-${at}-knows`;
    return [host, changed, ...rest].join('/');
  });
}

function microsecondsPerName(modules: readonly KnownModule[], names: readonly string[]): number {
  const index = buildIndex(modules);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    for (const name of names) judgeName(name, index);
    return (1000 * (performance.now() - start)) / names.length;
  });
  // The first rounds are still being compiled.
  return middle(rounds.slice(3));
}

function inNewProcess(): ColdStart {
  const args = ['--expose-gc', process.argv[1] ?? '', '--cold-start'];
  const { stdout, status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the cold start ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as ColdStart;
}

function middle(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
