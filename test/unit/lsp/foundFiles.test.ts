import { posix } from 'node:path';
import { readGoMod } from '../../../server/src/audit/index.ts';
import { Folders } from '../../../server/src/lsp/folders.ts';
import { Ledgers } from '../../../server/src/lsp/ledgers.ts';
import { Policies } from '../../../server/src/lsp/policies.ts';
import { DEFAULT_POLICY } from '../../../server/src/policy/index.ts';
import { FileError, type Files } from '../../../server/src/ports/index.ts';
import { describe, expect, test } from '../../kit.ts';

/** Files that are texts by path; an error in a text's place is what reading it rejects with. */
class TextFiles implements Files {
  readonly read: Files['read'];
  readonly texts: Map<string, string | Error>;
  readonly asked: string[] = [];

  constructor(texts: Readonly<Record<string, string | Error>>) {
    this.texts = new Map(Object.entries(texts));
    this.read = (path) => {
      this.asked.push(path);
      const text = this.texts.get(path) ?? new FileError('not-found', `${path} is not there.`);
      return typeof text === 'string'
        ? Promise.resolve(new TextEncoder().encode(text))
        : Promise.reject(text);
    };
  }

  list(): Promise<[]> {
    return Promise.resolve([]);
  }

  kind(path: string): Promise<'file' | null> {
    this.asked.push(path);
    const text = this.texts.get(path);
    return text instanceof Error ? Promise.reject(text) : Promise.resolve(text === undefined ? null : 'file');
  }

  describe(): Promise<null> {
    return Promise.resolve(null);
  }

  append(): Promise<void> {
    return Promise.resolve();
  }
}

const SILENT = '{ "severity": { "squat/owner-affix": "off" } }';

describe('policies', () => {
  const policiesOf = (texts: Record<string, string | Error>) => {
    const files = new TextFiles(texts);
    const told = { times: 0 };
    return { files, told, policies: new Policies(files, posix, () => void told.times++) };
  };

  test('are found beside a file or in the nearest folder above', async () => {
    const { policies } = policiesOf({ '/w/.modproof.json': SILENT, '/w/a/b/.modproof.json': '{}' });
    expect((await policies.find('/w/a')).path).toBe('/w/.modproof.json');
    expect((await policies.find('/w/a/b/c')).path).toBe('/w/a/b/.modproof.json');
    expect(await policies.find('/elsewhere')).toEqual({
      policy: DEFAULT_POLICY,
      path: null,
      text: '',
      problems: [],
    });
  });

  test('of several folders are the same one, and not one each', async () => {
    const { policies } = policiesOf({ '/w/.modproof.json': SILENT });
    const found = await Promise.all(['/w/a', '/w/b/c', '/w/a'].map((folder) => policies.find(folder)));
    expect(found[0]?.path).toBe('/w/.modproof.json');
    for (const one of [...found, await policies.find('/w/d')]) expect(one).toBe(found[0]);
  });

  test('are found by whoever asks while a look is being taken', async () => {
    const { policies } = policiesOf({ '/w/.modproof.json': SILENT });
    policies.of('/w/a');
    expect((await policies.find('/w/a')).path).toBe('/w/.modproof.json');
  });

  test('that were forgotten while a look was being taken are those of after', async () => {
    const { policies, files } = policiesOf({ '/w/.modproof.json': SILENT });
    const finding = policies.find('/w');
    files.texts.set('/w/.modproof.json', '{}');
    policies.forget();
    expect((await finding).text).toBe('{}');
    expect(policies.of('/w').text).toBe('{}');
  });

  test('are the default one until a look was taken, which is told', async () => {
    const { policies, told } = policiesOf({ '/w/.modproof.json': SILENT });
    expect(policies.of('/w/a').path).toBeNull();
    await policies.find('/w/b');
    await policies.find('/w/a');
    expect(policies.of('/w/a').path).toBe('/w/.modproof.json');
    expect(told.times).toBeGreaterThan(0);
  });

  test('are read anew after they were forgotten, and not before', async () => {
    const { policies, files } = policiesOf({ '/w/.modproof.json': SILENT });
    const first = await policies.find('/w');
    files.texts.set('/w/.modproof.json', '{}');
    expect(await policies.find('/w')).toBe(first);
    policies.forget();
    expect((await policies.find('/w')).text).toBe('{}');
  });

  test('that cannot be followed count as the default one, with the reason', async () => {
    const { policies } = policiesOf({
      '/broken/.modproof.json': '{ "severity": ',
      '/closed/.modproof.json': new FileError('not-permitted', 'This may not be read.'),
      '/odd/.modproof.json': new Error('no file system at all'),
    });
    const broken = await policies.find('/broken');
    expect(broken.policy).toBe(DEFAULT_POLICY);
    expect(broken.problems.length).toBeGreaterThan(0);
    // What lies above is not followed in its place.
    expect(await policies.find('/closed/a')).toMatchObject({
      policy: DEFAULT_POLICY,
      path: '/closed/.modproof.json',
      problems: [{ message: 'This may not be read.' }],
    });
    expect((await policies.find('/odd')).path).toBeNull();
  });
});

