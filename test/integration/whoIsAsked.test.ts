import { describe, expect, test } from '../kit.ts';
import { LanguageWorld } from './languageWorld.ts';

/* Who hears of a module while a go.mod is open: nobody who need not, and nobody too early. */

const place = new LanguageWorld();

const requiring = (...lines: readonly string[]): string =>
  `module example.test/app\n\ngo 1.22\n\nrequire (\n${lines.map((line) => `\t${line}\n`).join('')})\n`;

const PUBLIC = 'github.com/oakwell/weathervane v0.9.0';
const OTHER = 'github.com/thistlewood/barometer v1.4.2';
const PRIVATE = 'git.corp.example.test/platform/payroll v1.8.0';

/** The addresses that were asked since `from` and hold a text. */
const askedFor = (text: string, from: number): readonly string[] =>
  place.requests
    .slice(from)
    .map(({ path }) => decodeURIComponent(path))
    .filter((path) => path.includes(text));

describe('what is typed', () => {
  test('is asked about when it was saved, and not before', async () => {
    const saved = requiring(PUBLIC);
    const typed = requiring(PUBLIC, OTHER);
    await place.write('go.mod', saved);
    const { client, examinations } = await place.edit();
    const before = place.requests.length;
    const uri = await place.open(client, 'go.mod');
    await examinations.until(() => examinations.examined.some(({ state }) => state === 'answered'));
    await client.change(uri, 2, { text: typed });
    // It is looked up in the store, which asks nobody.
    await examinations.until(() =>
      examinations.calls.some(({ method, keys }) => method === 'recall' && keys.join().includes('barometer')),
    );
    await client.untilStatus(({ text }) => text.includes('1 not examined'));
    expect(examinations.examined.flatMap(({ keys }) => keys)).toEqual([PUBLIC.replace(' ', '@')]);
    expect(askedFor('barometer', before)).toEqual([]);
    await place.write('go.mod', typed);
    await client.save(uri);
    await examinations.until(() => examinations.examined.at(-1)?.keys.join() === OTHER.replace(' ', '@'));
    await examinations.until(() => examinations.examined.at(-1)?.state === 'answered');
    expect(askedFor('barometer', before)).not.toEqual([]);
  });

  test('is asked about by nobody while half of a name stands there', async () => {
    await place.write('go.mod', requiring());
    const { client, examinations } = await place.edit();
    const before = place.requests.length;
    const uri = await place.open(client, 'go.mod');
    for (let length = 1; length <= PRIVATE.length; length++) {
      await client.change(uri, length + 1, { text: requiring(PRIVATE.slice(0, length)) });
      await client.diagnosticsOf(uri, length + 1);
    }
    await examinations.until(() =>
      examinations.calls.some(
        ({ keys, state }) => keys.join().includes('payroll@v1.8.0') && state === 'answered',
      ),
    );
    await client.pull(uri);
    expect(examinations.examined).toEqual([]);
    expect(place.requests.slice(before)).toEqual([]);
  }, 30_000);

  test('in a go.work is asked about by nobody, either', async () => {
    await place.write('go.mod', requiring(PUBLIC));
    await place.write('go.work', 'go 1.22\n\nuse .\n');
    const { client, examinations } = await place.edit();
    const work = await place.open(client, 'go.work');
    await place.open(client, 'go.mod');
    await examinations.until(() => examinations.examined.some(({ state }) => state === 'answered'));
    const before = place.requests.length;
    const replacement = `replace ${PUBLIC.split(' ')[0]} => ${OTHER}\n`;
    await client.change(work, 2, { text: `go 1.22\n\nuse .\n\n${replacement}` });
    await examinations.until(() =>
      examinations.calls.some(({ method, keys }) => method === 'recall' && keys.join().includes('barometer')),
    );
    await client.untilStatus(({ text }) => text.includes('1 not examined'));
    expect(askedFor('barometer', before)).toEqual([]);
    await place.write('go.work', `go 1.22\n\nuse .\n\n${replacement}`);
    await client.save(work);
    await examinations.until(() =>
      examinations.examined.some(({ keys }) => keys.join().includes('barometer')),
    );
  });
});

