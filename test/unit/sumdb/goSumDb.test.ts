import { logNameOf, parseChecksumDatabase } from '../../../server/src/sumdb/goSumDb.ts';
import type { VerifierKey } from '../../../server/src/sumdb/verifierKey.ts';
import { describe, expect, test } from '../../kit.ts';
import { newSigner } from './syntheticLog.ts';

const own = newSigner('sums.example.com/go').verifierText;
const PUBLIC = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';

describe('parseChecksumDatabase', () => {
  test('off', () => {
    expect(parseChecksumDatabase('off')).toEqual({ kind: 'off' });
  });

  test.each([
    ['sum.golang.org', 'sum.golang.org', null],
    [' sum.golang.org\t', 'sum.golang.org', null],
    [PUBLIC, 'sum.golang.org', null],
    ['sum.golang.google.cn', 'sum.golang.org', 'https://sum.golang.google.cn'],
    ['sum.golang.org https://sums.example.com/x', 'sum.golang.org', 'https://sums.example.com/x'],
    ['sum.golang.org   sums.example.com/x', 'sum.golang.org', 'https://sums.example.com/x'],
    [own, 'sums.example.com/go', null],
    [`${own} http://127.0.0.1:8080`, 'sums.example.com/go', 'http://127.0.0.1:8080'],
    [`${own} localhost:8080/x`, 'sums.example.com/go', 'https://localhost:8080/x'],
  ])('%j', (value, name, url) => {
    expect(parseChecksumDatabase(value)).toMatchObject({ kind: 'database', name, url, key: { name } });
  });

  test.each([
    '',
    ' ',
    ' off',
    'OFF',
    'off https://example.com',
    'sum.example.com',
    'sum.golang.google.cn https://example.com',
    'sum.golang.org https://a https://b',
    `${PUBLIC}x`,
    PUBLIC.replace('033de0ae', '033de0af'),
    'sum.golang.org file:///tmp/x',
    'sum.golang.org ftp://example.com',
    'sum.golang.org https://',
    ...[
      'a/',
      '/a',
      'a//b',
      'a/../b',
      'a/./b',
      'a?b',
      'a#b',
      'u@a',
      'a\\b',
      'a%2fb',
      '..',
      'a:b',
      '-a',
      'ä.example',
    ].map((name) => newSigner(name).verifierText),
  ])('%j is invalid', (value) => {
    expect(parseChecksumDatabase(value)).toMatchObject({ kind: 'invalid' });
  });
});

describe('logNameOf', () => {
  const keyOf = (value: string): VerifierKey => {
    const setting = parseChecksumDatabase(value);
    if (setting.kind !== 'database') throw new Error(`${value} names no database`);
    return setting.key;
  };

  test('is the name that a known database has, and that of one of which nothing is known', () => {
    expect(logNameOf(keyOf('sum.golang.org'))).toBe('sum.golang.org');
    expect(logNameOf(keyOf(own))).toBe('sums.example.com/go');
  });

  test('is the same where the hash in its key has capitals', () => {
    const { text } = keyOf('sum.golang.org');
    expect(logNameOf(keyOf(text.replace('033de0ae', '033DE0AE')))).toBe('sum.golang.org');
  });

  test('is the whole key where another key borrows the name of a known database', () => {
    const { verifierText } = newSigner('sum.golang.org');
    expect(logNameOf(keyOf(verifierText))).toBe(verifierText);
  });
});
