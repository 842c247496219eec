import type { LookupResult } from '../../../server/src/sumdb/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { checkTreeProof } from './checkTreeProof.ts';
import { FakeDatabase, LOOKUP, MODULE, RECORD } from './fakeDatabase.ts';
import { SyntheticLog } from './syntheticLog.ts';

const ONLINE = { signal: new AbortController().signal, remote: true };
const OFFLINE = { signal: new AbortController().signal, remote: false };
const SIZES = [3, 200, 255, 256, 257, 512, 700, 65535, 65536, 65537, 70000];
const LOOKED = [...SIZES, 650, 900, 1000, 65_700].flatMap((size) => [size, size - 1]);

/** A log, and one that has another text in record `split`. */
function honestLog(seed = 'a'): SyntheticLog {
  return new SyntheticLog(seed, new Map([[2, RECORD]]), LOOKED);
}

function forkedLog(split: number): SyntheticLog {
  return new SyntheticLog(
    'a',
    new Map([
      [2, RECORD],
      [split, 'evil.example.com/x v1.0.0 h1:x\n'],
    ]),
    LOOKED,
  );
}

function database(size: number, log = honestLog()): FakeDatabase {
  return new FakeDatabase(log, size, 2);
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the timeline', () => {
  test('goes from every size to every other, both ways, and keeps the newest head', async () => {
    const log = honestLog();
    for (const first of SIZES) {
      for (const second of SIZES) {
        const fake = database(70_000, log);
        fake.head = bytes(fake.note(first));
        fake.serve(LOOKUP, fake.answer(second));
        const result = await fake.client().lookup(MODULE, ONLINE);
        expect(result, `${first} ${second}`).toMatchObject({
          kind: 'proven',
          treeSize: Math.max(first, second),
        });
        expect(Buffer.from(fake.head).toString()).toBe(fake.note(Math.max(first, second)));
        expect(new Set(fake.seenHeads)).toEqual(new Set([first, second]));
      }
    }
  });

  test('finds out every fork, both ways, with both notes and a proof', async () => {
    const log = honestLog();
    for (const older of SIZES.slice(1)) {
      // The forked trees differ in the last record of the smaller tree.
      const forked = forkedLog(older - 1);
      for (const newer of SIZES.filter((size) => size >= older)) {
        for (const [known, fresh] of [
          [older, newer],
          [newer, older],
        ] as const) {
          const fake = database(70_000, log);
          const shown = fake.signer.note(treeOf(forked, fresh));
          const notes = [fake.note(known), shown];
          const head = bytes(fake.note(known));
          fake.head = head;
          fake.serve(LOOKUP, `2\n${RECORD}\n${shown}`);
          // The database serves the tiles of the larger tree, or else nothing is proven.
          fake.log = known > fresh ? log : forked;
          const result = await fake.client().lookup(MODULE, ONLINE);
          if (result.kind !== 'fork') throw new Error(`${known} ${fresh}: ${result.kind}`);
          expect(result.heads).toEqual(known <= fresh ? notes : notes.toReversed());
          expectProof(result, older, newer);
          expect(fake.head).toBe(head);
          expect(fake.kept.size).toBe(0);
        }
      }
    }
  });

  test('begins anew when the kept head is damaged or of another key', async () => {
    for (const head of ['', 'damaged', database(900).note(), database(900).note().slice(0, -5)]) {
      const fake = database(1000);
      fake.head = bytes(head);
      expect(await fake.client().lookup(MODULE, ONLINE)).toMatchObject({ kind: 'proven' });
      expect(Buffer.from(fake.head).toString()).toBe(fake.note());
    }
  });

  test('merges what others keep at the same time', async () => {
    for (const theirs of [700, 1000, 65_536, 70_000]) {
      const fake = database(70_000);
      fake.serve(LOOKUP, fake.answer(1000));
      const replace = fake.replaceHead.bind(fake);
      let races = 0;
      fake.replaceHead = async (expected, value) => {
        if (races++ === 0) fake.head = bytes(fake.note(theirs));
        return replace(expected, value);
      };
      expect(await fake.client().lookup(MODULE, ONLINE)).toMatchObject({ kind: 'proven' });
      expect(Buffer.from(fake.head ?? []).toString()).toBe(fake.note(Math.max(theirs, 1000)));
    }
  });

  test('finds out a fork that somebody else kept at the same time', async () => {
    const fake = database(70_000);
    fake.serve(LOOKUP, fake.answer(1000));
    const theirs = fake.signer.note(treeOf(forkedLog(100), 1000));
    fake.replaceHead = async () => {
      fake.head = bytes(theirs);
      return false;
    };
    expect(await fake.client().lookup(MODULE, ONLINE)).toMatchObject({ kind: 'fork', proof: null });
  });

  test('proves a newer head against the one that became the newest in the meantime', async () => {
    // 700 is known. 70 000 extends it, and so does 1000, which was kept; the two are of different timelines.
    const fake = database(70_000);
    const kept = bytes(fake.note(1000));
    await fake.client().checkHead(bytes(fake.note(700)), ONLINE);
    await fake.client().checkHead(kept, ONLINE);
    fake.head = bytes(fake.note(700));
    fake.log = forkedLog(900);
    const read = fake.read.bind(fake);
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let waits: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      waits = resolve;
    });
    fake.read = async (path) => {
      waits();
      await released;
      return read(path);
    };
    const client = fake.client();
    const newer = client.checkHead(bytes(fake.note(70_000)), ONLINE);
    await waiting;
    expect(await client.checkHead(kept, OFFLINE)).toMatchObject({ kind: 'consistent' });
    release();
    fake.seenHeads.length = 0;
    expect(await newer).toMatchObject({ kind: 'fork' });
    expect(fake.seenHeads).toEqual([]);
    expect(fake.head).toEqual(kept);
  });

  test('takes newer heads one after the other: who waited behind the newest needs no tiles of his own tree', async () => {
    const fake = database(70_000);
    const client = fake.client();
    await client.checkHead(bytes(fake.note(200)), ONLINE);
    fake.asked.length = 0;
    const sizes = [70_000, 257, 512, 700, 65_537];
    const results = await Promise.all(sizes.map((size) => client.checkHead(bytes(fake.note(size)), ONLINE)));
    expect(results).toEqual(sizes.map((treeSize) => ({ kind: 'consistent', treeSize })));
    const partial = fake.asked.filter((path) => path.includes('.p/')).toSorted();
    expect(partial).toEqual(['/tile/8/0/273.p/112', '/tile/8/1/001.p/17', '/tile/8/2/000.p/1']);
  });

  test('does without keeping when it always fails', async () => {
    const fake = database(1000);
    fake.replaceHead = async () => false;
    expect(await fake.client().lookup(MODULE, ONLINE)).toMatchObject({ kind: 'proven' });
  });
});