describe('a private module', () => {
  test('is named to no server', async () => {
    await place.write('go.mod', requiring(PRIVATE, PUBLIC));
    const { client, examinations } = await place.edit();
    const before = place.requests.length;
    const uri = await place.open(client, 'go.mod');
    await examinations.until(() => examinations.examined.some(({ state }) => state === 'answered'));
    await client.untilExamined();
    expect(askedFor('weathervane', before)).not.toEqual([]);
    expect(askedFor('corp', before)).toEqual([]);
    expect((await client.pull(uri)).filter(({ range }) => range.start.line === 5)).toEqual([]);
  });

  test('that is a main module of a workspace is named to no server', async () => {
    await place.write('go.work', 'go 1.22\n\nuse (\n\t./app\n\t./own\n)\n');
    await place.write('own/go.mod', 'module example.test/secret\n\ngo 1.22\n');
    await place.write('app/go.mod', requiring('example.test/secret v1.0.0', PUBLIC));
    const { client, examinations } = await place.edit({ folders: [place.uri('app')] });
    const before = place.requests.length;
    await place.open(client, 'app/go.mod');
    await examinations.until(() => examinations.examined.some(({ state }) => state === 'answered'));
    await client.untilExamined();
    expect(askedFor('weathervane', before)).not.toEqual([]);
    expect(askedFor('secret', before)).toEqual([]);
  });
});

describe('nobody is asked', () => {
  test('before the editor has told its settings', async () => {
    let answer: (settings: unknown) => void = () => undefined;
    const answered = new Promise<unknown>((resolve) => {
      answer = resolve;
    });
    let asked: () => void = () => undefined;
    const wasAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const configured: unknown[] = [];
    const { client, examinations } = await place.edit({
      prepare: (one) => {
        one.settings = () => {
          asked();
          return answered;
        };
      },
      services: { configure: async (settings) => void configured.push(settings) },
    });
    const uri = await place.open(client, 'go.mod');
    await client.diagnosticsOf(uri, 1);
    await wasAsked;
    // What there is to look up is looked up right before a status is told.
    await client.untilStatus(() => true);
    expect(examinations.calls).toEqual([]);
    answer({ environment: { GOPRIVATE: 'example.test' } });
    await examinations.until(() => examinations.examined.length > 0);
    expect(configured).toMatchObject([{ environment: { GOPRIVATE: 'example.test' } }]);
  });

  test('before the workspace is trusted', async () => {
    const { client, examinations } = await place.edit({ options: { isTrusted: false } });
    const before = place.requests.length;
    const uri = await place.open(client, 'go.mod');
    const status = await client.untilStatus(({ text }) => text.includes('not examined'));
    expect(status.detail).toMatch(/not trusted/i);
    await client.request('modproof/dependencies');
    await client.change(uri, 2, { text: `${await place.read('go.mod')}\n` });
    await client.save(uri);
    const told = client.statuses.length;
    await client.until(() => client.statuses.length > told);
    expect(examinations.calls.filter(({ method }) => method !== 'recall')).toEqual([]);
    expect(place.requests.slice(before)).toEqual([]);
    await client.notify('modproof/trusted');
    await examinations.until(() => examinations.examined.length > 0);
  });

  test('where the setting is to show what is stored', async () => {
    const { client, examinations } = await place.edit({
      prepare: (one) => {
        one.settings = () => ({ network: 'stored' });
      },
    });
    const before = place.requests.length;
    await place.open(client, 'go.mod');
    await examinations.until(() =>
      examinations.calls.some(({ keys, state }) => keys.length > 0 && state === 'answered'),
    );
    await client.untilStatus(({ text }) => text.includes('not examined'));
    expect(new Set(examinations.calls.map(({ method }) => method))).toEqual(new Set(['recall']));
    expect(place.requests.slice(before)).toEqual([]);
    // The user changes their mind.
    client.settings = () => ({ network: 'on' });
    await client.changeSettings();
    await examinations.until(() => examinations.examined.length > 0);
  });

  test('where that is the setting of one document, for that one alone', async () => {
    await place.write('a/go.mod', requiring(PUBLIC));
    await place.write('b/go.mod', requiring(OTHER));
    const { client, examinations } = await place.edit({
      prepare: (one) => {
        one.settings = (uri) => ({ network: uri?.includes('/a/') ? 'stored' : 'on' });
      },
    });
    const before = place.requests.length;
    await place.open(client, 'a/go.mod');
    await place.open(client, 'b/go.mod');
    await examinations.until(() => examinations.examined[0]?.state === 'answered');
    await client.untilStatus(({ busy, text }) => !busy && text === '2 modules, 1 not examined');
    expect(askedFor('barometer', before)).not.toEqual([]);
    expect(askedFor('weathervane', before)).toEqual([]);
  });

  test('for a file that is not open', async () => {
    await place.write('b/go.mod', requiring(OTHER));
    await place.write('go.mod', requiring(PUBLIC));
    const { client, examinations } = await place.edit();
    const before = place.requests.length;
    await place.open(client, 'go.mod');
    await client.request('modproof/dependencies');
    await examinations.until(() => examinations.examined[0]?.state === 'answered');
    await client.untilExamined();
    expect(askedFor('barometer', before)).toEqual([]);
  });
});
