import { describe, expect, test } from '../../kit.ts';
import { FakeDatabase, GO_MOD_H1, H1, LOOKUP, MODULE, RECORD } from './fakeDatabase.ts';
import { SyntheticLog } from './syntheticLog.ts';

/** Three mistakes that clients of checksum databases had in 2026: each test is the attack on one of them. */

const ONLINE = { signal: new AbortController().signal, remote: true };
const FORGED_H1 = `h1:${'f'.repeat(43)}=`;
const FORGED = RECORD.replaceAll(H1, FORGED_H1).replaceAll(GO_MOD_H1, FORGED_H1);

describe('GO-2026-6179: tiles that were never proven', () => {
  // 9 subtrees of the edge lie in 4 distinct tiles. Whoever counts subtrees where tiles are meant leaves out
  // the last tiles, among them the one with the record.
  test.each([
    [40_123_456, 12_345],
    [40_123_457, 40_000_000],
    [1000, 5],
  ])(
    'a forged record in a forged tile is refused in a tree of %i records, record %i',
    async (size, record) => {
      const honest = new SyntheticLog('a', new Map([[record, RECORD]]));
      const evil = new SyntheticLog('a', new Map([[record, FORGED]]));
      const database = new FakeDatabase(honest, size, record);
      const n = Math.floor(record / 256);
      // The signed head is the honest one; the record and the tile that holds it are forged.
      database.serve(LOOKUP, `${record}\n${FORGED}\n${database.note()}`);
      const path = `/tile/8/0/${pathOf(n)}`;
      database.serve(path, evil.tile(path, size) ?? new Uint8Array());
      expect(await database.client().lookup(MODULE, ONLINE)).toMatchObject({
        kind: 'rejected',
        problem: 'tile',
      });
      expect(database.asked).toContain(path);
      expect(database.kept.size).toBe(0);
    },
  );

  test('also where all full tiles on the way are forged, so that each fits the one above', async () => {
    const [size, record] = [40_123_456, 12_345];
    const evil = new SyntheticLog('a', new Map([[record, FORGED]]));
    const database = new FakeDatabase(new SyntheticLog('a', new Map([[record, RECORD]])), size, record);
    database.serve(LOOKUP, `${record}\n${FORGED}\n${database.note()}`);
    for (const path of ['/tile/8/0/048', '/tile/8/1/000', '/tile/8/2/000']) {
      const bytes = evil.tile(path, size);
      if (bytes !== null) database.serve(path, bytes);
    }
    expect(await database.client().lookup(MODULE, ONLINE)).toMatchObject({
      kind: 'rejected',
      problem: 'tile',
    });
  });
});

describe('GO-2026-6180: lines from behind the proven record', () => {
  const OTHER = 'example.com/other v1.0.0 h1:x\n';

  function withOther(): FakeDatabase {
    return new FakeDatabase(new SyntheticLog('a', new Map([[5, OTHER]])), 1000, 5);
  }

  test.each(['the text of the signed note', 'the signature lines'])('in %s are not read', async (where) => {
    const database = withOther();
    const tree = `go.sum database tree\n1000\n${database.log.root(1000).toString('base64')}\n`;
    const note =
      where === 'the text of the signed note'
        ? database.signer.note(`${tree}${FORGED}`)
        : `${tree}\n${database.signer.line(tree)}${FORGED}`;
    database.serve(LOOKUP, `5\n${OTHER}\n${note}`);
    expect((await database.client().lookup(MODULE, ONLINE)).kind).toBe('rejected');
  });

  test('do not replace those of the record', async () => {
    const database = new FakeDatabase(new SyntheticLog('a', new Map([[5, RECORD]])), 1000, 5);
    const tree = `go.sum database tree\n1000\n${database.log.root(1000).toString('base64')}\n`;
    database.serve(LOOKUP, `5\n${RECORD}\n${database.signer.note(`${tree}${FORGED}`)}`);
    expect(await database.client().lookup(MODULE, ONLINE)).toMatchObject({
      kind: 'proven',
      h1: H1,
      goModH1: GO_MOD_H1,
      lines: RECORD.trimEnd().split('\n'),
    });
  });
});

describe('GO-2026-4984: a proven record of something else', () => {
  test.each([
    'example.com/other v1.0.0 h1:x\nexample.com/other v1.0.0/go.mod h1:y\n',
    RECORD.replaceAll('v1.2.3', 'v1.2.4'),
    RECORD.replaceAll('Meant', 'meant'),
    RECORD.replaceAll('h1:', 'h2:'),
  ])('is refused: %j', async (record) => {
    const database = new FakeDatabase(new SyntheticLog('a', new Map([[5, record]])), 1000, 5);
    expect(await database.client().lookup(MODULE, ONLINE)).toMatchObject({
      kind: 'rejected',
      problem: 'no-line',
    });
    expect(database.kept.has(LOOKUP)).toBe(false);
  });
});

/** The number of a tile in groups of three digits. */
function pathOf(n: number): string {
  const rest = Math.floor(n / 1000);
  const last = String(n % 1000).padStart(3, '0');
  return rest === 0 ? last : `${pathOf(rest).replace(/(\d{3})$/, 'x$1')}/${last}`;
}
