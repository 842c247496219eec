import {
  type Advisory,
  type Feed,
  judgeRenewal,
  objectionTo,
  type Renewal,
} from '../../../server/src/vulndb/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { advisoryOf } from '../audit/feeds.ts';

const NOW = Date.UTC(2030, 5, 10);
const feed = (date: string, advisories: readonly Advisory[], withdrawn: readonly string[] = []): Feed => ({
  date,
  advisories,
  withdrawn,
});
const named = (path: string, id: string, versions = '*'): Advisory =>
  advisoryOf(path, versions, { ids: [id] });

const [a, b] = [named('a.example/a', 'MAL-2030-1'), named('b.example/b', 'MAL-2030-2')];
const shipped = feed('2030-05-01', [a, advisoryOf('s.example/s', '*', { ids: [] })]);
const held = feed('2030-06-01', [a, b]);
const judge = (download: Feed, ofShipped: Feed | null = shipped, ofHeld: Feed | null = held): Renewal =>
  judgeRenewal(ofShipped, ofHeld, download, NOW);
const pathsOf = (advisories: readonly Advisory[]): readonly string[] => advisories.map(({ path }) => path);

describe('a download', () => {
  test('that is newer and holds what is at hand takes its place', () => {
    const renewal = judge(feed('2030-06-05', [a, b, named('c.example/c', 'MAL-2030-3')]));
    expect(renewal).toEqual({
      atHand: '2030-06-01',
      date: '2030-06-05',
      isOlder: false,
      isYetToCome: false,
      lost: [],
      takenBack: [],
    });
    expect(objectionTo(renewal, false)).toBeNull();
  });

  test('that is of the same day, or is the same, takes its place', () => {
    expect(objectionTo(judge(held), false)).toBeNull();
  });

  test('that is older does not, with both days and what would be lost', () => {
    const renewal = judge(feed('2030-05-20', [a]));
    expect(renewal.isOlder).toBe(true);
    expect(objectionTo(renewal, true)).toBe(
      'The download is of 2030-05-20 and older than the list at hand of 2030-06-01. 1 entry would be lost: b.example/b (MAL-2030-2).',
    );
    expect(objectionTo(judge(feed('2030-05-31', [a, b])), true)).toBe(
      'The download is of 2030-05-31 and older than the list at hand of 2030-06-01. No entry would be lost.',
    );
  });

  test('that is older than what ships loses nothing of it, and is used besides', () => {
    const renewal = judge(feed('2029-01-01', []), shipped, null);
    expect(renewal).toMatchObject({ atHand: '2030-05-01', isOlder: false, lost: [], takenBack: [] });
  });

  test('that lacks an entry does not, however new it is', () => {
    const renewal = judge(feed('2030-06-09', [a]));
    expect(pathsOf(renewal.lost)).toEqual(['b.example/b']);
    expect(objectionTo(renewal, true)).toMatch(
      /of 2030-06-09 and would replace the list at hand of 2030-06-01\. 1 entry would be lost: b\.example/,
    );
  });

  test.each<[string, string, string]>([
    ['one version in place of all', '*', 'v1.0.0'],
    ['a later beginning', 'v1.0.0..', 'v1.2.0..'],
    ['an end', 'v1.0.0..', 'v1.0.0..v2.0.0'],
    ['a gap', 'v1.0.0..v3.0.0', 'v1.0.0..<v1.5.0,v1.6.0..v3.0.0'],
  ])('that lists fewer versions, by %s, does not', (_, before, after) => {
    const one = (versions: string): Feed =>
      feed('2030-06-01', [named('n.example/n', 'MAL-2030-9', versions)]);
    expect(pathsOf(judge(one(after), null, one(before)).lost)).toEqual(['n.example/n']);
    expect(judge(one(before), null, one(after)).lost).toEqual([]);
  });

  test('that lists the versions under another id loses none', () => {
    const split = [
      named('n.example/n', 'MAL-2030-7', '..<v1.0.0'),
      named('n.example/n', 'MAL-2030-8', 'v1.0.0..'),
    ];
    const before = feed('2030-06-01', [named('n.example/n', 'MAL-2030-6', 'v0.5.0..v1.5.0')]);
    expect(judge(feed('2030-06-05', split), null, before).lost).toEqual([]);
    expect(judge(feed('2030-06-05', split.slice(1)), null, before).lost).toHaveLength(1);
  });

  test('that narrows what ships does not either', () => {
    const renewal = judge(feed('2030-06-05', [named('a.example/a', 'MAL-2030-1', 'v1.0.0'), b]));
    expect(pathsOf(renewal.lost)).toEqual(['a.example/a']);
  });

  test('may take back what it calls withdrawn where it comes from the databases, and not from a mirror of them', () => {
    const renewal = judge(feed('2030-06-05', [b], ['MAL-2030-1']));
    expect(renewal).toMatchObject({ lost: [], takenBack: [{ path: 'a.example/a' }] });
    expect(objectionTo(renewal, true)).toBeNull();
    expect(objectionTo(renewal, false)).toMatch(
      /1 entry would be lost, 1 of them called withdrawn: a\.example/,
    );
  });

  test('that takes back one entry and lacks another is not excused for that one', () => {
    const renewal = judge(feed('2030-06-05', [], ['MAL-2030-1']));
    expect(pathsOf(renewal.lost)).toEqual(['b.example/b']);
    expect(objectionTo(renewal, true)).toMatch(/1 entry would be lost: b\.example/);
  });

  test('is not held to what the product listed once and dropped', () => {
    const ofProduct = advisoryOf('p.example/p', '*', { ids: ['GO-2030-1'] });
    const before = feed('2030-06-01', [a, b, ofProduct]);
    expect(judge(feed('2030-06-05', [a, b]), shipped, before).lost).toEqual([]);
    // Dropped by nobody, it stays.
    const shipping = feed('2030-05-01', [...shipped.advisories, ofProduct]);
    expect(judge(feed('2030-06-05', [a, b]), shipping, before)).toMatchObject({ lost: [], takenBack: [] });
  });

  test('of a day that is yet to come does not, and one at hand of such a day decides nothing', () => {
    const renewal = judge(feed('2031-01-01', [a, b]));
    expect(renewal.isYetToCome).toBe(true);
    expect(objectionTo(renewal, true)).toMatch(/of 2031-01-01, which is yet to come, and would replace/);
    // Somewhere it is tomorrow already.
    expect(judge(feed('2030-06-11', [a, b])).isYetToCome).toBe(false);
    const future = judge(feed('2030-06-05', [a, b]), shipped, feed('2999-01-01', [a, b]));
    expect(future.isOlder).toBe(false);
    expect(judge(feed('2030-06-05', [a]), shipped, feed('2999-01-01', [a, b])).lost).toHaveLength(1);
  });

  test('that would lose many is told with the first of them', () => {
    const many = Array.from({ length: 8 }, (_, at) => named(`m.example/m${at}`, `MAL-2030-${10 + at}`));
    const renewal = judge(feed('2030-06-05', []), null, feed('2030-06-01', many));
    expect(objectionTo(renewal, true)).toMatch(
      /8 entries would be lost: m\.example\/m0 \(MAL-2030-10\), .*m4 \(MAL-2030-14\) and 3 more\.$/,
    );
  });

  test('where nothing is at hand is welcome', () => {
    expect(objectionTo(judge(feed('2030-06-05', [a]), null, null), false)).toBeNull();
  });
});
