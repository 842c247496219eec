import { isDeepStrictEqual } from 'node:util';
import type { DependencyGroup } from '../../server/src/protocol/index.ts';
import { beforeEach, describe, expect, test } from '../kit.ts';
import type { TestLanguageClient } from './languageClient.ts';
import { LanguageWorld } from './languageWorld.ts';

/* A workspace of fifty main modules beside another folder, all of them open at once. */

const place = new LanguageWorld();

const MANY = 50;
const ATTACK = 'github.com/boltdb-go/bolt';
const OTHER_ATTACK = 'github.com/julienschmidt-go/httprouter';
const SHARED = 'github.com/oakwell/weathervane';

const numbers = Array.from({ length: MANY }, (_, at) => at);
const nameOf = (at: number): string => `many/m${at}/go.mod`;
const suspectOf = (at: number): string => (at % 2 === 0 ? ATTACK : OTHER_ATTACK);
/** A private module, which one main module alone requires. */
const ownOf = (at: number): string => `git.corp.example.test/own/part${at}`;
/** Each has its finding in another line. */
const lineOf = (at: number): number => at + 3;

const textOf = (at: number): string =>
  [
    `module example.test/many/m${at}`,
    ...Array.from({ length: at }, (_, line) => `// line ${line}`),
    'go 1.22',
    'require (',
    `\t${suspectOf(at)} v1.3.${at % 2 === 0 ? 1 : 0}`,
    `\t${ownOf(at)} v1.0.0`,
    `\t${SHARED} v0.9.0`,
    ')',
    '',
  ].join('\n');

const WORK = `go 1.22\n\nuse (\n${numbers.map((at) => `\t./m${at}\n`).join('')})\n`;
const REPLACE = `replace ${SHARED} => ${ATTACK} v1.3.1\n`;

beforeEach(async () => {
  await place.write('many/go.work', WORK);
  for (const at of numbers) await place.write(nameOf(at), textOf(at));
  await place.write('alone/go.mod', `module example.test/alone\n\nrequire ${OTHER_ATTACK} v1.3.0\n`);
});

const folders = (): string[] => [place.uri('many'), place.uri('alone')];
const openAll = (client: TestLanguageClient): Promise<readonly string[]> =>
  Promise.all(numbers.map((at) => place.open(client, nameOf(at))));

/** Code, module and line of what was shown last of a document. */
const shownOf = (client: TestLanguageClient, uri: string): readonly string[] =>
  client.lastOf(uri).map(({ code, data, range }) => {
    const { module } = (data ?? {}) as { module?: string };
    return `${code} ${module} ${range.start.line}`;
  });

const expectShown = (client: TestLanguageClient, uri: string, what: readonly string[]): Promise<void> =>
  client.until(() => isDeepStrictEqual(shownOf(client, uri), what));

/** The module paths of examinations that were asked for. */
const modulesOf = (calls: readonly { readonly keys: readonly string[] }[]): readonly string[] =>
  calls.flatMap(({ keys }) => keys.map((key) => key.slice(0, key.lastIndexOf('@'))));

