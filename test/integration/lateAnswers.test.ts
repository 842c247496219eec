import { readGoSettings } from '../../server/src/adapters/index.ts';
import type { ExaminationOptions } from '../../server/src/examination/index.ts';
import type { DependencyGroup } from '../../server/src/protocol/index.ts';
import { beforeEach, describe, expect, test } from '../kit.ts';
import { HeldFiles } from './heldFiles.ts';
import type { TestLanguageClient } from './languageClient.ts';
import { LanguageWorld } from './languageWorld.ts';

/* Files and editors that answer late, when something else has happened since. */

const place = new LanguageWorld();

const PUBLIC = 'github.com/oakwell/weathervane v0.9.0';
const OTHER = 'github.com/thistlewood/barometer v1.4.2';
const THIRD = 'github.com/quayside/gazette v0.6.0';
const requiring = (...lines: readonly string[]): string =>
  `module example.test/app\n\ngo 1.22\n\nrequire (\n${lines.map((line) => `\t${line}\n`).join('')})\n`;
const key = (line: string): string => line.replace(' ', '@');

beforeEach(() => place.remove('go.sum'));

const askedFor = (text: string, from: number): readonly string[] =>
  place.requests
    .slice(from)
    .map(({ path }) => decodeURIComponent(path))
    .filter((path) => path.includes(text));

/** Waits until whatever has happened so far has been looked at: a change is shown no later than the next one. */
async function untilShown(client: TestLanguageClient): Promise<void> {
  for (let round = 0; round < 2; round++) {
    const told = client.statuses.length;
    await client.watched(place.uri('.modproof.json'));
    await client.until(() => client.statuses.length > told);
  }
}

async function listed(client: TestLanguageClient): Promise<string> {
  const groups = await client.request<readonly DependencyGroup[]>('modproof/dependencies');
  return groups.flatMap(({ modules }) => modules.map(({ module }) => module)).join();
}

/** Waits until the tree holds a module. */
async function untilListed(client: TestLanguageClient, module: string): Promise<void> {
  for (let told = client.statuses.length; !(await listed(client)).includes(module); ) {
    await client.until(() => client.statuses.length > told);
    told = client.statuses.length;
  }
}

describe('what was typed', () => {
  test('and closed without saving it is asked about by nobody while the file is being read again', async () => {
    const files = new HeldFiles();
    await place.write('go.work', 'go 1.22\n\nuse .\n');
    await place.write('go.mod', requiring(PUBLIC));
    const { client, examinations } = await place.edit({ services: { files } });
    await place.open(client, 'go.work');
    const uri = await place.open(client, 'go.mod');
    await examinations.until(() => examinations.examined.some(({ state }) => state === 'answered'));
    const before = place.requests.length;
    await client.change(uri, 2, { text: requiring(PUBLIC, OTHER) });
    await client.untilStatus(({ text }) => text.includes('1 not examined'));
    files.hold((path) => path.endsWith('/go.mod'));
    // The go.work is open still, so that the file is asked about as it was saved.
    await client.close(uri);
    await files.untilHeld(1);
    await untilShown(client);
    files.release();
    await client.untilStatus(({ busy, text }) => !busy && text === '1 module');
    expect(askedFor('barometer', before)).toEqual([]);
    expect(examinations.examined.flatMap(({ keys }) => keys)).not.toContain(key(OTHER));
  });

  test('and saved twice in a row is asked about as it was saved last', async () => {
    const files = new HeldFiles();
    await place.write('go.mod', requiring(PUBLIC));
    const { client, examinations } = await place.edit({ services: { files } });
    const uri = await place.open(client, 'go.mod');
    await examinations.until(() => examinations.examined.some(({ state }) => state === 'answered'));
    await client.untilExamined();
    // Whoever hears of the first saving reads the file, and is overtaken by the second one.
    files.hold((path) => path.endsWith('/go.mod'));
    await client.watched(uri);
    await files.untilHeld(1);
    await place.write('go.mod', requiring(PUBLIC, OTHER));
    await client.change(uri, 2, { text: requiring(PUBLIC, OTHER) });
    await client.save(uri);
    await examinations.until(() => examinations.examined.some(({ keys }) => keys.includes(key(OTHER))));
    files.release();
    await client.untilExamined();
    await place.write('go.mod', requiring(PUBLIC, OTHER, THIRD));
    await client.change(uri, 3, { text: requiring(PUBLIC, OTHER, THIRD) });
    await client.untilStatus(({ text }) => text.includes('1 not examined'));
    await client.save(uri);
    await client.untilExamined();
    expect(examinations.examined.flatMap(({ keys }) => keys)).toEqual([PUBLIC, OTHER, THIRD].map(key));
  });
});

