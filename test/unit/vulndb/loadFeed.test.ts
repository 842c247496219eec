import {
  type Advisory,
  type Feed,
  formatFeed,
  loadFeed,
  MaliciousModules,
  mergeFeeds,
} from '../../../server/src/vulndb/index.ts';
import { describe, expect, test } from '../../kit.ts';

const advisory = (path: string, ids: readonly string[], more: Partial<Advisory> = {}): Advisory => ({
  path,
  versions: [{ kind: 'all' }],
  ids,
  imitates: null,
  imitatesByGuess: false,
  kind: 'malware',
  date: '2030',
  source: 'somebody',
  confidence: 'confirmed',
  ...more,
});
const feed = (date: string, advisories: readonly Advisory[], withdrawn: readonly string[] = []): Feed => ({
  date,
  advisories,
  withdrawn,
});
const pathsOf = ({ advisories }: Feed): readonly string[] => advisories.map(({ path }) => path).sort();

describe('two feeds', () => {
  const shipped = feed('2030-02-01', [
    advisory('a.example/a', ['MAL-2030-1', 'GO-2030-1']),
    advisory('b.example/b', []),
    advisory('c.example/c', ['MAL-2030-3', 'GHSA-aaaa-bbbb-cccc']),
  ]);
  const narrow = advisory('a.example/a', ['MAL-2030-1'], { versions: [{ kind: 'one', version: 'v1.0.0' }] });
  const more = advisory('d.example/d', ['MAL-2030-4']);

  test('hold what either holds', () => {
    expect(pathsOf(mergeFeeds(shipped, feed('2030-03-01', [more])))).toEqual([
      'a.example/a',
      'b.example/b',
      'c.example/c',
      'd.example/d',
    ]);
  });

  test.each([
    ['later', '2030-03-01', false],
    ['of the same day', '2030-02-01', false],
    ['older', '2030-01-01', true],
  ])('follow the download where it is %s', (_, date, isShippedFollowed) => {
    const listed = new MaliciousModules(mergeFeeds(shipped, feed(date, [narrow, more])));
    expect(listed.about('a.example/a', 'v2.0.0').length).toBe(isShippedFollowed ? 1 : 0);
    expect(listed.about('a.example/a', 'v1.0.0')).toHaveLength(1);
    expect(listed.about('d.example/d', 'v1.0.0')).toHaveLength(1);
  });

  test('let go of what a later download takes back, and keep it where the download is older', () => {
    expect(pathsOf(mergeFeeds(shipped, feed('2030-03-01', [], ['MAL-2030-3'])))).toEqual([
      'a.example/a',
      'b.example/b',
    ]);
    expect(pathsOf(mergeFeeds(shipped, feed('2030-01-01', [], ['MAL-2030-3'])))).toContain('c.example/c');
  });

  test('keep what another id of the download still says, without the one that was taken back', () => {
    const alive = advisory('a.example/a', ['MAL-2030-1', 'GO-2030-1']);
    const merged = mergeFeeds(shipped, feed('2030-03-01', [alive], ['MAL-2030-1']));
    expect(new MaliciousModules(merged).about('a.example/a', 'v1.0.0')).toMatchObject([
      { ids: ['GO-2030-1'] },
    ]);
  });
});

describe('the feed of a program', () => {
  const NOW = Date.UTC(2030, 3, 1);
  const shipped = formatFeed(feed('2030-02-01', [advisory('a.example/a', ['MAL-2030-1'])]));
  const downloaded = formatFeed(feed('2030-03-20', [advisory('d.example/d', ['MAL-2030-4'])]));

  test('is the shipped one, or the two together, and nothing is wrong', () => {
    expect(loadFeed(shipped, null, NOW)).toMatchObject({
      from: ['shipped'],
      problems: [],
      feed: { date: '2030-02-01' },
    });
    const both = loadFeed(shipped, downloaded, NOW);
    expect(both).toMatchObject({
      from: ['shipped', 'downloaded'],
      problems: [],
      feed: { date: '2030-03-20' },
    });
    expect(both.feed?.advisories).toHaveLength(2);
  });

  test('without any copy is none, and says what could not be determined', () => {
    const { feed: none, problems } = loadFeed(null, null, NOW);
    expect(none).toBeNull();
    expect(problems.join(' ')).toContain('could not be determined');
  });

  test('is the download alone where the shipped one is missing, and says so', () => {
    const { feed: found, problems } = loadFeed(null, downloaded, NOW);
    expect(found?.advisories).toHaveLength(1);
    expect(problems).toEqual([expect.stringContaining('not where it was installed')]);
  });

  test('leaves out a damaged copy as a whole and says where it is damaged', () => {
    const { feed: found, from, problems } = loadFeed(shipped, downloaded.slice(0, -3), NOW);
    expect(from).toEqual(['shipped']);
    expect(found?.date).toBe('2030-02-01');
    expect(problems).toEqual([
      expect.stringMatching(/downloaded list.*not used. Line 2: it ends within a line/),
    ]);
  });

  test.each([
    ['of today', 0, null],
    ['of 90 days ago', 90, null],
    ['of 91 days ago', 91, '91 days ago'],
    ['of a year ago', 366, '366 days ago'],
    ['of tomorrow, where it is tomorrow already', -1, null],
    ['of a year to come', -366, 'yet to come by this machine'],
  ])('%s is used, and its age is told where it matters', (_, days, words) => {
    const now = Date.UTC(2030, 1, 1) + days * 24 * 60 * 60 * 1000;
    const { feed: found, problems } = loadFeed(shipped, null, now);
    expect(found?.advisories).toHaveLength(1);
    expect(problems).toEqual(words === null ? [] : [expect.stringContaining(words)]);
  });
});
