import {
  formatFeed,
  holdsVersion,
  maliciousAmong,
  type OsvEntry,
  readOsvEntry,
} from '../../../server/src/vulndb/index.ts';
import { describe, expect, test } from '../../kit.ts';

const PATH = 'bad.example/Owner/name';
const osv = (
  more: Readonly<Record<string, unknown>> = {},
  affected: Readonly<Record<string, unknown>> = {},
) => ({
  schema_version: '1.7.0',
  id: 'MAL-2030-1',
  modified: '2030-05-01T00:00:00Z',
  published: '2030-04-02T10:00:00Z',
  affected: [
    {
      package: { ecosystem: 'Go', name: PATH },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
      ...affected,
    },
  ],
  ...more,
});
const entryOf = (value: unknown): OsvEntry => {
  const read = readOsvEntry(value);
  if (read.kind !== 'entry') throw new Error(JSON.stringify(read));
  return read.entry;
};
const isAffected = (affected: Readonly<Record<string, unknown>>, version: string): boolean => {
  const [module] = entryOf(osv({}, affected)).affected;
  return module !== undefined && holdsVersion(module.versions, version);
};
const range = (...events: readonly unknown[]) => ({ ranges: [{ type: 'SEMVER', events }] });

describe('an OSV entry', () => {
  test('gives its id, its day and its modules as they are spelled', () => {
    expect(entryOf(osv({ aliases: ['GHSA-aaaa-bbbb-cccc', 7, 'not an id'] }))).toEqual({
      id: 'MAL-2030-1',
      aliases: ['GHSA-aaaa-bbbb-cccc'],
      modified: '2030-05-01T00:00:00Z',
      date: '2030-04-02',
      isWithdrawn: false,
      affected: [{ path: PATH, versions: [{ kind: 'all' }] }],
    });
  });

  test.each([
    ['all from the beginning', range({ introduced: '0' }), 'v0.0.0-20200101000000-aaaaaaaaaaaa', true],
    ['all of one without a v', range({ introduced: '1.2.0' }), 'v1.2.0', true],
    ['what comes before', range({ introduced: '1.2.0' }), 'v1.1.0', false],
    ['what is fixed', range({ introduced: '0' }, { fixed: '1.3.0' }), 'v1.3.0', false],
    ['what comes before the fix', range({ introduced: '0' }, { fixed: '1.3.0' }), 'v1.2.9', true],
    ['the last one affected', range({ introduced: '0' }, { last_affected: '1.3.0' }), 'v1.3.0', true],
    ['the one after it', range({ introduced: '0' }, { last_affected: '1.3.0' }), 'v1.3.1', false],
    [
      'events in any order',
      range({ fixed: '1.3.0' }, { introduced: '2.0.0' }, { introduced: '1.0.0' }),
      'v1.5.0',
      false,
    ],
    [
      'the second branch',
      range({ fixed: '1.3.0' }, { introduced: '2.0.0' }, { introduced: '1.0.0' }),
      'v2.1.0+incompatible',
      true,
    ],
    ['a limit that limits nothing', range({ introduced: '0' }, { limit: '*' }), 'v9.0.0', true],
    [
      'the second of several ranges',
      {
        ranges: [
          { type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.0.0' }] },
          { type: 'SEMVER', events: [{ introduced: '3.0.0' }] },
        ],
      },
      'v3.1.0',
      true,
    ],
    ['a listed version', { ranges: [], versions: ['1.0.0', 'v1.1.0'] }, 'v1.1.0', true],
    ['no other version', { ranges: [], versions: ['1.0.0', 'v1.1.0'] }, 'v1.2.0', false],
    [
      'a pseudo-version before a first release, which the range leaves out',
      range({ introduced: '0.0.1-0' }),
      'v0.0.0-20200101000000-aaaaaaaaaaaa',
      false,
    ],
  ])('names %s', (_, affected, version, expected) => {
    expect(isAffected(affected, version)).toBe(expected);
  });

  test('of one module in two pieces is one', () => {
    const [first] = osv().affected;
    const { affected } = entryOf(
      osv({
        affected: [
          { ...first, ranges: [], versions: ['1.0.0'] },
          { ...first, ranges: [], versions: ['2.0.0'] },
        ],
      }),
    );
    expect(affected).toHaveLength(1);
    expect(affected[0]?.versions).toHaveLength(2);
  });

  test.each([
    ['another ecosystem', osv({ affected: [{ package: { ecosystem: 'npm', name: PATH } }] })],
    ['the standard library', osv({}, { package: { ecosystem: 'Go', name: 'stdlib' } })],
    ['the toolchain', osv({}, { package: { ecosystem: 'Go', name: 'toolchain' } })],
    ['what is no module path', osv({}, { package: { ecosystem: 'Go', name: 'Bad Example' } })],
    ['an entry that waits for its number', osv({ id: 'MAL-0000-123' })],
    ['nothing at all', osv({ affected: [] })],
  ])('about %s is left out', (_, value) => {
    expect(readOsvEntry(value)).toEqual({ kind: 'left-out' });
  });

  const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as unknown;
  test.each([
    ['null', null, 'no object'],
    ['a list', [], 'no object'],
    ['a text', 'MAL-2030-1', 'no object'],
    ['depth', deep, 'no object'],
    ['another schema', osv({ schema_version: '2.0.0' }), 'schema version'],
    ['no id', osv({ id: 7 }), 'id'],
    ['an id with blanks', osv({ id: 'MAL 1' }), 'id'],
    ['no date', osv({ modified: 'yesterday' }), 'changed'],
    ['a withdrawal without a date', osv({ withdrawn: true }), 'withdrawn'],
    ['aliases that are none', osv({ aliases: 'GHSA' }), 'aliases'],
    ['too many aliases', osv({ aliases: new Array(65).fill('GO-2030-1') }), 'aliases'],
    ['affected things that are none', osv({ affected: {} }), 'no list'],
    ['an affected thing without a name', osv({ affected: [{}] }), 'without a name'],
    ['a path that is none', osv({}, { package: { ecosystem: 'Go', name: 7 } }), 'without a path'],
    ['a path of a mile', osv({}, { package: { ecosystem: 'Go', name: 'a.example/'.repeat(100) } }), 'a path'],
    ['versions that are none', osv({}, { versions: ['soon'] }), 'version that is none'],
    ['versions in a text', osv({}, { versions: '1.0.0' }), 'no list'],
    ['too many versions', osv({}, { versions: new Array(2001).fill('1.0.0') }), 'too many'],
    ['a range of its own', osv({}, { ranges: [{ type: 'LUNAR', events: [] }] }), 'unknown type'],
    ['no events', osv({}, { ranges: [{ type: 'SEMVER' }] }), 'events'],
    ['an event of its own', osv({}, range({ born: '1.0.0' })), 'event that is none'],
    ['two events in one', osv({}, range({ introduced: '0', fixed: '1.0.0' })), 'event that is none'],
    ['a fix of everything', osv({}, range({ introduced: '0' }, { fixed: '0' })), 'event that is none'],
    ['commits alone', osv({}, { ranges: [{ type: 'GIT', events: [] }] }), 'no version that can be compared'],
    ['a limit', osv({}, range({ introduced: '0' }, { limit: '1.0.0' })), 'event that is none'],
  ])('with %s is refused with a reason', (_, value, reason) => {
    expect(readOsvEntry(value)).toEqual({ kind: 'refused', reason: expect.stringContaining(reason) });
  });
});

describe('what is malicious among entries', () => {
  const SHIPPED = {
    advisories: [
      {
        path: PATH,
        versions: [{ kind: 'one' as const, version: 'v1.0.0' }],
        ids: ['GO-2030-9'],
        imitates: null,
        imitatesByGuess: false,
        kind: 'compromised release',
        date: '2030',
        source: 'somebody',
        confidence: 'confirmed' as const,
      },
    ],
  };
  const NONE = { advisories: [] };
  const said = (values: readonly unknown[], shipped: Parameters<typeof maliciousAmong>[1] = NONE) => {
    const found = maliciousAmong(values.map(entryOf), shipped);
    // What is found can be kept.
    formatFeed({ date: '2030-06-01', ...found });
    return found;
  };

  test('is what has an id of malware', () => {
    const { advisories } = said([osv({ aliases: ['GHSA-aaaa-bbbb-cccc'] })]);
    expect(advisories).toMatchObject([
      { path: PATH, ids: ['MAL-2030-1', 'GHSA-aaaa-bbbb-cccc'], confidence: 'confirmed', date: '2030-04-02' },
    ]);
  });

  test('is no vulnerability, whatever its text says', () => {
    const summary = 'Malicious module: malware, backdoor, embedded malicious code';
    const details = 'A malicious server can make a malicious package run.';
    for (const id of ['GO-2030-1', 'GHSA-aaaa-bbbb-cccc', 'CVE-2030-1'])
      expect(said([osv({ id, summary, details, aliases: ['CVE-2030-2'] })])).toEqual({
        advisories: [],
        withdrawn: [],
      });
  });

  test('is what names a report of malware that is not there as its alias', () => {
    const twin = osv(
      { id: 'GHSA-aaaa-bbbb-cccc', aliases: ['MAL-2030-1'] },
      range({ introduced: '0.0.1-0' }),
    );
    expect(said([twin]).advisories).toMatchObject([{ ids: ['GHSA-aaaa-bbbb-cccc', 'MAL-2030-1'] }]);
  });

  test('is said once, as the report of malware says it, where that has a twin', () => {
    const twin = osv(
      { id: 'GHSA-aaaa-bbbb-cccc', aliases: ['MAL-2030-1'] },
      range({ introduced: '0.0.1-0' }),
    );
    const { advisories } = said([twin, osv({ aliases: ['GHSA-aaaa-bbbb-cccc'] })]);
    expect(advisories).toHaveLength(1);
    expect(advisories[0]?.versions).toEqual([{ kind: 'all' }]);
  });

  test('is what the shipped feed has under that id for that module, at its versions', () => {
    const open = osv({ id: 'GO-2030-9' }, range({ introduced: '1.0.0' }));
    expect(said([open]).advisories).toEqual([]);
    expect(said([open], SHIPPED).advisories).toEqual(SHIPPED.advisories);
    const other = osv({ id: 'GO-2030-9' }, { package: { ecosystem: 'Go', name: 'other.example/a' } });
    expect(said([other], SHIPPED).advisories).toEqual([]);
  });

  test('is not what was withdrawn, and that it was is told', () => {
    const withdrawn = '2030-05-05T00:00:00Z';
    expect(said([osv({ withdrawn })])).toEqual({ advisories: [], withdrawn: ['MAL-2030-1'] });
    expect(said([osv({ id: 'GO-2030-9', withdrawn })], SHIPPED)).toEqual({
      advisories: [],
      withdrawn: ['GO-2030-9'],
    });
    // Of a vulnerability nothing was said that could be taken back.
    expect(said([osv({ id: 'GO-2030-10', withdrawn })], SHIPPED).withdrawn).toEqual([]);
  });

  test('is not what only its twin still says', () => {
    const gone = osv({ withdrawn: '2030-05-05T00:00:00Z' });
    const twin = osv({ id: 'GHSA-aaaa-bbbb-cccc', aliases: ['MAL-2030-1'] });
    expect(said([gone, twin])).toEqual({ advisories: [], withdrawn: ['MAL-2030-1'] });
  });

  test('is as the entry that was changed last has it', () => {
    const old = osv();
    const now = osv({ modified: '2030-06-01T00:00:00Z', withdrawn: '2030-06-01T00:00:00Z' });
    for (const order of [
      [old, now],
      [now, old],
    ] as const)
      expect(said(order)).toEqual({ advisories: [], withdrawn: ['MAL-2030-1'] });
  });
});