test('what a go.work on the disk uses is named to nobody, though it is opened with another text', async () => {
  const files = new HeldFiles();
  const own = 'example.test/secret v1.0.0';
  await place.write('own/go.mod', 'module example.test/secret\n');
  await place.write('app/go.mod', requiring(own, PUBLIC));
  await place.write('go.work', 'go 1.22\n\nuse (\n\t./app\n\t./own\n)\n');
  files.hold((path) => path.endsWith('/go.work'));
  const { client, examinations } = await place.edit({ folders: [place.uri('app')], services: { files } });
  const before = place.requests.length;
  // An editor that was closed in the middle of things comes back with what was not saved.
  await client.open(place.uri('go.work'), 'go 1.22\n\nuse ./app\n');
  await place.open(client, 'app/go.mod');
  await files.untilHeld(1);
  await client.untilStatus(({ text }) => text.startsWith('2 modules'));
  await untilShown(client);
  files.release();
  await examinations.until(() => examinations.examined.some(({ state }) => state === 'answered'));
  await client.untilStatus(({ busy, text }) => !busy && text === '2 modules, 1 not examined');
  expect(askedFor('weathervane', before)).not.toEqual([]);
  expect(askedFor('secret', before)).toEqual([]);
});

describe('a go.sum', () => {
  test('that is edited counts as it was saved, whatever else is read meanwhile', async () => {
    const wrong = `${PUBLIC} h1:${'B'.repeat(43)}=\n`;
    await place.write('go.mod', requiring(PUBLIC));
    await place.write('go.sum', '');
    const { client, examinations } = await place.edit();
    const uri = await place.open(client, 'go.mod');
    const sum = await place.open(client, 'go.sum');
    await examinations.until(() => examinations.examined.some(({ state }) => state === 'answered'));
    await client.untilExamined();
    const codes = async (): Promise<readonly unknown[]> => (await client.pull(uri)).map(({ code }) => code);
    const known = await codes();
    await client.change(sum, 2, { text: wrong });
    await client.watched(uri);
    await untilShown(client);
    await client.untilExamined();
    expect(await codes()).toEqual(known);
    await place.write('go.sum', wrong);
    await client.save(sum);
    await client.until(() => client.lastOf(uri).some(({ code }) => code === 'checksum/mismatch'));
  });
});

describe('what was read before it changed', () => {
  test('takes nothing back of what was read since', async () => {
    const files = new HeldFiles();
    files.hold((path) => path.endsWith('/b/go.mod'));
    await place.write('go.mod', requiring(PUBLIC));
    await place.write('b/go.mod', requiring(OTHER));
    await place.write('c/go.mod', requiring('github.com/harbourlight/lantern v1.2.0'));
    // The whole workspace is being searched, which takes its time.
    const { client } = await place.edit({ services: { files } });
    await place.open(client, 'go.mod');
    await files.untilHeld(1);
    await place.write('b/go.mod', requiring(THIRD));
    await client.watched(place.uri('b/go.mod'));
    await files.untilHeld(2);
    files.release();
    // What the search finds comes at once, and this nobody has told of.
    await untilListed(client, 'lantern');
    await untilListed(client, 'gazette');
    expect(await listed(client)).not.toContain('barometer');
    expect(client.logged).toEqual([]);
  });

  test('is forgotten where a folder comes back without it', async () => {
    await place.write('a/go.mod', requiring(PUBLIC));
    await place.write('b/go.mod', requiring(OTHER));
    await place.write('b/c/go.mod', requiring(THIRD));
    const [a, b] = [place.uri('a'), place.uri('b')];
    const { client } = await place.edit({ folders: [a, b] });
    await untilListed(client, 'gazette');
    await client.changeFolders([], [b]);
    // Nobody tells of what happens outside of the workspace.
    await place.remove('b/c');
    await place.write('b/go.mod', requiring('github.com/harbourlight/lantern v1.2.0'));
    await client.changeFolders([b], []);
    await untilListed(client, 'lantern');
    expect(await listed(client)).not.toContain('gazette');
  });
});

