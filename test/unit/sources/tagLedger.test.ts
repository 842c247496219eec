import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NodeFiles } from '../../../server/src/adapters/index.ts';
import { LEDGER_ATTRIBUTES, LEDGER_HEADING, parseLedger } from '../../../server/src/ledger/index.ts';
import { FileError, type Files } from '../../../server/src/ports/index.ts';
import { LedgerFiles } from '../../../server/src/sources/ledgerFiles.ts';
import { TagLedger } from '../../../server/src/sources/tagLedger.ts';
import { afterEach, beforeEach, describe, expect, test } from '../../kit.ts';

const run = promisify(execFile);
const [A, B, C] = ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)] as const;
const REPOSITORY = 'github.com/boltdb-go/bolt';
const TAG = 'refs/tags/v1.3.1';
const START = Date.UTC(2026, 0, 2, 3, 4, 5);
const signal = new AbortController().signal;

let folder: string;
let warnings: string[];
let now: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modproof-ledger-test-'));
  warnings = [];
  now = START + 700;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const place = (name: string): string => join(folder, name);
const read = (name: string): Promise<string> => readFile(place(name), 'utf8');
const lineOf = (commit: string, time = '2026-01-02T03:04:05Z', ref = TAG): string =>
  `${time} ${REPOSITORY} ${ref} ${commit}\n`;
const ledgerOf = async (
  machine: string | null,
  projects: readonly string[] = [],
  files: Files = new NodeFiles(),
): Promise<TagLedger> => {
  const log = { debug: () => undefined, warn: (message: string) => void warnings.push(message) };
  const places = { machine: machine === null ? null : place(machine), projects: projects.map(place) };
  const ledger = new TagLedger(new LedgerFiles(files), { now: () => now }, log, places);
  await ledger.load(signal);
  return ledger;
};
/** One run that sees a tag at a commit. */
const see = async (
  commit: string,
  machine: string | null,
  projects: readonly string[] = [],
): Promise<void> => {
  const ledger = await ledgerOf(machine, projects);
  ledger.observe(REPOSITORY, TAG, commit);
  await ledger.flush();
};

