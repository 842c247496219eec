import { codeHostOf, codeHosts } from '../../../server/src/sources/index.ts';
import { describe, expect, test } from '../../kit.ts';

const gitHub = (environment: Readonly<Record<string, string>>) =>
  codeHosts(environment).find(({ kind }) => kind === 'github');
const gitLab = (environment: Readonly<Record<string, string>>) =>
  codeHosts(environment).find(({ kind }) => kind === 'gitlab');

describe('the code hosts that are asked', () => {
  test('are the public ones, as strangers name them', () => {
    expect(codeHosts({}).map(({ host, address, namedBy }) => [host, address.href, namedBy])).toEqual([
      ['github.com', 'https://api.github.com/', 'stranger'],
      ['gitlab.com', 'https://gitlab.com/api/v4', 'stranger'],
    ]);
    expect(gitHub({})).toMatchObject({
      token: null,
      workflowIssuer: 'https://token.actions.githubusercontent.com',
      releaseIdentity: 'https://dotcom.releases.github.com',
    });
  });

  test.each([
    ['https://ghe.example/api/v3', 'ghe.example'],
    ['https://ghe.example:8443/api/v3/', 'ghe.example:8443'],
    ['https://api.acme.example', 'acme.example'],
    ['Git.Acme.example=http://127.0.0.1:8000/x', 'git.acme.example'],
  ])('are the user’s with %s', (setting, host) => {
    expect(gitHub({ MODPROOF_GITHUB_API: setting })).toMatchObject({
      host,
      namedBy: 'user',
      workflowIssuer: `https://${host}/_services/token`,
      releaseIdentity: null,
    });
  });

  test.each(['off', 'nonsense', 'ftp://ghe.example', 'x=', 'https://'])('are none with %s', (setting) => {
    expect(gitHub({ MODPROOF_GITHUB_API: setting })).toBeUndefined();
    expect(gitLab({ MODPROOF_GITLAB_API: setting })).toBeUndefined();
  });

  test('tell of the repositories of their own host', () => {
    const hosts = codeHosts({ MODPROOF_GITLAB_API: 'https://git.acme.example/api/v4' });
    expect(codeHostOf('https://github.com/a/b', hosts)?.kind).toBe('github');
    expect(codeHostOf('https://git.acme.example/a/b/c.git', hosts)?.kind).toBe('gitlab');
    expect(codeHostOf('https://gitlab.com/a/b', hosts)).toBeNull();
    expect(codeHostOf('https://github.com.example/a/b', hosts)).toBeNull();
    expect(codeHostOf('no address', hosts)).toBeNull();
  });
});

describe('a token', () => {
  test('is the first that is set', () => {
    const all = { MODPROOF_GITHUB_TOKEN: 'one', GH_TOKEN: 'two', GITHUB_TOKEN: 'three' };
    expect(gitHub(all)?.token).toBe('one');
    expect(gitHub({ ...all, MODPROOF_GITHUB_TOKEN: ' ' })?.token).toBe('two');
    expect(gitHub({ GITHUB_TOKEN: 'three' })?.token).toBe('three');
    expect(gitLab({ ...all, GITLAB_TOKEN: 'four' })?.token).toBe('four');
    expect(gitLab(all)?.token).toBeNull();
  });

  test.each([
    ['https://ghe.example', 'secret'],
    ['http://127.0.0.1:80', 'secret'],
    ['http://localhost', 'secret'],
    ['http://ghe.example', null],
    ['http://10.0.0.1', null],
  ])('goes to %s: %s', (address, token) => {
    expect(gitHub({ MODPROOF_GITHUB_API: address, GH_TOKEN: 'secret' })?.token).toBe(token);
  });

  test.each(['two words', 'line\nline', 'x'.repeat(2000), 'é'])(
    'that no header holds is none: %.10s',
    (token) => {
      expect(gitHub({ GH_TOKEN: token })?.token).toBeNull();
    },
  );
});
