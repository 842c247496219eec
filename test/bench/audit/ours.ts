import { join } from 'node:path';
import type { BenchModule } from './mirrorFiles.ts';
import type { ProcessorTime } from './processorTime.ts';
import { run } from './running.ts';

/** One audit as a process of its own. */
export interface Audit {
  /** Peak memory of the process, in MiB; git processes that it started are not in it. */
  readonly peakMiB: number;
  readonly processor: ProcessorTime;
}

interface Report {
  readonly modules: readonly {
    path: string;
    version: string;
    content: { state: string; reason: string | null };
  }[];
}

const MARK = 'what it cost: ';

/** Runs before the program and says at its end what it cost. */
const TELL = `process.on('exit',()=>{
  const {user,system}=process.cpuUsage();
  let children=null;
  try{const f=require('fs').readFileSync('/proc/self/stat','utf8').replace(/^.*\\)/s,'').split(' ');children=(Number(f[14])+Number(f[15]))/100}catch{}
  process.stderr.write('\\n${MARK}'+JSON.stringify({maxRss:process.resourceUsage().maxRSS,own:(user+system)/1e6,children})+'\\n')
})`;

/**
 * Audits the project with the built program in `program`, keeping what it
 * remembers in `cache`.
 *
 * Rejects unless it ends with code 0 and says of every one of `modules` that it
 * matches: a figure without the right answer is none.
 */
export async function auditProject(
  program: string,
  project: string,
  cache: string,
  modules: readonly BenchModule[],
  user: { readonly home: string; readonly env: NodeJS.ProcessEnv },
): Promise<Audit> {
  const cli = join(program, 'cli.js');
  const script = `${TELL};process.argv.splice(1,0,'cli');require(${JSON.stringify(cli)})`;
  const args = ['audit', '--quiet', '--format', 'json', '--cache-dir', cache, project];
  const { code, stdout, stderr } = await run(process.execPath, ['-e', script, '--', ...args], {
    env: user.env,
    cwd: user.home,
  });
  const cost = stderr.split('\n').find((line) => line.startsWith(MARK));
  if (cost === undefined) throw new Error(`the audit ended with ${code}: ${stderr.slice(-2000)}`);
  checkAnswer(JSON.parse(stdout) as Report, modules);
  if (code !== 0) throw new Error(`the audit ended with ${code}: ${stdout.slice(0, 2000)}`);
  const { maxRss, own, children } = JSON.parse(cost.slice(MARK.length));
  return { peakMiB: maxRss / 1024, processor: { own, children } };
}

function checkAnswer(report: Report, modules: readonly BenchModule[]): void {
  const states = new Map(
    report.modules.map(({ path, version, content }) => [
      `${path}@${version}`,
      content.reason === null ? content.state : `${content.state}, ${content.reason}`,
    ]),
  );
  const wrong = modules
    .map(({ path, version }) => ({ name: `${path}@${version}`, state: states.get(`${path}@${version}`) }))
    .filter(({ state }) => state !== 'match');
  if (wrong.length === 0 && states.size === modules.length) return;
  const first = wrong.slice(0, 5).map(({ name, state }) => `\n  ${name}: ${state ?? 'not in the report'}`);
  throw new Error(
    `the audit answers wrongly for ${wrong.length} of ${modules.length} modules:${first.join('')}`,
  );
}
