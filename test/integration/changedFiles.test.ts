import type { Diagnostic } from 'vscode-languageserver/node';
import { NodeFiles } from '../../server/src/adapters/index.ts';
import { FileError, type Files } from '../../server/src/ports/index.ts';
import type { DependencyGroup } from '../../server/src/protocol/index.ts';
import { beforeEach, describe, expect, test } from '../kit.ts';
import type { TestLanguageClient } from './languageClient.ts';
import { LanguageWorld, type WorldSession } from './languageWorld.ts';

/* Files that somebody else makes, changes or removes while a go.mod is open. */

const place = new LanguageWorld();

const ATTACK = 'github.com/boltdb-go/bolt v1.3.1';
const PUBLIC = 'github.com/oakwell/weathervane v0.9.0';
const OTHER = 'github.com/thistlewood/barometer v1.4.2';
const requiring = (...lines: readonly string[]): string =>
  `module example.test/app\n\ngo 1.22\n\nrequire (\n${lines.map((line) => `\t${line}\n`).join('')})\n`;

beforeEach(async () => {
  await place.remove('go.sum');
  await place.write('go.mod', requiring(PUBLIC, ATTACK));
});

const has = (diagnostics: readonly Diagnostic[], code: string): boolean =>
  diagnostics.some((one) => one.code === code);
const shows = (client: TestLanguageClient, uri: string, code: string, expected: boolean): Promise<void> =>
  client.until(
    () => client.published.some((one) => one.uri === uri) && has(client.lastOf(uri), code) === expected,
  );
const notesOf = (client: TestLanguageClient, uri: string): readonly string[] =>
  client.lastOf(uri).flatMap(({ code, message }) => (code === undefined ? [String(message)] : []));

/** Nobody is asked: names are enough. */
const storedOnly = (client: TestLanguageClient): void => {
  client.settings = () => ({ network: 'stored' });
};

async function listed(client: TestLanguageClient): Promise<readonly string[]> {
  const groups = await client.request<readonly DependencyGroup[]>('modproof/dependencies');
  return groups.flatMap(({ modules }) => modules.map(({ module }) => module));
}

/** Waits until the tree does, or does not, hold a module. */
async function untilListed(client: TestLanguageClient, module: string, expected: boolean): Promise<void> {
  for (let told = client.statuses.length; (await listed(client)).includes(module) !== expected; ) {
    await client.until(() => client.statuses.length > told);
    told = client.statuses.length;
  }
}

describe('a go.sum', () => {
  const wrong = `${PUBLIC} h1:${'B'.repeat(43)}=\n${PUBLIC}/go.mod h1:${'B'.repeat(43)}=\n`;

  test('that comes, is mended and goes has its say each time, told once or twice', async () => {
    await place.write('go.mod', requiring(PUBLIC));
    const { client, examinations } = await place.edit();
    const uri = await place.open(client, 'go.mod');
    await examinations.until(() => examinations.examined[0]?.state === 'answered');
    await client.untilExamined();
    expect(client.lastOf(uri)).toEqual([]);
    await place.write('go.sum', wrong);
    const sum = await place.open(client, 'go.sum');
    await client.watched(sum, sum);
    await client.watched(sum);
    await shows(client, uri, 'checksum/mismatch', true);
    // The line that is wrong is marked as well.
    await shows(client, sum, 'checksum/mismatch', true);
    await client.close(sum);
    await place.remove('go.sum');
    await client.watched(sum);
    await shows(client, uri, 'checksum/mismatch', false);
    await client.untilExamined();
    expect(client.logged).toEqual([]);
  });
});

describe('a go.work', () => {
  test('that comes, changes, and goes is followed', async () => {
    const { client } = await place.edit({ prepare: storedOnly });
    const uri = await place.open(client, 'go.mod');
    await shows(client, uri, 'squat/owner-affix', true);
    const work = place.uri('go.work');
    await place.write('go.work', `go 1.22\n\nuse .\n\nreplace ${ATTACK} => ./own\n`);
    await client.watched(work, work);
    await shows(client, uri, 'squat/owner-affix', false);
    await place.write('go.work', 'go 1.22\n\nuse .\n');
    await client.watched(work);
    await shows(client, uri, 'squat/owner-affix', true);
    await place.write('go.work', `go 1.22\n\nuse .\n\nreplace ${ATTACK} => ./own\n`);
    await client.watched(work);
    await shows(client, uri, 'squat/owner-affix', false);
    await place.remove('go.work');
    await client.watched(work, work);
    await shows(client, uri, 'squat/owner-affix', true);
    expect(client.logged).toEqual([]);
  });

  test('that comes to use a module outside of the folder has nobody asked about that', async () => {
    const secret = 'example.test/secret v1.0.0';
    await place.write('app/go.mod', requiring(PUBLIC));
    await place.write('own/go.mod', 'module example.test/secret\n');
    await place.write('app/go.work', 'go 1.22\n\nuse .\n');
    const { client, examinations } = await place.edit({ folders: [place.uri('app')] });
    const before = place.requests.length;
    const uri = await place.open(client, 'app/go.mod');
    await examinations.until(() => examinations.examined.length > 0);
    // It is used first, and required then: nobody need know of it in between.
    await place.write('app/go.work', 'go 1.22\n\nuse (\n\t.\n\t../own\n)\n');
    await client.watched(place.uri('app/go.work'));
    await untilListed(client, 'example.test/secret', false);
    await place.write('app/go.mod', requiring(PUBLIC, secret, OTHER));
    await client.change(uri, 2, { text: requiring(PUBLIC, secret, OTHER) });
    await client.save(uri);
    await examinations.until(() =>
      examinations.examined.some(({ keys }) => keys.join().includes('barometer')),
    );
    await client.untilExamined();
    const asked = place.requests.slice(before).map(({ path }) => path);
    expect(asked.some((path) => path.includes('barometer'))).toBe(true);
    expect(asked.filter((path) => path.includes('secret'))).toEqual([]);
    expect(examinations.examined.flatMap(({ keys }) => keys).filter((key) => key.includes('secret'))).toEqual(
      [],
    );
  });
});

