/**
 * What a person at a keyboard waits for: the instant checks (text, names, what
 * is listed as malicious, hidden characters) of a go.mod with 1,000 requirements; a look again after an
 * edit; an offline audit of it, and the example audit, as whole processes.
 *
 * Prints one table: figure, bar, and their ratio (1 and less is within the bar).
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  dependenciesOf,
  FeedJudge,
  instantFindings,
  NameJudge,
  readGoMod,
} from '../../server/src/audit/index.ts';
import { DEFAULT_POLICY } from '../../server/src/policy/index.ts';
import { buildIndex, parseKnownModules } from '../../server/src/typosquat/index.ts';
import { loadFeed } from '../../server/src/vulndb/index.ts';
import { startWorld } from '../world/world.ts';
import { goModText } from './goModText.ts';

interface Row {
  readonly what: string;
  readonly figure: number;
  readonly bar: number;
  readonly unit: string;
}

const REQUIREMENTS = 1000;
const ROUNDS = 200;

const corpus = parseKnownModules(readFileSync(resolve('server/data/known-modules.txt'), 'utf8'));
const names = new NameJudge(() => buildIndex(corpus.modules));
const feedText = readFileSync(resolve('server/data/malicious-modules.txt'), 'utf8');
const feed = new FeedJudge(loadFeed(feedText, null, Date.now()));
const text = goModText(corpus.modules, REQUIREMENTS);

void main();

async function main(): Promise<void> {
  const rows = [...instant(), ...(await processes())];
  const width = Math.max(...rows.map(({ what }) => what.length));
  for (const { what, figure, bar, unit } of rows) {
    const shown = `${figure.toFixed(1).padStart(7)} ${unit.padEnd(3)}`;
    console.log(`${what.padEnd(width)} ${shown}  bar ${bar} ${unit}, ratio ${(figure / bar).toFixed(2)}`);
  }
}

function instant(): Row[] {
  const look = (content: string): number => {
    const start = performance.now();
    instantFindings(readGoMod('go.mod', '/', content, null), null, { names, feed }, DEFAULT_POLICY);
    return performance.now() - start;
  };
  for (let round = 0; round < 20; round++) look(text);
  const again: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // One character more in the middle, as somebody types it.
    const at = Math.floor(text.length / 2) + round;
    again.push(look(`${text.slice(0, at)}x${text.slice(at)}`));
  }
  again.sort((a, b) => a - b);
  const first = look(text);
  const requirements = dependenciesOf(readGoMod('go.mod', '/', text, null), null).map(
    ({ required }) => required,
  );
  const lookUps: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (const { path, version } of requirements) feed.judge(path, version);
    lookUps.push(performance.now() - start);
  }
  lookUps.sort((a, b) => a - b);
  return [
    {
      what: `look-ups in the list of malicious modules, ${requirements.length}, median`,
      figure: lookUps[ROUNDS / 2] ?? 0,
      bar: 5,
      unit: 'ms',
    },
    { what: `instant checks, ${REQUIREMENTS} requirements, warm`, figure: first, bar: 50, unit: 'ms' },
    { what: 'the same after an edit, median', figure: again[ROUNDS / 2] ?? 0, bar: 10, unit: 'ms' },
    {
      what: 'the same after an edit, 99th percentile',
      figure: again[Math.floor(ROUNDS * 0.99)] ?? 0,
      bar: 10,
      unit: 'ms',
    },
  ];
}

async function processes(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'modproof-bench-'));
  const world = await startWorld();
  try {
    writeFileSync(join(folder, 'go.mod'), text);
    const env = { ...process.env, ...world.env };
    const offline = await runCli(['audit', '--offline', '--quiet', folder], env);
    const example = await runCli(['audit', '--quiet', world.exampleDir], env);
    return [
      {
        what: 'audit --offline, 1000 requirements, whole process',
        figure: offline.ms / 1000,
        bar: 1,
        unit: 's',
      },
      { what: 'audit of the example, whole process', figure: example.ms / 1000, bar: 5, unit: 's' },
      { what: 'peak memory of that process', figure: example.maxRssMiB, bar: 300, unit: 'MiB' },
    ];
  } finally {
    await world.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Runs the built command line; the process tells its own peak memory when it ends. */
function runCli(args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ ms: number; maxRssMiB: number }> {
  const tell = "process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS))";
  const script = `${tell};process.argv.splice(1,0,'cli');require(${JSON.stringify(resolve('dist/cli.js'))})`;
  const start = performance.now();
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['-e', script, '--', ...args], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
    child.on('error', fail);
    child.on('close', (code) => {
      const peak = /peak (\d+)/.exec(said);
      if (peak === null || (code !== 0 && code !== 1))
        fail(new Error(`the audit ended with ${code}: ${said}`));
      else done({ ms: performance.now() - start, maxRssMiB: Number(peak[1]) / 1024 });
    });
  });
}
