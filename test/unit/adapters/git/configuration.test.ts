import { type GitSetting, parseConfiguration } from '../../../../server/src/adapters/git/configuration.ts';
import { isPlainRequest, namesLogins } from '../../../../server/src/adapters/git/fitness.ts';
import { rewriteAddress } from '../../../../server/src/adapters/git/rewriting.ts';
import { describe, expect, test } from '../../../kit.ts';

/** Settings as `git config --list --null --show-scope` prints them. */
function settings(...entries: string[]): readonly GitSetting[] {
  return parseConfiguration(entries.map((entry) => `global\0${entry.replace('=', '\n')}\0`).join(''));
}

test('keys are split at the first and the last dot, and values keep everything', () => {
  expect(
    parseConfiguration(
      'system\0Core.Bare\0global\0url.https://a.b/c.d/.insteadof\nhttps://x=y\n.z\0command\0http.proxy\n\0',
    ),
  ).toEqual([
    { scope: 'system', section: 'core', subsection: '', name: 'bare', value: null },
    {
      scope: 'global',
      section: 'url',
      subsection: 'https://a.b/c.d/',
      name: 'insteadof',
      value: 'https://x=y\n.z',
    },
    { scope: 'command', section: 'http', subsection: '', name: 'proxy', value: '' },
  ]);
});

test.each([
  ['https://h/a', 'https://h/a', []],
  ['https://h/a/b', 'https://m/b', ['url.https://m/.insteadof=https://h/a/']],
  [
    'https://h/a/b',
    'https://long/b',
    ['url.https://short/.insteadof=https://h/', 'url.https://long/.insteadof=https://h/a/'],
  ],
  [
    'https://h/a',
    'https://one/a',
    ['url.https://one/.insteadof=https://h/', 'url.https://two/.insteadof=https://h/'],
  ],
  ['https://h/a', 'https://h/a', ['url.https://m/.pushinsteadof=https://h/']],
  [
    'https://h/a',
    'https://m/a',
    ['url.https://m/.insteadof=https://x/', 'url.https://m/.insteadof=https://h/'],
  ],
  ['https://h/a', 'xhttps://h/a', ['url.x.insteadof=']],
] as const)('%s becomes %s by %j', (address, expected, entries) => {
  expect(rewriteAddress(address, settings(...entries))).toBe(expected);
});

describe('a request is plain', () => {
  const https = 'https://git.example.com/a/b';
  test.each([
    [https, []],
    ['http://127.0.0.1:8080/a', []],
    [
      https,
      [
        'http.postbuffer=1',
        'http.lowspeedlimit=1',
        'http.version=HTTP/1.1',
        'http.sslverify=true',
        'http.sslverify',
      ],
    ],
    [
      https,
      [
        'http.https://other.example.com/.proxy=x',
        'http.https://example.com.extraheader=x',
        'http.https://*.com/.extraheader=x',
      ],
    ],
    [https, ['credential.helper=store', 'user.name=x', 'protocol.version=0', 'protocol.file.allow=always']],
    ['http://127.0.0.1/a', ['http.sslcainfo=/x']],
  ] as const)('%s with %j', (address, entries) => {
    expect(isPlainRequest(new URL(address), settings(...entries), {})).toBe(true);
  });

  test.each([
    ['https://me@git.example.com/a', []],
    ['https://git.example.com/a?b', []],
    ['ssh://git.example.com/a', []],
    [https, ['http.proxy=']],
    [https, ['http.sslverify=false']],
    [https, ['http.sslcainfo=/x']],
    [https, ['http.extraheader=X: y']],
    [https, ['http.https://git.example.com/.extraheader=X: y']],
    [https, ['http.https://me@GIT.example.com:443/other.cookiefile=x']],
    [https, ['http.https://*.example.com/.sslcert=x']],
    [https, ['http.not an address.sslcert=x']],
    [https, ['http.newsetting=x']],
    [https, ['protocol.https.allow=never']],
    [https, ['protocol.allow=never']],
    [https, ['remote.https://git.example.com/a/b.proxy=x']],
  ] as const)('not: %s with %j', (address, entries) => {
    expect(isPlainRequest(new URL(address), settings(...entries), {})).toBe(false);
  });

  test('certificates of the installation are not the choice of the user', () => {
    const system = parseConfiguration('system\0http.sslcainfo\n/x\0system\0http.sslbackend\nopenssl\0');
    expect(isPlainRequest(new URL(https), system, {})).toBe(true);
  });

  test.each([
    [{ HTTPS_PROXY: 'http://proxy:3128' }, true],
    [{ HTTPS_PROXY: 'socks5://proxy:1080' }, false],
    [{ ALL_PROXY: 'http://proxy:3128' }, false],
    [{ GIT_SSL_CAINFO: '/mine' }, false],
    [{ GIT_SSL_CAINFO: '/all', SSL_CERT_FILE: '/all' }, true],
    [{ GIT_SSL_CAPATH: '/mine', SSL_CERT_DIR: '/all' }, false],
  ] as const)('in the environment %j: %s', (environment, expected) => {
    expect(isPlainRequest(new URL(https), [], environment)).toBe(expected);
  });

  test('logins are whatever is said of credentials', () => {
    expect(namesLogins(settings('credential.https://x.helper=store'))).toBe(true);
    expect(namesLogins(settings('user.name=x'))).toBe(false);
  });
});