describe('settings', () => {
  test('of a main module that a go.work uses count, though it is not open', async () => {
    await place.write('go.work', 'go 1.22\n\nuse (\n\t./a\n\t./b\n)\n');
    await place.write('a/go.mod', requiring(PUBLIC));
    await place.write('b/go.mod', requiring(OTHER).replace('app', 'b'));
    const { client, examinations } = await place.edit({
      prepare: (one) => {
        one.settings = (uri) => ({ network: uri?.includes('/b/') ? 'stored' : 'on' });
      },
    });
    const before = place.requests.length;
    await place.open(client, 'go.work');
    await examinations.until(() => examinations.examined.some(({ state }) => state === 'answered'));
    await client.untilStatus(({ busy, text }) => !busy && text === '2 modules, 1 not examined');
    await untilShown(client);
    expect(askedFor('weathervane', before)).not.toEqual([]);
    expect(askedFor('barometer', before)).toEqual([]);
  });

  test('that name another go.work, or none, are followed', async () => {
    const attack = 'github.com/boltdb-go/bolt v1.3.1';
    await place.write('app/go.mod', requiring(attack));
    await place.write('go.work', `go 1.22\n\nuse ./app\n\nreplace ${attack} => ./own\n`);
    let gowork = '';
    const { client } = await place.edit({
      folders: [place.uri('app')],
      prepare: (one) => {
        one.settings = () => ({ network: 'stored', environment: { GOWORK: gowork } });
      },
      services: {
        settings: () =>
          readGoSettings({ ...process.env, ...place.world.env, GOWORK: gowork }, process.platform),
      },
    });
    const uri = await place.open(client, 'app/go.mod');
    const isTold = (): boolean => client.lastOf(uri).some(({ code }) => code === 'squat/owner-affix');
    await client.untilStatus(({ text }) => text.startsWith('1 module') && !text.includes('suspect'));
    await client.until(() => !isTold());
    gowork = 'off';
    await client.changeSettings();
    await client.until(isTold);
    gowork = '';
    await client.changeSettings();
    await client.until(() => !isTold());
  });

  test('of a go.work count for what it uses', async () => {
    await place.write('go.work', 'go 1.22\n\nuse ./a\n');
    await place.write('a/go.mod', requiring(PUBLIC));
    const { client, examinations } = await place.edit({
      prepare: (one) => {
        one.settings = (uri) => ({ network: uri?.endsWith('/go.work') ? 'stored' : 'on' });
      },
    });
    await place.open(client, 'go.work');
    await client.untilStatus(({ text }) => text === '1 module, 1 not examined');
    await untilShown(client);
    expect(examinations.examined).toEqual([]);
  });

  test('that come late take nothing back of newer ones', async () => {
    await place.write('go.mod', requiring(PUBLIC));
    const answers: ((settings: unknown) => void)[] = [];
    let isLate = false;
    const configured: unknown[] = [];
    const { client, examinations } = await place.edit({
      prepare: (one) => {
        one.settings = () =>
          isLate ? new Promise((resolve) => void answers.push(resolve)) : { network: 'stored' };
      },
      services: { configure: async (settings) => void configured.push(settings) },
    });
    await place.open(client, 'go.mod');
    await client.untilStatus(({ text }) => text === '1 module, 1 not examined');
    isLate = true;
    await client.changeSettings();
    while (answers.length < 1) await untilShown(client);
    await client.changeSettings();
    while (answers.length < 2) await untilShown(client);
    isLate = false;
    // The second answer overtakes the first.
    answers[1]?.({ network: 'stored', concurrency: 2 });
    await client.request('modproof/dependencies');
    answers[0]?.({ network: 'on', concurrency: 3 });
    await client.request('modproof/dependencies');
    await untilShown(client);
    expect(configured).toMatchObject([{ concurrency: 2 }]);
    expect(examinations.examined).toEqual([]);
  });

  test('are waited for by an audit, and by whoever looks for another version', async () => {
    await place.write('go.mod', requiring(PUBLIC));
    let answer: (settings: unknown) => void = () => undefined;
    const answered = new Promise<unknown>((resolve) => {
      answer = resolve;
    });
    const { client, examinations } = await place.edit({
      prepare: (one) => {
        one.settings = () => answered;
      },
    });
    const before = place.requests.length;
    const uri = await place.open(client, 'go.mod');
    const [module, version] = PUBLIC.split(' ');
    const replacement = client.request('modproof/replace', { uri, module, version, to: OTHER.split(' ')[0] });
    const audit = client.request<{ readonly kind: string }>('modproof/audit', { uris: [], nonce: 'x' });
    await client.request('modproof/dependencies');
    expect(place.requests.slice(before)).toEqual([]);
    answer(null);
    expect((await audit).kind).toBe('report');
    expect(await replacement).not.toBeNull();
    expect(askedFor('weathervane', before)).not.toEqual([]);
    expect(examinations.calls.map(({ method }) => method)).toContain('examine');
  });
});

test('a ledger that is found late is there when a file is first asked about', async () => {
  const files = new HeldFiles();
  await place.write('.modproof/ledger', '');
  await place.write('go.mod', requiring(PUBLIC));
  files.hold((path) => path.endsWith('/.modproof/ledger'));
  const used: ExaminationOptions[] = [];
  const { client, examinations } = await place.edit({ services: { files } });
  const examine = examinations.examine.bind(examinations);
  examinations.examine = (questions, options, learnt) => {
    used.push(options);
    return examine(questions, options, learnt);
  };
  await place.open(client, 'go.mod');
  await files.untilHeld(1);
  await untilShown(client);
  files.release();
  await examinations.until(() => examinations.examined.length > 0);
  expect(used[0]?.ledgers).toEqual([expect.stringMatching(/\.modproof.ledger$/)]);
});