describe('checkHead', () => {
  test('says consistent, and moves the timeline on', async () => {
    const fake = database(70_000);
    const client = fake.client();
    for (const size of [1000, 65_536, 700, 70_000]) {
      expect(await client.checkHead(bytes(fake.note(size)), ONLINE)).toEqual({
        kind: 'consistent',
        treeSize: size,
      });
    }
    expect([...new Set(fake.seenHeads)]).toEqual([1000, 65_536, 700, 70_000]);
    expect(Buffer.from(fake.head ?? []).toString()).toBe(fake.note(70_000));
    // All that was asked for is kept, so that the next run asks for nothing.
    expect([...fake.kept.keys()].toSorted()).toEqual([...new Set(fake.asked)].toSorted());
    fake.asked.length = 0;
    expect(await fake.client().checkHead(bytes(fake.note(700)), OFFLINE)).toMatchObject({
      kind: 'consistent',
    });
  });

  test.each([
    ['', 'note'],
    ['no note', 'note'],
    [database(1000).note(), 'signature'],
  ])('refuses %j', async (note, problem) => {
    expect(await database(1000).client().checkHead(bytes(note), ONLINE)).toMatchObject({
      kind: 'rejected',
      problem,
    });
  });

  test('finds out a database that shows others another tree', async () => {
    const fake = database(1000);
    const client = fake.client();
    await client.lookup(MODULE, ONLINE);
    const shownToOthers = fake.signer.note(treeOf(forkedLog(100), 900));
    expect(await client.checkHead(bytes(shownToOthers), ONLINE)).toMatchObject({
      kind: 'fork',
      heads: [shownToOthers, fake.note()],
    });
  });

  test('says nothing offline when tiles are missing', async () => {
    const fake = database(1000);
    const client = fake.client();
    const offline = { kind: 'unanswered', reason: 'offline' };
    expect(await client.checkHead(bytes(fake.note(700)), OFFLINE)).toMatchObject(offline);
    expect([fake.head, fake.seenHeads, fake.asked]).toEqual([null, [], []]);
    await fake.client().checkHead(bytes(fake.note(700)), ONLINE);
    expect(await client.checkHead(bytes(fake.note(700)), OFFLINE)).toMatchObject({ kind: 'consistent' });
    fake.asked.length = 0;
    expect(await client.checkHead(bytes(fake.note(1000)), OFFLINE)).toMatchObject(offline);
    expect(fake.asked).toEqual([]);
  });

  test('does not take a head without tiles that would leave kept lookups unproven', async () => {
    const fake = database(700);
    expect((await fake.client().lookup(MODULE, ONLINE)).kind).toBe('proven');
    fake.head = null;
    const client = fake.client();
    expect((await client.checkHead(bytes(fake.note(70_000)), OFFLINE)).kind).toBe('unanswered');
    expect(await client.lookup(MODULE, OFFLINE)).toMatchObject({ kind: 'proven', treeSize: 700 });
  });
});

