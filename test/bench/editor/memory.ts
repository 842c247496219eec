import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { goModText } from '../goModText.ts';
import type { Row } from './row.ts';
import { startServer } from './server.ts';
import { Typist } from './typing.ts';

const FILES = 50;
const EDITS = 10_000;
const REQUIREMENTS = 100;

/** The memory of a server after many edits over many files. */
export async function memoryRows(
  known: readonly { readonly path: string }[],
  bars: { readonly most: number; readonly growth: number },
): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'modproof-bench-'));
  const env = { XDG_CACHE_HOME: join(folder, 'cache'), GOPROXY: 'off', GOSUMDB: 'off' };
  const { client, memory, stop } = await startServer({ env, settings: { network: 'stored' } });
  const typists: Typist[] = [];
  for (let file = 0; file < FILES; file++) {
    const path = join(folder, `m${file}`, 'go.mod');
    // Each file requires others.
    const text = goModText(known.slice(file * REQUIREMENTS), REQUIREMENTS);
    mkdirSync(join(folder, `m${file}`));
    writeFileSync(path, text);
    const uri = pathToFileURL(path).href;
    await client.open(uri, text);
    await client.diagnosticsOf(uri, 1);
    typists.push(new Typist(client, uri, text));
  }
  const start = memory();
  let half = start;
  for (let edit = 0; edit < EDITS; edit++) {
    if (edit === EDITS / 2) half = memory();
    await typists[edit % FILES]?.key(false);
    client.statuses.length = 0;
  }
  const end = memory();
  await stop();
  rmSync(folder, { recursive: true });
  const whole = (mebibytes: number): string => mebibytes.toFixed(0);
  return [
    {
      what: `server memory after ${EDITS} edits over ${FILES} files`,
      figure: end,
      bar: bars.most,
      unit: 'MiB',
      detail: `opened ${whole(start)}, half ${whole(half)}, end ${whole(end)}`,
    },
    { what: '  growth in the second half', figure: end - half, bar: bars.growth, unit: 'MiB' },
  ];
}