describe('what is seen is remembered', () => {
  test('a new ledger has a heading and a line for each observation, by the clock that is given', async () => {
    const ledger = await ledgerOf('ledger');
    expect(ledger.seenBefore(REPOSITORY, TAG)).toEqual([]);
    ledger.observe(REPOSITORY, TAG, A);
    ledger.observe(REPOSITORY, TAG, A);
    ledger.observe(REPOSITORY, 'refs/tags/v1.3.2', B);
    expect(ledger.seenBefore(REPOSITORY, TAG)).toEqual([]);
    await ledger.flush();
    expect(await read('ledger')).toBe(
      `${LEDGER_HEADING}\n${lineOf(A)}${lineOf(B, '2026-01-02T03:04:05Z', 'refs/tags/v1.3.2')}`,
    );
    expect(ledger.troubles).toEqual([]);
  });

  test('the next run knows it, and writes down what changed alone', async () => {
    await see(A, 'ledger');
    now += 86_400_000;
    await see(A, 'ledger');
    expect(await read('ledger')).toBe(`${LEDGER_HEADING}\n${lineOf(A)}`);
    await see(B, 'ledger');
    expect(await read('ledger')).toBe(`${LEDGER_HEADING}\n${lineOf(A)}${lineOf(B, '2026-01-03T03:04:05Z')}`);
    const first = START / 1000;
    expect((await ledgerOf('ledger')).seenBefore(REPOSITORY, TAG)).toEqual([
      { commit: A, firstSeen: first, lastSeen: first },
      { commit: B, firstSeen: first + 86_400, lastSeen: first + 86_400 },
    ]);
  });

  test('several ledgers are read as one, and each is told what is news for it', async () => {
    await see(A, 'machine');
    await see(B, null, ['project']);
    now += 1000;
    await see(B, 'machine', ['project', 'other', 'other']);
    const later = '2026-01-02T03:04:06Z';
    expect(await read('machine')).toBe(`${LEDGER_HEADING}\n${lineOf(A)}${lineOf(B, later)}`);
    expect(await read('project')).toBe(`${LEDGER_HEADING}\n${lineOf(B)}`);
    expect(await read('other')).toBe(`${LEDGER_HEADING}\n${lineOf(B, later)}`);
    const ledger = await ledgerOf(null, ['machine', 'project']);
    expect(ledger.seenBefore(REPOSITORY, TAG).map(({ commit }) => commit)).toEqual([A, B]);
  });

  test('nothing that was seen makes no file', async () => {
    await (await ledgerOf('ledger')).flush();
    await expect(read('ledger')).rejects.toThrow('ENOENT');
  });

  test('two flushes write two appends, and nothing twice', async () => {
    const ledger = await ledgerOf('ledger');
    ledger.observe(REPOSITORY, TAG, A);
    await ledger.flush();
    ledger.observe(REPOSITORY, TAG, A);
    await ledger.flush();
    now += 1000;
    ledger.observe(REPOSITORY, TAG, B);
    await ledger.flush();
    expect(parseLedger(await read('ledger')).observations.map(({ commit }) => commit)).toEqual([A, B]);
  });

  test('what another run wrote meanwhile is no news any more', async () => {
    const ledger = await ledgerOf('ledger');
    ledger.observe(REPOSITORY, TAG, A);
    await see(A, 'ledger');
    await ledger.flush();
    expect(await read('ledger')).toBe(`${LEDGER_HEADING}\n${lineOf(A)}`);
  });

  test('what was read when nobody loaded is read before anything is added', async () => {
    await see(A, 'ledger');
    const log = { debug: () => undefined, warn: () => undefined };
    const ledger = new TagLedger(new LedgerFiles(new NodeFiles()), { now: () => now }, log, {
      machine: place('ledger'),
      projects: [],
    });
    ledger.observe(REPOSITORY, TAG, A);
    await ledger.flush();
    expect(await read('ledger')).toBe(`${LEDGER_HEADING}\n${lineOf(A)}`);
  });
});

describe('files as people and machines leave them', () => {
  test.each([
    ['without an end of the last line', `${LEDGER_HEADING}\n${lineOf(A)}`.trimEnd(), '\n'],
    ['cut off inside a line', `${LEDGER_HEADING}\n${lineOf(A)}${lineOf(C).slice(0, 60)}`, '\n'],
    ['with CRLF', `${LEDGER_HEADING}\r\n${lineOf(A).trimEnd()}\r\n`, ''],
    ['with a conflict', `${LEDGER_HEADING}\n<<<<<<< HEAD\n${lineOf(A)}=======\n>>>>>>> b\n`, ''],
  ])('%s: all stays, and a new line is added', async (_, before, between) => {
    await writeFile(place('ledger'), before);
    now += 1000;
    await see(B, 'ledger');
    const added = lineOf(B, '2026-01-02T03:04:06Z');
    expect(await read('ledger')).toBe(`${before}${between}${added}`);
    const { observations } = parseLedger(await read('ledger'));
    expect(observations.map(({ commit }) => commit)).toEqual([A, B]);
  });

  test('an empty or blank file gets a heading', async () => {
    for (const blank of ['', '\n', '\r\n\r\n']) {
      await writeFile(place('ledger'), blank);
      await see(A, 'ledger');
      expect(parseLedger(await read('ledger'))).toMatchObject({
        problems: [],
        observations: [{ commit: A }],
      });
    }
  });

  test.each([
    ['of a later format', '# modproof tag ledger 2\nwhatever\n'],
    ['that is no ledger', 'module example.com/m\n\ngo 1.22\n'],
    ['without its heading', lineOf(A)],
  ])('nothing is added to a file %s, and that is said', async (_, before) => {
    await writeFile(place('ledger'), before);
    const ledger = await ledgerOf('ledger');
    ledger.observe(REPOSITORY, TAG, B);
    await ledger.flush();
    expect(await read('ledger')).toBe(before);
    expect(ledger.troubles).toMatchObject([{ path: place('ledger'), kind: 'damaged' }]);
    expect(ledger.troubles[0]?.detail).toContain('Nothing is added to it.');
    expect(warnings).toHaveLength(1);
  });

  test('lines that are not understood are named', async () => {
    await writeFile(place('ledger'), `${LEDGER_HEADING}\nbroken\n${lineOf(A)}broken\n`);
    const { troubles } = await ledgerOf('ledger');
    expect(troubles).toEqual([
      {
        path: place('ledger'),
        kind: 'damaged',
        detail: `${place('ledger')}, line 2: The line is neither an observation nor a comment. Of 2 problems this is the first.`,
        problems: [expect.objectContaining({ line: 2 }), expect.objectContaining({ line: 4 })],
      },
    ]);
  });
});