test('a policy that comes, is broken, mended, and goes is followed', async () => {
  const { client } = await place.edit({ prepare: storedOnly });
  const uri = await place.open(client, 'go.mod');
  const policy = place.uri('.modproof.json');
  await shows(client, uri, 'squat/owner-affix', true);
  const silent = '{ "severity": { "squat/owner-affix": "off" } }\n';
  await place.write('.modproof.json', silent);
  await client.watched(policy, policy);
  await shows(client, uri, 'squat/owner-affix', false);
  await place.write('.modproof.json', '{ "severity": { "squat/owner-affix": "off" \n');
  await client.watched(policy);
  await shows(client, uri, 'squat/owner-affix', true);
  await client.until(() => notesOf(client, uri).length > 0);
  expect(notesOf(client, uri)).toEqual([expect.stringMatching(/\.modproof\.json cannot be followed/)]);
  await place.write('.modproof.json', silent);
  await client.watched(policy);
  await shows(client, uri, 'squat/owner-affix', false);
  expect(notesOf(client, uri)).toEqual([]);
  await place.remove('.modproof.json');
  await client.watched(policy, policy);
  await shows(client, uri, 'squat/owner-affix', true);
  expect(client.logged).toEqual([]);
});

describe('a go.mod', () => {
  test('that is deleted while it is open is shown until it is closed, and forgotten then', async () => {
    const { client } = await place.edit({ prepare: storedOnly });
    const uri = await place.open(client, 'go.mod');
    await shows(client, uri, 'squat/owner-affix', true);
    await place.remove('go.mod');
    await client.watched(uri, uri);
    await client.change(uri, 2, { text: `// More.\n${requiring(ATTACK)}` });
    expect(await client.diagnosticsOf(uri, 2)).toMatchObject([{ range: { start: { line: 6 } } }]);
    expect(await listed(client)).toEqual([ATTACK.split(' ')[0]]);
    await client.close(uri);
    await untilListed(client, ATTACK.split(' ')[0] ?? '', false);
    expect(client.lastOf(uri)).toEqual([]);
    expect(client.logged).toEqual([]);
  });

  test('that is not open leaves the tree when it is deleted, and comes back with what it requires then', async () => {
    await place.write('b/go.mod', `module example.test/b\n\nrequire ${OTHER}\n`);
    const { client } = await place.edit({ prepare: storedOnly });
    await place.open(client, 'go.mod');
    await untilListed(client, 'github.com/thistlewood/barometer', true);
    await place.remove('b');
    await client.watched(place.uri('b/go.mod'), place.uri('b/go.mod'));
    await untilListed(client, 'github.com/thistlewood/barometer', false);
    await place.write('b/go.mod', 'module example.test/b\n\nrequire github.com/stoat/ermine v1.0.0\n');
    await client.watched(place.uri('b/go.mod'));
    await untilListed(client, 'github.com/stoat/ermine', true);
    expect(client.logged).toEqual([]);
  });

  test('that is changed by somebody else while it is open and unsaved is what the editor shows', async () => {
    const { client, examinations } = await place.edit();
    await place.write('go.mod', requiring(PUBLIC));
    const uri = await place.open(client, 'go.mod');
    await examinations.until(() => examinations.examined[0]?.state === 'answered');
    await client.change(uri, 2, { text: requiring(PUBLIC, ATTACK) });
    await shows(client, uri, 'squat/owner-affix', true);
    const before = place.requests.length;
    // Somebody else writes something else: what is typed counts, and is not saved by that.
    await place.write('go.mod', requiring(OTHER));
    await client.watched(uri, uri);
    await untilListed(client, 'github.com/thistlewood/barometer', false);
    await client.change(uri, 3, { text: `${requiring(PUBLIC, ATTACK)}// More.\n` });
    await client.diagnosticsOf(uri, 3);
    expect(has(client.lastOf(uri), 'squat/owner-affix')).toBe(true);
    await client.untilStatus(({ busy, text }) => !busy && text.includes('1 suspect'));
    const asked = place.requests.slice(before).map(({ path }) => path);
    expect(asked.filter((path) => /boltdb-go|barometer/.test(path))).toEqual([]);
    expect(examinations.examined.flatMap(({ keys }) => keys)).not.toContain(ATTACK.replace(' ', '@'));
    // Once the same stands on the disk, it is asked about.
    await place.write('go.mod', requiring(PUBLIC, ATTACK));
    await client.watched(uri);
    await examinations.until(() =>
      examinations.examined.some(({ keys }) => keys.includes(ATTACK.replace(' ', '@'))),
    );
  });
});