describe('fifty main modules and another folder', () => {
  test('each show their own findings and nobody else’s', async () => {
    const { client } = await place.edit({ folders: folders(), hold: true });
    const uris = await openAll(client);
    const alone = await place.open(client, 'alone/go.mod');
    for (const at of numbers)
      await expectShown(client, uris[at] ?? '', [`squat/owner-affix ${suspectOf(at)} ${lineOf(at)}`]);
    await expectShown(client, alone, [`squat/owner-affix ${OTHER_ATTACK} 2`]);
    // One that is mended is no news for the others.
    const [first = '', second = ''] = uris;
    await client.change(first, 2, { text: 'module example.test/many/m0\n' });
    expect(await client.diagnosticsOf(first, 2)).toEqual([]);
    await client.request('modproof/dependencies');
    expect(shownOf(client, second)).toEqual([`squat/owner-affix ${OTHER_ATTACK} ${lineOf(1)}`]);
    expect(client.logged).toEqual([]);
  });

  test('tell what a replacement in go.work leads to in go.work, and once', async () => {
    await place.write('many/go.work', `${WORK}\n${REPLACE}`);
    const { client } = await place.edit({ folders: folders(), hold: true });
    const uris = await openAll(client);
    const work = await place.open(client, 'many/go.work');
    const line = WORK.split('\n').length;
    await client.until(() => shownOf(client, work).length > 0);
    expect(shownOf(client, work)).toEqual([`squat/owner-affix ${ATTACK} ${line}`]);
    for (const at of numbers)
      await expectShown(client, uris[at] ?? '', [`squat/owner-affix ${suspectOf(at)} ${lineOf(at)}`]);
    // Without it nothing is left there.
    await client.change(work, 2, { text: WORK });
    await expectShown(client, work, []);
  });

  test('are asked about no longer when they are closed', async () => {
    for (const at of numbers)
      await place.write(nameOf(at), `module example.test/many/m${at}\n\nrequire ${ownOf(at)} v1.0.0\n`);
    const { client, examinations } = await place.edit({ folders: folders(), hold: true });
    // The first is being asked about, and the others wait behind it.
    await place.open(client, nameOf(0));
    await examinations.until(() => examinations.examined.length > 0);
    const [, ...others] = numbers;
    for (const at of others) await place.open(client, nameOf(at));
    const recalled = (): readonly string[] =>
      modulesOf(
        examinations.calls.filter(({ method, state }) => method === 'recall' && state === 'answered'),
      );
    await examinations.until(() => others.every((at) => recalled().includes(ownOf(at))));
    const kept = 7;
    const closed = others.filter((at) => at !== kept);
    for (const at of closed) await client.close(place.uri(nameOf(at)));
    for (const at of closed) await client.diagnosticsOf(place.uri(nameOf(at)), null);
    examinations.release();
    await client.untilStatus(
      ({ busy, text }) => !busy && /^2 modules/.test(text) && !text.includes('not examined'),
    );
    expect(modulesOf(examinations.examined)).toEqual([ownOf(0), ownOf(kept)]);
    expect(examinations.examined.map(({ state }) => state)).toEqual(['answered', 'answered']);
  });

  test('are asked about no longer when all that is being asked was for closed ones', async () => {
    const { client, examinations } = await place.edit({ folders: folders(), hold: true });
    const uris = await openAll(client);
    await examinations.until(() => examinations.examined.length > 0);
    for (const uri of uris) await client.close(uri);
    await examinations.until(() => examinations.examined.every(({ state }) => state === 'aborted'));
    await client.untilStatus(({ busy }) => !busy);
    const alone = await place.open(client, 'alone/go.mod');
    await examinations.until(() => examinations.examined.at(-1)?.state === 'held');
    expect(modulesOf(examinations.examined.slice(-1))).toEqual([OTHER_ATTACK]);
    await expectShown(client, alone, [`squat/owner-affix ${OTHER_ATTACK} 2`]);
  });

  test('are all in the tree, each where it requires', async () => {
    const { client } = await place.edit({ folders: folders(), hold: true });
    // Nothing is open but one: the tree is about the workspace.
    await place.open(client, nameOf(3));
    let places: readonly string[] = [];
    const list = async (): Promise<number> => {
      const groups = await client.request<readonly DependencyGroup[]>('modproof/dependencies');
      places = groups.flatMap(({ modules }) =>
        modules.map(({ uri, line, module }) => `${uri} ${line} ${module}`),
      );
      return places.length;
    };
    for (let told = client.statuses.length; (await list()) < MANY * 3 + 1; told = client.statuses.length)
      await client.until(() => client.statuses.length > told);
    const expected = numbers.flatMap((at) => {
      const uri = place.uri(nameOf(at));
      return [
        `${uri} ${lineOf(at)} ${suspectOf(at)}`,
        `${uri} ${lineOf(at) + 1} ${ownOf(at)}`,
        `${uri} ${lineOf(at) + 2} ${SHARED}`,
      ];
    });
    const alone = `${place.uri('alone/go.mod')} 2 ${OTHER_ATTACK}`;
    expect([...places].sort()).toEqual([...expected, alone].sort());
  });

  test('are in the tree no longer when their folder leaves the workspace, unless they are open', async () => {
    const { client } = await place.edit({ folders: folders(), hold: true });
    await place.write('alone/second/go.mod', 'module example.test/second\n\nrequire example.test/x v1.0.0\n');
    const open = await place.open(client, 'alone/second/go.mod');
    const listed = async (uri: string): Promise<boolean> =>
      (await client.request<readonly DependencyGroup[]>('modproof/dependencies')).some(({ modules }) =>
        modules.some((one) => one.uri === uri),
      );
    const untilListed = async (uri: string, expected: boolean): Promise<void> => {
      for (let told = client.statuses.length; (await listed(uri)) !== expected; told = client.statuses.length)
        await client.until(() => client.statuses.length > told);
    };
    const alone = place.uri('alone/go.mod');
    await untilListed(alone, true);
    await client.changeFolders([], [place.uri('alone')]);
    await untilListed(alone, false);
    expect(await listed(open)).toBe(true);
    expect(await listed(place.uri(nameOf(0)))).toBe(true);
    await client.changeFolders([place.uri('alone')], []);
    await untilListed(alone, true);
  });
});