describe('nothing rejects', () => {
  test('a folder that is not there, and a folder in the file’s place', async () => {
    await mkdir(place('folder'));
    const ledger = await ledgerOf('none/ledger', ['folder', 'good']);
    ledger.observe(REPOSITORY, TAG, A);
    await ledger.flush();
    expect(await read('good')).toBe(`${LEDGER_HEADING}\n${lineOf(A)}`);
    expect(ledger.troubles.map(({ kind }) => kind).toSorted()).toEqual(['unreadable', 'unwritable']);
  });

  test('a ledger that cannot be read is not added to, and one that can be again is', async () => {
    let isBroken = true;
    class Broken extends NodeFiles {
      override async read(...args: Parameters<NodeFiles['read']>): Promise<Uint8Array> {
        if (isBroken) throw new FileError('not-permitted', 'no');
        return super.read(...args);
      }
    }
    await see(A, 'ledger');
    now += 1000;
    const ledger = await ledgerOf('ledger', [], new Broken());
    ledger.observe(REPOSITORY, TAG, B);
    await ledger.flush();
    expect(await read('ledger')).toBe(`${LEDGER_HEADING}\n${lineOf(A)}`);
    expect(ledger.troubles).toMatchObject([{ kind: 'unreadable', detail: 'no' }]);
    expect(warnings).toHaveLength(1);
    isBroken = false;
    ledger.observe(REPOSITORY, TAG, B);
    await ledger.flush();
    expect(parseLedger(await read('ledger')).observations).toHaveLength(2);
    expect(ledger.troubles).toEqual([]);
  });

  test('a run that is cancelled while it reads', async () => {
    await see(A, 'ledger');
    const log = { debug: () => undefined, warn: () => undefined };
    const places = { machine: place('ledger'), projects: [] };
    const ledger = new TagLedger(new LedgerFiles(new NodeFiles()), { now: () => now }, log, places);
    await ledger.load(AbortSignal.abort());
    expect(ledger.seenBefore(REPOSITORY, TAG)).toEqual([]);
    ledger.observe(REPOSITORY, TAG, A);
    await ledger.flush();
    expect(await read('ledger')).toBe(`${LEDGER_HEADING}\n${lineOf(A)}`);
  });

  test('names and times that no line can hold are left out', async () => {
    const ledger = await ledgerOf('ledger');
    ledger.observe(REPOSITORY, TAG, 'not a commit');
    ledger.observe('', TAG, A);
    ledger.observe(REPOSITORY, `refs/tags/${'x'.repeat(5000)}`, A);
    now = Number.NaN;
    ledger.observe(REPOSITORY, TAG, A);
    now = START;
    ledger.observe(REPOSITORY, 'refs/tags/v1 \n', A);
    await ledger.flush();
    expect(parseLedger(await read('ledger'))).toMatchObject({
      problems: [],
      observations: [{ ref: 'refs/tags/v1 \n' }],
    });
    expect(warnings).toHaveLength(4);
  });
});

