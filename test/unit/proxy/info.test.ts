import { type InfoResult, parseInfo } from '../../../server/src/proxy/index.ts';
import { describe, expect, test } from '../../kit.ts';

const HASH = '0123456789abcdef0123456789abcdef01234567';

function infoOf(value: unknown, asked: string | null = 'v1.2.3'): Extract<InfoResult, { kind: 'info' }> {
  const result = parseInfo(JSON.stringify(value), asked);
  if (result.kind !== 'info') throw new Error(result.reason);
  return result;
}

describe('parseInfo', () => {
  test('a full answer', () => {
    const { info, problems } = infoOf({
      Version: 'v1.2.3',
      Time: '2021-11-20T10:11:12Z',
      Origin: {
        VCS: 'git',
        URL: 'https://example.com/a',
        Subdir: 'sub',
        Hash: HASH,
        Ref: 'refs/tags/sub/v1.2.3',
        TagPrefix: 'sub/',
        TagSum: 't1:x',
        RepoSum: 'r1:y',
      },
    });
    expect(info).toEqual({
      version: 'v1.2.3',
      time: Date.UTC(2021, 10, 20, 10, 11, 12) / 1000,
      origin: {
        vcs: 'git',
        url: 'https://example.com/a',
        subdir: 'sub',
        hash: HASH,
        ref: 'refs/tags/sub/v1.2.3',
        tagPrefix: 'sub/',
        tagSum: 't1:x',
        repoSum: 'r1:y',
      },
    });
    expect(problems).toEqual([]);
  });

  test('everything but the version may be absent, null or empty', () => {
    expect(infoOf({ Version: 'v1.2.3' }).info).toEqual({ version: 'v1.2.3', time: null, origin: null });
    const empty = { Version: 'v1.2.3', Time: null, Origin: { URL: null, Hash: '' } };
    expect(infoOf(empty)).toEqual({
      kind: 'info',
      info: { version: 'v1.2.3', time: null, origin: {} },
      problems: [],
    });
  });

  test('keys in any case, unknown keys, and the last of two keys', () => {
    const text = `{"version":"v9.9.9","VERSION":"v1.2.3","Name":"x","origin":{"HASH":"${HASH}"},"__proto__":1}`;
    expect(parseInfo(text, 'v1.2.3')).toMatchObject({ kind: 'info', info: { origin: { hash: HASH } } });
  });

  test('a time that was never set is no time and no problem', () => {
    const result = infoOf({ Version: 'v1.2.3', Time: '0001-01-01T00:00:00Z' });
    expect(result.info.time).toBeNull();
    expect(result.problems).toEqual([]);
  });

  test.each([
    ['not JSON', '<html>', 'not JSON'],
    ['cut off', '{"Version":"v1.2.3"', 'not JSON'],
    ['an array', '["v1.2.3"]', 'not a JSON object'],
    ['null', 'null', 'not a JSON object'],
    ['no version', '{"Time":"2021-11-20T10:11:12Z"}', 'names no version'],
    ['a number for a version', '{"Version":1}', 'names no version'],
    ['another version', '{"Version":"v1.2.4"}', 'another version'],
    ['the same version in another form', '{"Version":"v1.2.3+x"}', 'another version'],
  ])('%s is malformed', (_, text, reason) => {
    const result = parseInfo(text, 'v1.2.3');
    expect(result.kind).toBe('malformed');
    expect(result).toMatchObject({ reason: expect.stringContaining(reason) });
  });

  test('without a version asked for, any valid one will do', () => {
    expect(infoOf({ Version: 'v2.0.0+incompatible' }, null).info.version).toBe('v2.0.0+incompatible');
    expect(parseInfo('{"Version":"main"}', null).kind).toBe('malformed');
  });

  test.each([
    ['a short hash', { Hash: 'abc1234' }],
    ['a hash in capitals', { Hash: HASH.toUpperCase() }],
    ['a hash with more behind it', { Hash: `${HASH}\n` }],
    ['a number', { Hash: 7 }],
  ])('%s is left out, and said', (_, origin) => {
    const { info, problems } = infoOf({ Version: 'v1.2.3', Origin: { URL: 'u', ...origin } });
    expect(info.origin).toEqual({ url: 'u' });
    expect(problems).toHaveLength(1);
  });

  test('a hash of 64 digits is full', () => {
    const hash = 'ab'.repeat(32);
    expect(infoOf({ Version: 'v1.2.3', Origin: { Hash: hash } }).info.origin?.hash).toBe(hash);
  });

  test('an origin that is no object is left out, and said', () => {
    const { info, problems } = infoOf({ Version: 'v1.2.3', Origin: 'git' });
    expect(info.origin).toBeNull();
    expect(problems).toHaveLength(1);
  });
});

describe('time', () => {
  const timeOf = (time: unknown) => infoOf({ Version: 'v1.2.3', Time: time });

  test.each<[string, number]>([
    ['1970-01-01T00:00:00Z', 0],
    ['1970-01-01T01:00:00.999+01:00', 0],
    ['1969-12-31T23:59:59Z', -1],
    ['2024-02-29T23:30:00-00:30', Date.UTC(2024, 2, 1) / 1000],
    ['0099-01-01T00:00:00Z', -59_042_995_200],
  ])('%s', (text, seconds) => {
    expect(timeOf(text).info.time).toBe(seconds);
    expect(timeOf(text).problems).toEqual([]);
  });

  test.each([
    '2023-02-29T00:00:00Z',
    '2023-13-01T00:00:00Z',
    '2023-00-01T00:00:00Z',
    '2023-01-01T24:00:00Z',
    '2023-01-01T00:00:60Z',
    '2023-01-01T00:00:00',
    '2023-01-01 00:00:00Z',
    '2023-01-01T00:00:00z',
    '2023-01-01T00:00:00+24:00',
    '20230101000000',
    '',
    1_672_531_200,
    {},
  ])('%j is no time: left out, and said', (value) => {
    const { info, problems } = timeOf(value);
    expect(info.time).toBeNull();
    expect(problems).toEqual(['The time of the version is not a time.']);
  });
});
