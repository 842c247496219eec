import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Diagnostic } from 'vscode-languageserver/node';
import { auditFiles, discover } from '../../server/src/audit/index.ts';
import { OwnExaminations } from '../../server/src/examination/index.ts';
import { readFeed } from '../../server/src/main/feed.ts';
import { DEFAULT_POLICY } from '../../server/src/policy/index.ts';
import { describe, expect, test } from '../kit.ts';
import type { TestLanguageClient } from './languageClient.ts';
import { LanguageWorld, type WorldSession } from './languageWorld.ts';
import { openServices } from './services.ts';

/* What is learnt while nobody waits: the order of things, cancelling, closing. */

const place = new LanguageWorld();

/** The findings among diagnostics, each with its module, sorted. */
function findingsOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics
    .map(({ code, data }) => `${code} ${(data as { module?: string } | undefined)?.module ?? ''}`)
    .sort();
}

/** Of how many modules it was told that none of them has been asked about yet. */
const mostWanted = ({ progress }: TestLanguageClient): number =>
  Math.max(0, ...progress.map(({ message }) => Number(/^0 of (\d+) modules$/.exec(message ?? '')?.[1] ?? 0)));

const codesOf = (diagnostics: readonly Diagnostic[]): readonly unknown[] =>
  diagnostics.map(({ code }) => code);

/** What is found once all was examined and told. */
async function examinedFindings(
  { client, examinations }: WorldSession,
  uri: string,
): Promise<readonly string[]> {
  await examinations.until(() => examinations.examined.some(({ state }) => state === 'answered'));
  await client.untilExamined();
  return findingsOf(await client.pull(uri));
}

/** As audits of the command line have it. */
const SHIPPED_FEED = readFeed(resolve('server/data'), null, Date.now());

describe('a go.mod that is opened', () => {
  test('is judged by its names before anybody is asked', async () => {
    const { client, examinations } = await place.edit({ hold: true });
    const before = place.requests.length;
    const uri = await place.open(client, 'go.mod');
    const first = await client.diagnosticsOf(uri, 1);
    expect(codesOf(first)).toContain('squat/owner-affix');
    expect(codesOf(first).filter((code) => String(code).startsWith('origin/'))).toEqual([]);
    await examinations.until(() => examinations.examined.length > 0);
    expect(place.requests.slice(before)).toEqual([]);
  });

  test('ends with what an audit of it finds', async () => {
    const { client, examinations } = await place.edit({ services: { feed: () => SHIPPED_FEED } });
    const uri = await place.open(client, 'go.mod');
    const known = await examinedFindings({ client, examinations }, uri);
    expect(known).toEqual(await auditedFindings());
    await client.until(() => isDeepStrictEqual(findingsOf(client.lastOf(uri)), known));
    expect(client.logged).toEqual([]);
    expect(client.popped).toEqual([]);
  });

  test('has all its verdicts at once in a later session, before anybody is asked', async () => {
    const store = 'kept';
    const first = await place.edit({ store });
    const uri = await place.open(first.client, 'go.mod');
    const known = await examinedFindings(first, uri);
    await first.client.shutdown();
    await first.examinations.until(() => first.examinations.calls.every(({ state }) => state !== 'running'));
    expect(known).toEqual(expect.arrayContaining([expect.stringContaining('origin/diverged')]));
    const before = place.requests.length;
    const { client, examinations } = await place.edit({ store, hold: true });
    await place.open(client, 'go.mod');
    await client.until(() => codesOf(client.lastOf(uri)).includes('origin/diverged'));
    expect(findingsOf(await client.pull(uri))).toEqual(known);
    await examinations.until(() => examinations.examined.length > 0);
    expect(place.requests.slice(before)).toEqual([]);
    examinations.release();
    expect(await examinedFindings({ client, examinations }, uri)).toEqual(known);
  });
});