test('many runs at once leave whole lines, and none is lost', async () => {
  const tags = Array.from({ length: 40 }, (_, index) => `refs/tags/v1.${index}.0`);
  await Promise.all(
    tags.map(async (tag) => {
      const ledger = await ledgerOf('ledger');
      for (let patch = 0; patch < 20; patch++) ledger.observe(REPOSITORY, `${tag}-${patch}`, A);
      await ledger.flush();
    }),
  );
  const { observations, problems } = parseLedger(await read('ledger'));
  expect(problems).toEqual([]);
  expect(new Set(observations.map(({ ref }) => ref)).size).toBe(800);
});

describe('a ledger that a project shares', () => {
  const git = async (...args: readonly string[]): Promise<string> => {
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgSign=false'];
    const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: devNull };
    const { stdout } = await run('git', ['-C', folder, ...identity, ...args], { env });
    return stdout;
  };
  const commit = async (): Promise<unknown> => {
    await git('add', '.');
    return git('commit', '-q', '-m', 'ledger');
  };
  /** Two branches that see different things; `base` is what both start from. */
  const diverge = async (base: boolean): Promise<void> => {
    await git('init', '-q', '-b', 'main');
    await mkdir(place('.modproof'));
    await writeFile(place('.modproof/.gitattributes'), LEDGER_ATTRIBUTES);
    if (base) await see(A, null, ['.modproof/ledger']);
    await commit();
    await git('checkout', '-q', '-b', 'other');
    now += 1000;
    await see(B, null, ['.modproof/ledger']);
    await commit();
    await git('checkout', '-q', 'main');
    now += 1000;
    await see(C, null, ['.modproof/ledger']);
    await commit();
  };

  test.each([
    ['was there before', true, [A, B, C]],
    ['both branches made', false, [B, C]],
  ] as const)('one that %s is merged without a conflict', async (_, base, expected) => {
    await diverge(base);
    await git('merge', '-q', '--no-edit', 'other');
    const text = await read('.modproof/ledger');
    expect(parseLedger(text).problems).toEqual([]);
    const ledger = await ledgerOf(null, ['.modproof/ledger']);
    expect(ledger.seenBefore(REPOSITORY, TAG).map((seen) => seen.commit)).toEqual(expected);
    expect(await git('status', '--porcelain')).toBe('');
  });

  test('without the attribute there is a conflict, and both sides are still read', async () => {
    await diverge(true);
    await rm(place('.modproof/.gitattributes'));
    await commit();
    await expect(git('merge', '-q', '--no-edit', 'other')).rejects.toThrow();
    expect(parseLedger(await read('.modproof/ledger')).problems.map(({ kind }) => kind)).toEqual([
      'conflict-marker',
      'conflict-marker',
      'conflict-marker',
    ]);
    const ledger = await ledgerOf(null, ['.modproof/ledger']);
    expect(ledger.seenBefore(REPOSITORY, TAG).map((seen) => seen.commit)).toEqual([A, B, C]);
  });
});

test('a ledger is read once until it changes, also by another process', async () => {
  let reads = 0;
  class CountingFiles extends NodeFiles {
    override read(...wanted: Parameters<NodeFiles['read']>): Promise<Uint8Array> {
      reads++;
      return super.read(...wanted);
    }
  }
  const files = new LedgerFiles(new CountingFiles());
  await see(A, 'ledger');
  const first = await files.read(place('ledger'), signal);
  expect(await files.read(place('ledger'), signal)).toBe(first);
  expect(reads).toBe(1);
  now += 24 * 3600;
  await see(B, 'ledger');
  const second = await files.read(place('ledger'), signal);
  expect(reads).toBe(2);
  expect(second.ledger.commitsOf(REPOSITORY, TAG).map(({ commit }) => commit)).toEqual([A, B]);
  await rm(place('ledger'));
  expect((await files.read(place('ledger'), signal)).ledger.commitsOf(REPOSITORY, TAG)).toEqual([]);
});
