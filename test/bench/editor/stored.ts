import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeAction, Diagnostic } from 'vscode-languageserver/node';
import type { Row } from './row.ts';
import { startServer } from './server.ts';
import { percentile } from './typing.ts';
import type { WarmProject } from './warmProject.ts';

const ROUNDS = 500;
const OPENINGS = 9;
const SMALL = 'module example.test/small\n\ngo 1.22\n\nrequire github.com/boltdb-go/bolt v1.3.1\n';

/** Audits a project on the command line, so that all its verdicts are stored. */
export async function warm({ world, folder }: WarmProject): Promise<Readonly<Record<string, string>>> {
  const env = { ...world.env, XDG_CACHE_HOME: join(world.directory, 'bench-cache') };
  await new Promise<void>((done, fail) => {
    const args = [resolve('dist/cli.js'), 'audit', '--quiet', folder];
    execFile(process.execPath, args, { env: { ...process.env, ...env } }, (error) => {
      // Findings end it with 1.
      if (error !== null && error.code !== 1) fail(error);
      else done();
    });
  });
  return env;
}

/** What a server says of a project whose verdicts are stored: how fast it opens, hovers and offers fixes. */
export async function storedRows(
  { folder, goMod }: WarmProject,
  env: Readonly<Record<string, string>>,
  bars: { readonly open: number; readonly ask: number },
): Promise<readonly Row[]> {
  const settings = { network: 'stored' };
  const uri = pathToFileURL(join(folder, 'go.mod')).href;
  mkdirSync(join(folder, 'small'), { recursive: true });
  writeFileSync(join(folder, 'small', 'go.mod'), SMALL);
  const small = pathToFileURL(join(folder, 'small', 'go.mod')).href;
  const openings: number[] = [];
  let whole: readonly Diagnostic[] = [];
  for (let opening = 0; opening <= OPENINGS; opening++) {
    // A server of its own each time, so that the verdicts come from the store and not from its memory.
    const { client, stop } = await startServer({ env, settings, folders: [pathToFileURL(folder).href] });
    // The examining thread is up when the verdict of a small file has come.
    await client.open(small, SMALL);
    await client.until(() => client.lastOf(small).some(({ code }) => code === 'origin/diverged'));
    const start = performance.now();
    await client.open(uri, goMod);
    await client.until(() => isWhole(client.lastOf(uri)));
    if (opening > 0) openings.push(performance.now() - start);
    whole = client.lastOf(uri);
    await stop();
  }
  const { client, stop } = await startServer({ env, settings });
  await client.open(uri, goMod);
  await client.until(() => isWhole(client.lastOf(uri)));
  const hovers: number[] = [];
  const actions: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const diagnostic = whole[round % whole.length];
    if (diagnostic === undefined) throw new Error('the attacks of the example were not found');
    const [hover, action] = await askAt(diagnostic);
    if (round < 20) continue;
    hovers.push(hover);
    actions.push(action);
  }
  await stop();
  return [
    {
      what: 'open a go.mod of 300, warm store, to full diagnostics, median',
      figure: percentile(openings, 0.5),
      bar: bars.open,
      unit: 'ms',
      detail: `most ${percentile(openings, 1).toFixed(0)}`,
    },
    ...(
      [
        ['hover', hovers],
        ['code actions', actions],
      ] as const
    ).map(([what, times]) => ({
      what: `${what} with the verdict in the store, p99`,
      figure: percentile(times, 0.99),
      bar: bars.ask,
      unit: 'ms',
      detail: `median ${percentile(times, 0.5).toFixed(1)}`,
    })),
  ];

  async function askAt(diagnostic: Diagnostic): Promise<readonly [number, number]> {
    let start = performance.now();
    const hover = await client.hover(uri, diagnostic.range.start);
    const hovering = performance.now() - start;
    if (hover === null) throw new Error('there is no hover on a finding');
    start = performance.now();
    const offered = (await client.codeActions(uri, diagnostic.range, [diagnostic])) as CodeAction[];
    if (offered.length === 0) throw new Error('there is no code action on a finding');
    return [hovering, performance.now() - start];
  }
}

/** Both copies of the example that differ from upstream are told. */
function isWhole(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.filter(({ code }) => code === 'origin/diverged').length === 2;
}