describe('asking in the background', () => {
  test('shows how far it has come, and ends showing it', async () => {
    const { client } = await place.edit();
    await place.open(client, 'go.mod');
    await client.until(() => client.progress.some(({ kind }) => kind === 'end'));
    const tokens = new Set(client.progress.map(({ token }) => token));
    expect(tokens.size).toBe(1);
    expect(client.progress[0]).toMatchObject({ kind: 'begin', title: 'Modproof' });
    expect(client.progress.map(({ kind }) => kind).filter((kind) => kind !== 'report')).toEqual([
      'begin',
      'end',
    ]);
    const counts = client.progress.flatMap(
      ({ message }) => /^(\d+) of (\d+) modules$/.exec(message ?? '') ?? [],
    );
    expect(counts.length).toBeGreaterThan(0);
  });

  test('ends when it is cancelled, and does not begin again by itself', async () => {
    const { client, examinations } = await place.edit({ hold: true });
    const before = place.requests.length;
    const uri = await place.open(client, 'go.mod');
    await client.until(() => client.progress.some(({ kind }) => kind === 'begin'));
    await client.cancelProgress(client.progress[0]?.token ?? '');
    await examinations.until(() => examinations.examined.every(({ state }) => state === 'aborted'));
    await client.untilStatus(({ busy }) => !busy);
    // Edits have everything looked at again, and ask for nothing that was cancelled.
    for (const version of [2, 3]) {
      const statuses = client.statuses.length;
      await client.change(uri, version, { text: `${await place.read('go.mod')}// ${version}\n` });
      await client.until(() => client.statuses.length > statuses);
    }
    expect(examinations.examined).toHaveLength(1);
    expect(place.requests.slice(before)).toEqual([]);
    // Whoever opens the file again wants to know.
    await client.close(uri);
    await place.open(client, 'go.mod');
    await examinations.until(() => examinations.examined.length > 1);
  });

  test('is cancelled when the file is closed, for which nothing is told any more', async () => {
    await place.write('b/go.mod', 'module example.test/b\n');
    const { client, examinations } = await place.edit({ hold: true });
    const before = place.requests.length;
    const uri = await place.open(client, 'go.mod');
    await examinations.until(() => examinations.examined.length > 0);
    await client.close(uri);
    await examinations.until(() => examinations.examined[0]?.state === 'aborted');
    examinations.release();
    const other = await place.open(client, 'b/go.mod');
    await client.diagnosticsOf(other, 1);
    expect(client.published.findLast((one) => one.uri === uri)).toEqual({ uri, diagnostics: [] });
    expect(examinations.examined).toHaveLength(1);
    expect(place.requests.slice(before)).toEqual([]);
  });

  test('goes on for what another open file requires as well', async () => {
    const { client, examinations } = await place.edit({ hold: true });
    await place.write(
      'b/go.mod',
      `${await place.read('go.mod')}\nrequire github.com/quayside/lantern v1.0.0\n`,
    );
    const uri = await place.open(client, 'go.mod');
    await client.until(() => mostWanted(client) > 0);
    const count = mostWanted(client);
    const other = await place.open(client, 'b/go.mod');
    // One module more is to be asked about: all of the second file is wanted by now.
    await client.until(() => mostWanted(client) > count);
    await client.close(uri);
    expect(await client.diagnosticsOf(uri, null)).toEqual([]);
    examinations.release();
    await client.until(() => codesOf(client.lastOf(other)).includes('origin/diverged'));
    expect(examinations.examined.map(({ state }) => state)).not.toContain('aborted');
    expect(client.lastOf(uri)).toEqual([]);
  });

  test('ends as well where two files require the same with other lines in go.sum', async () => {
    const { client, examinations } = await place.edit();
    // Beside it there is no go.sum.
    await place.write('b/go.mod', await place.read('go.mod'));
    const uris = [await place.open(client, 'go.mod'), await place.open(client, 'b/go.mod')];
    await client.until(() => uris.every((uri) => codesOf(client.lastOf(uri)).includes('origin/diverged')));
    await client.untilExamined();
    const lookups = (): number => examinations.calls.filter(({ method }) => method !== 'compare').length;
    const before = lookups();
    for (const uri of uris) await client.pull(uri);
    await client.change(uris[0] ?? '', 2, { text: `${await place.read('go.mod')}// typed\n` });
    const statuses = client.statuses.length;
    await client.until(() => client.statuses.length > statuses);
    expect(lookups()).toBe(before);
  });

  test('ends with the last of the files that a closed go.work had', async () => {
    const { client, examinations } = await place.edit({ hold: true });
    await place.write('go.work', 'go 1.22\n\nuse .\n');
    const work = await place.open(client, 'go.work');
    await examinations.until(() => examinations.examined.length > 0);
    await client.close(work);
    await examinations.until(() => examinations.examined[0]?.state === 'aborted');
  });

  test('ends at shutdown', async () => {
    const { client, examinations } = await place.edit({ hold: true });
    await place.open(client, 'go.mod');
    await examinations.until(() => examinations.examined.length > 0);
    await client.shutdown();
    await examinations.until(() => examinations.examined[0]?.state === 'aborted');
  });
});

/** What an audit of the project says of its go.mod. */
async function auditedFindings(): Promise<readonly string[]> {
  const { services, files, path, close } = await openServices(place.world, { patience: 0.2 });
  const { signal } = new AbortController();
  const discovery = await discover([place.folder], files, path, '', signal);
  const { findings } = await auditFiles(discovery, services, new OwnExaminations(services), {
    offline: false,
    concurrency: 8,
    ledgers: [],
    signal,
    policyFor: () => DEFAULT_POLICY,
    progress: () => undefined,
  });
  await close();
  return findings
    .filter(({ location }) => location?.path.endsWith('go.mod'))
    .map(({ code, module }) => `${code} ${module}`)
    .sort();
}
