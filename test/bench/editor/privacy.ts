import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Row } from './row.ts';
import { startServer } from './server.ts';
import type { WarmProject } from './warmProject.ts';

const PRIVATE = ['secret.example.test/team/vault', 'github.com/quiet-company/ledger'];

/** How often a server of the world hears of a private module while its go.mod is typed, hovered over and saved. */
export async function privacyRow({ world }: WarmProject): Promise<Row> {
  const folder = join(world.directory, 'private');
  mkdirSync(folder);
  const uri = pathToFileURL(join(folder, 'go.mod')).href;
  const textWith = (typed: string): string =>
    `module secret.example.test/app\n\ngo 1.22\n\nrequire (\n\tgithub.com/thistlewood/barometer v1.4.2\n${typed})\n`;
  writeFileSync(join(folder, 'go.mod'), textWith(''));
  const before = world.requests.length;
  const { client, stop } = await startServer({
    env: { ...world.env, GOPRIVATE: '', XDG_CACHE_HOME: join(world.directory, 'private-cache') },
    // The editor's own setting names what is private, as a user would who starts it from a dock.
    settings: { environment: { GOPRIVATE: 'secret.example.test/*,github.com/quiet-company/*' } },
    folders: [pathToFileURL(folder).href],
  });
  await client.open(uri, textWith(''));
  let version = 1;
  const whole = PRIVATE.map((path) => `\t${path} v1.2.3\n`).join('');
  for (let length = 1; length <= whole.length; length++) {
    await client.change(uri, ++version, { text: textWith(whole.slice(0, length)) });
    await client.diagnosticsOf(uri, version);
    if (length % 8 === 0) await client.hover(uri, { line: 6, character: 3 });
  }
  writeFileSync(join(folder, 'go.mod'), textWith(whole));
  await client.save(uri);
  await client.untilExamined();
  for (const line of [6, 7]) {
    await client.hover(uri, { line, character: 3 });
    await client.codeActions(uri, { start: { line, character: 1 }, end: { line, character: 9 } });
  }
  await stop();
  const all = world.requests.slice(before).map(({ path }) => decodeURIComponent(path));
  if (!all.some((path) => path.includes('barometer'))) throw new Error('nobody was asked about anything');
  return {
    what: 'requests for private modules, counted by the world',
    figure: all.filter((path) => /secret|quiet|vault|ledger/.test(path)).length,
    bar: 0,
    unit: '',
    detail: `${all.length} for the public one`,
  };
}