describe('a kept lookup', () => {
  test('needs no tile of its own tree: those that prove the newest one extends it suffice', async () => {
    for (const [size, record] of [
      [700, 650],
      [65_537, 65_536],
      [65_537, 300],
    ] as const) {
      const log = new SyntheticLog('c', new Map([[record, RECORD]]), LOOKED);
      const fake = new FakeDatabase(log, size, record);
      fake.kept.set(LOOKUP, bytes(fake.answer()));
      fake.size = 70_000;
      const client = fake.client();
      expect(await client.checkHead(bytes(fake.note(70_000)), ONLINE)).toMatchObject({ kind: 'consistent' });
      expect(await client.checkHead(bytes(fake.note(size)), ONLINE)).toMatchObject({ kind: 'consistent' });
      // Full tiles are the same in every tree.
      for (const full of [
        '/tile/8/1/000',
        `/tile/8/0/${String(Math.floor(record / 256)).padStart(3, '0')}`,
      ]) {
        fake.kept.set(full, log.tile(full, 70_000) ?? new Uint8Array());
      }
      expect(await fake.client().lookup(MODULE, OFFLINE)).toMatchObject({ kind: 'proven', treeSize: 70_000 });
      expect(fake.asked).not.toContain(LOOKUP);
    }
  });

  test('of a tree that what is kept does not prove to be a part of the newest one is no answer offline', async () => {
    const log = new SyntheticLog('c', new Map([[650, RECORD]]), LOOKED);
    const fake = new FakeDatabase(log, 700, 650);
    expect(await fake.client().lookup(MODULE, ONLINE)).toMatchObject({ kind: 'proven', treeSize: 700 });
    fake.size = 70_000;
    expect(await fake.client().checkHead(bytes(fake.note(1000)), ONLINE)).toMatchObject({
      kind: 'consistent',
    });
    expect(await fake.client().lookup(MODULE, OFFLINE)).toMatchObject({ kind: 'proven', treeSize: 1000 });
    fake.kept.delete('/tile/8/0/002');
    expect(await fake.client().lookup(MODULE, OFFLINE)).toMatchObject({
      kind: 'unanswered',
      reason: 'offline',
    });
    fake.asked.length = 0;
    expect(await fake.client().lookup(MODULE, ONLINE)).toMatchObject({ kind: 'proven', treeSize: 1000 });
    expect(fake.asked).toEqual(['/tile/8/0/002']);
  });

  test('of a fork is evidence, too', async () => {
    const fake = database(1000);
    fake.head = bytes(fake.note());
    fake.kept.set(LOOKUP, bytes(`2\n${RECORD}\n${fake.signer.note(treeOf(forkedLog(100), 1000))}`));
    expect(await fake.client().lookup(MODULE, OFFLINE)).toMatchObject({ kind: 'fork' });
  });

  test('of an older tree is proven offline in the newest one', async () => {
    const fake = database(700);
    expect((await fake.client().lookup(MODULE, ONLINE)).kind).toBe('proven');
    fake.size = 70_000;
    expect((await fake.client().checkHead(bytes(fake.note(65_700)), ONLINE)).kind).toBe('consistent');
    fake.asked.length = 0;
    expect(await fake.client().lookup(MODULE, OFFLINE)).toMatchObject({ kind: 'proven', treeSize: 65_700 });
    expect(fake.asked).toEqual([]);
  });
});

function treeOf(log: SyntheticLog, size: number): string {
  return `go.sum database tree\n${size}\n${log.root(size).toString('base64')}\n`;
}

/** The evidence holds by itself: the larger tree has another first part than the smaller one. */
function expectProof(fork: Extract<LookupResult, { kind: 'fork' }>, older: number, newer: number): void {
  if (older === newer) {
    expect(fork.proof).toBeNull();
    return;
  }
  const [olderRoot, newerRoot] = fork.heads.map((note) => note.split('\n')[2] ?? '');
  if (fork.proof === null) throw new Error('no proof');
  expect(fork.proof.prefixRoot).not.toBe(olderRoot);
  const { oldRoot, newRoot } = checkTreeProof(fork.proof.hashes, newer, older, fork.proof.prefixRoot);
  expect(oldRoot).toBe(fork.proof.prefixRoot);
  expect(newRoot).toBe(newerRoot);
}
