import { execFileSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { ObjectType } from '../../../../server/src/adapters/wire/pack/entryHeader.ts';
import { PACK_LIMITS } from '../../../../server/src/adapters/wire/pack/packReader.ts';
import { afterEach, describe, expect, test } from '../../../kit.ts';
import { LooseRepository } from './looseRepository.ts';
import { copy, delta, idOf, insert, PackWriter, readPack, withChecksum } from './packs.ts';
import { Closing, codeOf, plainEnvironment } from './remotes.ts';

const closing = new Closing();
afterEach(() => closing.all());

/** A repository whose objects resemble each other, so that git makes deltas of them. */
async function manyVersions(format: 'sha1' | 'sha256'): Promise<LooseRepository> {
  const repository = await LooseRepository.create(join(await closing.folder(), 'r'), { format });
  let last: string[] = [];
  for (let version = 0; version < 15; version++) {
    const text = Array.from({ length: 60 }, (_, line) => `line ${line === version ? 'changed' : line}`).join(
      '\n',
    );
    const files = Array.from(
      { length: 40 },
      (_, file) => ['100644', `file${file}`, repository.blob(`${text}${file < 2 ? file : 'all'}`)] as const,
    );
    const folder = repository.tree(files);
    const commit = repository.commit(
      repository.tree([...files.slice(0, version), ['40000', 'folder', folder]]),
      last,
      1_600_000_000 + version,
      `${text}`,
    );
    last = [commit];
  }
  repository.ref('refs/heads/main', repository.tag(last[0] ?? '', 'commit', 'v1'));
  await repository.written();
  return repository;
}

function packOf(repository: LooseRepository, ...options: string[]): Buffer {
  return execFileSync(
    'git',
    [`--git-dir=${repository.folder}`, 'pack-objects', '--stdout', '--quiet', '--window=50', ...options],
    {
      input: `${[...repository.objects.keys()].join('\n')}\n`,
      env: plainEnvironment(repository.folder),
      maxBuffer: 1 << 26,
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  );
}

describe('packs that git made', () => {
  test.each([
    ['sha1', ['--delta-base-offset'], 1 << 20],
    ['sha1', ['--delta-base-offset'], 7],
    ['sha1', [], 1000],
    ['sha1', ['--depth=1'], 1],
    ['sha256', ['--delta-base-offset'], 333],
    ['sha256', [], 65_515],
  ] as const)('%s with %j in chunks of %d bytes', async (format, options, chunk) => {
    const repository = await manyVersions(format);
    const pack = packOf(repository, ...options);
    const read = await readPack(pack, { chunk, format });
    expect(new Set(read.keys())).toEqual(new Set(repository.objects.keys()));
    for (const [id, { type, bytes }] of repository.objects) {
      expect(read.get(id)?.type).toBe(type);
      expect(read.get(id)?.bytes.equals(bytes)).toBe(true);
    }
    // Otherwise this test says nothing about deltas.
    const whole = [...repository.objects.values()].reduce(
      (sum, { bytes }) => sum + deflateSync(bytes).length,
      0,
    );
    expect(pack.length).toBeLessThan(whole * 0.75);
  });

  test('what is not wanted is passed over, and its deltas with it', async () => {
    const repository = await manyVersions('sha1');
    for (const options of [['--delta-base-offset'], []]) {
      const kept: ReadonlySet<ObjectType> = new Set(['commit', 'tree', 'tag']);
      const read = await readPack(packOf(repository, ...options), { kept });
      const expected = [...repository.objects].filter(([, { type }]) => type !== 'blob').map(([id]) => id);
      expect(
        [...read]
          .filter(([, { type }]) => type !== 'blob')
          .map(([id]) => id)
          .sort(),
      ).toEqual(expected.sort());
    }
  });

  test('every changed byte is noticed, also where the checksum was made to fit', async () => {
    const repository = await LooseRepository.create(join(await closing.folder(), 'r'));
    const blob = repository.blob('x');
    const files = Array.from({ length: 12 }, (_, file) => ['100644', `file${file}`, blob] as const);
    const tree = repository.tree(files);
    const other = repository.tree([...files, ['100644', 'more', blob]]);
    repository.commit(other, [repository.commit(tree)]);
    await repository.written();
    const pack = packOf(repository, '--delta-base-offset');
    let refused = 0;
    for (let at = 0; at < pack.length; at++) {
      const changed = Buffer.from(pack);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      expect(await codeOf(readPack(changed))).not.toBe('no error');
      const fitted = withChecksum(changed.subarray(0, -20));
      const read = await readPack(fitted).catch(() => null);
      if (read === null) refused++;
      for (const [id, { type, bytes }] of read ?? []) expect(idOf(type, bytes)).toBe(id);
    }
    expect(refused).toBeGreaterThan(pack.length / 2);
  });

  test('a pack that breaks off anywhere is refused, and so is one that goes on', async () => {
    const pack = packOf(await manyVersions('sha1'));
    for (let length = 0; length < pack.length; length += 97) {
      expect(await codeOf(readPack(pack.subarray(0, length)))).toBe('malformed');
    }
    expect(await codeOf(readPack(pack.subarray(0, -1)))).toBe('malformed');
    expect(await codeOf(readPack(Buffer.concat([pack, Buffer.of(0)])))).toBe('malformed');
    expect(await codeOf(readPack(Buffer.concat([pack, Buffer.of(0)]), { chunk: pack.length }))).toBe(
      'malformed',
    );
  });
});

describe('packs that nobody should make', () => {
  const BASE = 'the base of every delta in here';

  test('deltas that fit are applied, whichever way they name their base and whatever comes first', async () => {
    const writer = new PackWriter();
    const result = `${BASE.slice(4, 10)}and more`;
    const change = delta(BASE.length, result.length, copy(4, 6), insert('and more'));
    const last = `${result}!`;
    writer.refDelta(
      idOf('blob', result),
      delta(result.length, last.length, copy(0, result.length), insert('!')),
    );
    const waiting = writer.refDelta(idOf('blob', BASE), change);
    writer.offsetDelta(waiting, delta(result.length, 1, copy(0, 1)));
    const base = writer.object('blob', BASE);
    writer.offsetDelta(base, change);
    const read = await readPack(writer.finish());
    expect([...read.values()].map(({ bytes }) => bytes.toString()).sort()).toEqual(
      [BASE, result, last, result.slice(0, 1)].sort(),
    );
  });

  const DELTAS: readonly [string, Buffer][] = [
    ['copies from behind the base', delta(BASE.length, 10, copy(BASE.length - 5, 10))],
    ['copies more than the result', delta(BASE.length, 5, copy(0, 10))],
    ['gives less than it says', delta(BASE.length, 50, insert('short'))],
    ['gives more than it says', delta(BASE.length, 2, insert('longer'))],
    ['is for another base', delta(BASE.length + 1, 5, copy(0, 5))],
    ['holds the instruction that is none', delta(BASE.length, 5, Buffer.of(0), copy(0, 5))],
    ['breaks off in an insertion', delta(BASE.length, 5, Buffer.of(5, 0x41))],
    ['breaks off in a copy', delta(BASE.length, 5, Buffer.of(0xff, 1))],
    ['breaks off in a size', Buffer.of(0x80)],
    ['has a size without end', Buffer.alloc(40, 0xff)],
    ['is empty', Buffer.alloc(0)],
  ];
  test.each(DELTAS)('a delta that %s', async (_, bytes) => {
    for (const way of ['offset', 'ref']) {
      const writer = new PackWriter();
      const base = writer.object('blob', BASE);
      if (way === 'offset') writer.offsetDelta(base, bytes);
      else writer.refDelta(idOf('blob', BASE), bytes);
      expect(await codeOf(readPack(writer.finish()))).toBe('malformed');
    }
  });

  test.each([
    ['another signature', (pack: Buffer) => pack.write('PUCK', 0, 'latin1')],
    ['another version', (pack: Buffer) => pack.writeUInt32BE(4, 4)],
    ['an object too many', (pack: Buffer) => pack.writeUInt32BE(2, 8)],
    ['an object too few', (pack: Buffer) => pack.writeUInt32BE(0, 8)],
    ['an unknown type', (pack: Buffer) => pack.writeUInt8(0x5f, 12)],
    ['no type', (pack: Buffer) => pack.writeUInt8(0x0f, 12)],
    ['a size without end', (pack: Buffer) => pack.fill(0xff, 12, 24)],
  ])('%s', async (_, change) => {
    const writer = new PackWriter();
    writer.object('blob', BASE.repeat(9));
    const pack = writer.finish();
    expect(await codeOf(readPack(pack))).toBe('no error');
    change(pack);
    expect(await codeOf(readPack(withChecksum(pack.subarray(0, -20))))).toBe('malformed');
  });

  test('deltas upon each other in a circle, upon themselves, and upon what is not there', async () => {
    const circle = new PackWriter();
    circle.refDelta(idOf('blob', 'b'), delta(1, 1, insert('a')));
    circle.refDelta(idOf('blob', 'a'), delta(1, 1, insert('b')));
    expect(await codeOf(readPack(circle.finish()))).toBe('malformed');
    const itself = new PackWriter();
    itself.offsetDelta(12, delta(1, 1, insert('a')));
    expect(await codeOf(readPack(itself.finish()))).toBe('malformed');
    const before = new PackWriter();
    before.object('blob', 'x');
    before.offsetDelta(13, delta(1, 1, insert('a')));
    expect(await codeOf(readPack(before.finish()))).toBe('malformed');
    const absent = new PackWriter();
    absent.refDelta('1'.repeat(40), delta(1, 1, insert('a')));
    expect(await codeOf(readPack(absent.finish()))).toBe('malformed');
  });

  test('sizes that are not true', async () => {
    for (const size of [0, 5, BASE.length - 1, BASE.length + 1]) {
      for (const kept of [new Set<ObjectType>(['blob']), new Set<ObjectType>()]) {
        const writer = new PackWriter();
        writer.object('blob', BASE, size);
        expect(await codeOf(readPack(writer.finish(), { kept }))).toBe('malformed');
      }
    }
  });

  test('sizes and numbers that are too large are refused before anything is made of them', async () => {
    const limits = { ...PACK_LIMITS, maxKeptBytes: 1 << 20, maxSkippedBytes: 1 << 20, maxObjects: 100 };
    const declared = new PackWriter();
    declared.object('blob', 'tiny', 30e9);
    expect(await codeOf(readPack(declared.finish()))).toBe('too-large');
    expect(await codeOf(readPack(declared.finish(), { kept: new Set() }))).toBe('too-large');
    const bomb = new PackWriter();
    bomb.object('blob', Buffer.alloc(3 << 20));
    expect(await codeOf(readPack(bomb.finish(), { limits }))).toBe('too-large');
    const result = new PackWriter();
    result.offsetDelta(result.object('blob', BASE), delta(BASE.length, 30e9, copy(0, 5)));
    expect(await codeOf(readPack(result.finish()))).toBe('too-large');
    const many = new PackWriter();
    let base = many.object('blob', Buffer.alloc(60_000));
    // Each copies its base, so that a short pack would become long.
    const all = Buffer.of(0xb0, 0x60, 0xea);
    for (let count = 0; count < 50; count++) base = many.offsetDelta(base, delta(60_000, 60_000, all));
    expect(await codeOf(readPack(many.finish(), { limits }))).toBe('too-large');
    expect(await codeOf(readPack(many.finish(4_000_000_000)))).toBe('too-large');
  });

  test('no chain of deltas is longer than git makes them', async () => {
    const chain = (length: number): Buffer => {
      const writer = new PackWriter();
      let base = writer.object('blob', '0000');
      for (let count = 0; count < length; count++) {
        base = writer.offsetDelta(base, delta(4, 4, insert(String(count).padStart(4, '0'))));
      }
      return writer.finish();
    };
    expect((await readPack(chain(4095))).size).toBe(4095);
    expect(await codeOf(readPack(chain(4096)))).toBe('malformed');
  });

  test('long objects that are not wanted are passed over piece by piece', async () => {
    const long = randomFillSync(Buffer.alloc(3 << 20));
    const kept: ReadonlySet<ObjectType> = new Set(['tree']);
    const writer = new PackWriter();
    const base = writer.object('blob', long);
    writer.offsetDelta(base, delta(long.length, 1, insert('x')));
    writer.object('tree', '');
    for (const chunk of [1 << 12, 65_515, 1 << 26]) {
      const read = await readPack(writer.finish(), { kept, chunk });
      expect([...read.keys()]).toEqual([idOf('tree', '')]);
    }
    for (const size of [long.length - 1, long.length + 1]) {
      const wrong = new PackWriter();
      wrong.object('blob', long, size);
      expect(await codeOf(readPack(wrong.finish(), { kept, chunk: 1 << 14 }))).toBe('malformed');
    }
    const damaged = writer.finish();
    damaged.fill(0xff, 1000, 1100);
    expect(await codeOf(readPack(damaged, { kept, chunk: 1 << 14 }))).toBe('malformed');
    expect(await codeOf(readPack(writer.finish().subarray(0, 1 << 20), { kept }))).toBe('malformed');
  });
});