/** The files of this machine, of which some are out of reach for a while. */
class HinderedFiles extends NodeFiles {
  refuses: (path: string) => FileError['code'] | null = () => null;

  override read(...[path, limits]: Parameters<Files['read']>): Promise<Uint8Array> {
    const code = this.refuses(path);
    if (code === null) return super.read(path, limits);
    return Promise.reject(new FileError(code, `${path} could not be read (${code}).`));
  }
}

describe('what may not be read', () => {
  const editWith = (files: Files): Promise<WorldSession> =>
    place.edit({ prepare: storedOnly, services: { files } });

  test.each([
    ['b/go.mod', /b.go\.mod/],
    ['b/go.sum', /go\.sum beside it/],
  ])('%s is one entry of the log, however often it is told, and the rest works', async (name, entry) => {
    const files = new HinderedFiles();
    files.refuses = (path) =>
      // The folder above has a name by chance, which may end with the same letter.
      path.replaceAll('\\', '/').endsWith(`/${name}`) ? 'not-permitted' : null;
    await place.write('b/go.mod', `module example.test/b\n\nrequire ${OTHER}\n`);
    await place.write('b/go.sum', '');
    const { client } = await editWith(files);
    await client.until(() => client.logged.length > 0);
    for (let round = 0; round < 3; round++) await client.watched(place.uri(name), place.uri('b/go.mod'));
    const uri = await place.open(client, 'go.mod');
    await shows(client, uri, 'squat/owner-affix', true);
    await client.watched(place.uri(name));
    // What comes later is read later.
    await place.write('c/go.mod', 'module example.test/c\n\nrequire github.com/stoat/ermine v1.0.0\n');
    await client.watched(place.uri('c/go.mod'));
    await untilListed(client, 'github.com/stoat/ermine', true);
    expect(client.logged.map(({ message }) => message)).toEqual([expect.stringMatching(entry)]);
    // Once it may be read, it is.
    files.refuses = () => null;
    await client.watched(place.uri(name));
    await untilListed(client, 'github.com/thistlewood/barometer', true);
  });

  test('a policy is told where it was to be followed, and the default one is', async () => {
    const files = new HinderedFiles();
    files.refuses = (path) => (path.endsWith('.modproof.json') ? 'not-permitted' : null);
    await place.write('.modproof.json', '{ "severity": { "squat/owner-affix": "off" } }\n');
    const { client } = await editWith(files);
    const uri = await place.open(client, 'go.mod');
    await client.until(() => notesOf(client, uri).length > 0);
    expect(notesOf(client, uri)).toEqual([expect.stringContaining('not-permitted')]);
    expect(has(client.lastOf(uri), 'squat/owner-affix')).toBe(true);
    files.refuses = () => null;
    await client.watched(place.uri('.modproof.json'));
    await shows(client, uri, 'squat/owner-affix', false);
  });

  test('a folder in the place of a go.mod, and a file in the place of a folder, harm nothing else', async () => {
    await place.write('b/go.mod/oops', '');
    await place.write('c', 'a file\n');
    const { client } = await place.edit({ prepare: storedOnly });
    const uri = await place.open(client, 'go.mod');
    await client.watched(place.uri('b/go.mod'), place.uri('c/go.mod'), place.uri('c/go.sum'));
    await client.watched(place.uri('b/go.mod'));
    await shows(client, uri, 'squat/owner-affix', true);
    await client.until(() => client.logged.length > 0);
    await listed(client);
    expect(client.logged.map(({ message }) => message)).toEqual([
      expect.stringMatching(/b.go\.mod.*directory/),
    ]);
  });

  test('a file that is gone when it is read is forgotten, which is no news for the log', async () => {
    const files = new HinderedFiles();
    await place.write('b/go.mod', `module example.test/b\n\nrequire ${OTHER}\n`);
    const { client } = await editWith(files);
    const uri = await place.open(client, 'go.mod');
    await untilListed(client, 'github.com/thistlewood/barometer', true);
    files.refuses = (path) => (/b.go\.mod$/.test(path) ? 'not-found' : null);
    await client.watched(place.uri('b/go.mod'));
    await untilListed(client, 'github.com/thistlewood/barometer', false);
    await shows(client, uri, 'squat/owner-affix', true);
    expect(client.logged).toEqual([]);
  });
});
