import {
  type Advisory,
  type Feed,
  formatFeed,
  MAX_FEED_LENGTH,
  parseFeed,
} from '../../../server/src/vulndb/index.ts';
import { describe, expect, test } from '../../kit.ts';

const ADVISORY: Advisory = {
  path: 'bad.example/Owner/name',
  versions: [{ kind: 'all' }],
  ids: ['MAL-2030-1', 'GHSA-aaaa-bbbb-cccc'],
  imitates: 'good.example/owner/name',
  imitatesByGuess: false,
  kind: 'typosquat',
  date: '2030-02-03',
  source: 'somebody, in a few words',
  confidence: 'confirmed',
};
const FEED: Feed = {
  date: '2030-03-04',
  advisories: [
    ADVISORY,
    {
      ...ADVISORY,
      path: 'worse.example/a',
      versions: [
        { kind: 'one', version: 'v1.0.0' },
        { kind: 'commit', commit: '0123456789ab' },
        { kind: 'between', from: null, to: 'v2.0.0', includesTo: false },
        { kind: 'between', from: 'v3.0.0', to: null, includesTo: true },
        { kind: 'between', from: 'v4.0.0', to: 'v5.0.0', includesTo: true },
      ],
      ids: [],
      imitates: 'good.example/a',
      imitatesByGuess: true,
      date: '2030',
      confidence: 'reported',
    },
  ],
  withdrawn: ['MAL-2029-7', 'MAL-2029-8'],
};
const text = formatFeed(FEED);
const [heading = '', ...lines] = text.trimEnd().split('\n');
const feedOf = (...some: readonly string[]): string =>
  `${[heading.replace(/\d+$/, String(some.length)), ...some].join('\n')}\n`;

describe('the text of a feed', () => {
  test('holds all that a feed says', () => {
    const read = parseFeed(text);
    if (read.kind === 'refused') throw new Error(read.reason);
    expect(read.feed.date).toBe('2030-03-04');
    expect(read.feed.withdrawn).toEqual(['MAL-2029-7', 'MAL-2029-8']);
    expect(read.feed.advisories).toEqual(FEED.advisories);
  });

  test('may say nothing at all', () => {
    expect(parseFeed('modproof-feed/1\t2030-01-01\t0\n')).toEqual({
      kind: 'feed',
      feed: { date: '2030-01-01', advisories: [], withdrawn: [] },
    });
  });

  test('cut short anywhere is refused', () => {
    for (let length = 0; length < text.length; length++)
      expect(parseFeed(text.slice(0, length)).kind, `${length} characters`).toBe('refused');
  });

  const [first = '', , second = '', third = ''] = lines;
  const field = (at: number, value: string): string => {
    const fields = second.split('\t');
    fields[at] = value;
    return fields.join('\t');
  };
  test.each([
    ['an empty text', '', 0, 'no heading'],
    ['HTML', '<!doctype html>\n<title>Sign in</title>\n', 0, 'no heading'],
    ['a later form', text.replace('feed/1', 'feed/2'), 0, 'no heading'],
    ['a day that is none', text.replace('2030-03-04', '2030-02-30'), 0, 'its date is none'],
    ['a wrong count', text.replace('\t4\n', '\t5\n'), 0, 'should have 5 lines below and has 4'],
    ['a line more', `${text}${third.replace('worse', 'zorse')}\n`, 0, 'should have 4 lines below and has 5'],
    ['the same line twice', feedOf(first, second, second), 3, 'there twice'],
    ['the same twice, in other words', feedOf(second, field(5, '2030-02-04')), 2, 'the same is said twice'],
    ['lines out of order', feedOf(second, first), 2, 'not in order'],
    ['an empty line', feedOf(first, '', second), 2, 'not printable ASCII'],
    ['carriage returns', text.replaceAll('\n', '\r\n'), 0, 'no heading'],
    ['a character beyond ASCII', feedOf(field(6, 'söm')), 1, 'not printable ASCII'],
    ['an over-long line', feedOf(field(6, 'x'.repeat(70_000))), 1, 'longer than'],
    ['a field more', feedOf(`${second}\tmore`), 1, 'not what a feed may say'],
    ['no path', feedOf(field(0, 'nothing')), 1, 'not what a feed may say'],
    ['versions that are none', feedOf(field(1, '1.0.0')), 1, 'not what a feed may say'],
    ['an id that is none', feedOf(field(2, 'MAL 1')), 1, 'not what a feed may say'],
    ['an imitated module that is none', feedOf(field(3, 'good')), 1, 'not what a feed may say'],
    ['a date of its own', feedOf(field(5, 'May 2030')), 1, 'not what a feed may say'],
    ['another confidence', feedOf(field(7, 'certain')), 1, 'not what a feed may say'],
    ['a withdrawn thing without an id', feedOf('-\tMAL'), 1, 'not what a feed may say'],
  ])('with %s is refused, and says where', (_, broken, line, reason) => {
    expect(parseFeed(broken)).toEqual({ kind: 'refused', line, reason: expect.stringContaining(reason) });
  });

  test('that is huge is refused without being read', () => {
    expect(parseFeed('x'.repeat(MAX_FEED_LENGTH + 1))).toMatchObject({ kind: 'refused', line: 0 });
    expect(parseFeed(`modproof-feed/1\t2030-01-01\t999999\n${'\n'.repeat(10_000_000)}`)).toMatchObject({
      kind: 'refused',
    });
  });

  test('is not written of what cannot be read again', () => {
    expect(() => formatFeed({ ...FEED, advisories: [{ ...ADVISORY, path: 'a\nb' }] })).toThrow('line ');
    expect(() => formatFeed({ ...FEED, advisories: [{ ...ADVISORY, source: '' }] })).toThrow('line ');
  });
});
