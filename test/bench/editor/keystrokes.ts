import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { goModText } from '../goModText.ts';
import type { Row } from './row.ts';
import { startServer } from './server.ts';
import { percentile, Typist } from './typing.ts';

const EDITS = 1000;
const WARMING = 50;

/** From a key to the findings of the new text, through the protocol, for a go.mod of so many requirements. */
export async function keystrokeRows(
  known: readonly { readonly path: string }[],
  requirements: number,
  bar: number,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const pulls of [false, true]) {
    const folder = mkdtempSync(join(tmpdir(), 'modproof-bench-'));
    const text = goModText(known, requirements);
    writeFileSync(join(folder, 'go.mod'), text);
    const env = { XDG_CACHE_HOME: join(folder, 'cache'), GOPROXY: 'off', GOSUMDB: 'off' };
    const { client, stop } = await startServer({ env, pulls, settings: { network: 'stored' } });
    const uri = pathToFileURL(join(folder, 'go.mod')).href;
    await client.open(uri, text);
    if (pulls) await client.pull(uri);
    else await client.diagnosticsOf(uri, 1);
    const typist = new Typist(client, uri, text);
    for (let key = 0; key < WARMING; key++) await typist.key(pulls);
    const times: number[] = [];
    for (let key = 0; key < EDITS; key++) times.push(await typist.key(pulls));
    await stop();
    rmSync(folder, { recursive: true });
    rows.push({
      what: `keystroke to findings, ${requirements} requirements, ${pulls ? 'pulled' : 'pushed'}, p99`,
      figure: percentile(times, 0.99),
      bar,
      unit: 'ms',
      detail: `median ${percentile(times, 0.5).toFixed(1)}, most ${percentile(times, 1).toFixed(1)}`,
    });
  }
  return rows;
}