describe('ledgers', () => {
  const fileIn = (directory: string) => readGoMod(`${directory}/go.mod`, directory, 'module m\n', null);

  test('are found beside a go.mod or above it, each once', async () => {
    const ledgers = new Ledgers(
      new TextFiles({ '/w/.modproof/ledger': '', '/w/c/.modproof/ledger': '' }),
      posix,
    );
    const files = ['/w/a', '/w/b', '/w/c/d', '/elsewhere'].map(fileIn);
    expect(ledgers.of(files)).toEqual([]);
    expect(await ledgers.find(files)).toEqual(['/w/.modproof/ledger', '/w/c/.modproof/ledger']);
    expect(ledgers.of(files)).toEqual(['/w/.modproof/ledger', '/w/c/.modproof/ledger']);
  });

  test('are looked for once until they are forgotten', async () => {
    const files = new TextFiles({});
    const ledgers = new Ledgers(files, posix);
    const one = [fileIn('/w/a')];
    await Promise.all([ledgers.find(one), ledgers.find(one)]);
    const asked = files.asked.length;
    expect(new Set(files.asked).size).toBe(asked);
    await ledgers.find(one);
    expect(files.asked).toHaveLength(asked);
    files.texts.set('/w/.modproof/ledger', '');
    expect(await ledgers.find(one)).toEqual([]);
    ledgers.forget();
    expect(await ledgers.find(one)).toEqual(['/w/.modproof/ledger']);
  });

  test('that were forgotten while a look was being taken are looked for anew', async () => {
    const files = new TextFiles({});
    const ledgers = new Ledgers(files, posix);
    const one = [fileIn('/w')];
    const finding = ledgers.find(one);
    files.texts.set('/w/.modproof/ledger', '');
    ledgers.forget();
    await finding;
    expect(await ledgers.find(one)).toEqual(['/w/.modproof/ledger']);
  });

  test('that cannot be looked at are none, and those above count', async () => {
    const ledgers = new Ledgers(
      new TextFiles({ '/w/a/.modproof/ledger': new Error('closed'), '/w/.modproof/ledger': '' }),
      posix,
    );
    expect(await ledgers.find([fileIn('/w/a')])).toEqual(['/w/.modproof/ledger']);
  });
});

test('a folder that left holds its files no longer, unless another one holds them', () => {
  const folders = new Folders(posix);
  expect(folders.take(['/w', '/v'])).toBe(false);
  expect(folders.take(['/v', '/w/inner'])).toBe(true);
  expect(folders.now).toEqual(['/v', '/w/inner']);
  expect(folders.hasLeft('/w/go.mod')).toBe(true);
  expect(folders.hasLeft('/w/inner/go.mod')).toBe(false);
  // A name that begins alike is another folder, and what never was one has not left.
  expect(folders.hasLeft('/wider/go.mod')).toBe(false);
  expect(folders.hasLeft('/u/go.mod')).toBe(false);
  expect(folders.take(['/w'])).toBe(true);
  expect(folders.hasLeft('/w/go.mod')).toBe(false);
});
