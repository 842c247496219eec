import { infoUrl, parseProxyList } from '../../server/src/proxy/index.ts';
import { afterAll, beforeAll, describe, expect, test } from '../kit.ts';
import { requirement } from '../requirement.ts';
import { GoCommand } from './originGoCommand.ts';

const go = requirement('go');
const command = new GoCommand();

interface Listed {
  readonly Error?: { readonly Err: string };
}

/** Values of GOPROXY. `HOST` is a host that plain http reaches through the loopback server. */
const LISTS = [
  'http://HOST',
  'http://HOST/',
  'http://HOST/base',
  'http://HOST/base/',
  'http://HOST//base//x/',
  'http://HOST/a%2Fb',
  'http://HOST/a+b',
  'http://HOST/base?key=1',
  'HTTP://HOST/base',
  ' http://HOST/base\t,',
  ',|http://HOST/base',
  'http://HOST/a,http://HOST/b',
  'http://HOST/a|http://HOST/b',
  'http://HOST/a|http://HOST/b,off,http://HOST/c',
  'http://HOST/a,off,:::',
  'off,http://HOST',
  'off',
  'none',
  'DIRECT',
  '/base',
  'HOST/base/',
  'HOST:port',
  'ftp://HOST',
  'http:HOST',
  'http://HOST:port',
  'http://HOST\\x',
  'C:/base',
  'C:\\base',
  'file:base',
  'file:/nowhere',
  'file://HOST/nowhere',
  'file:///nowhere',
  'file:///nowhere?x',
  'file:///nowhere,http://HOST/b',
  ',',
  ' ',
  '|',
  'http://HOST/a,none',
] as const;

const MODULES = [
  ['r.test/Some/Path', 'v1.0.0-RC.1'],
  ['r.test/~user/a_b-c.d', 'v2.0.0+incompatible'],
  ['r.test/m', 'main#x%y'],
] as const;

describe(`what a mirror is asked (${go.reason})`, () => {
  beforeAll(() => command.start());
  afterAll(() => command.stop());

  test.skipIf(go.skip).each(LISTS)('GOPROXY=%j', async (template) => {
    const host = 'mirror.test';
    const value = template.replaceAll('HOST', host);
    command.requests.length = 0;
    const args = MODULES.map(([path, version]) => `${path}@${version}`);
    const settings = { GOPROXY: value, GOINSECURE: '' };
    const listed = (await command.run(['list', '-m', '-e', '-json', ...args], settings)) as Listed[];
    const errors = listed.map((module) => module.Error?.Err ?? '').join('\n');
    const { entries, problem } = parseProxyList(value);
    // An address without a host is a problem to us; the go command finds out when it asks.
    const refused = /invalid proxy URL|invalid file:\/\/ proxy|parse "|contains no entries|no Host/.test(
      errors,
    );
    expect(refused, errors).toBe(problem !== null);
    const expected = entries.flatMap((entry) => {
      if (entry.kind !== 'url' || entry.url.protocol !== 'http:') return [];
      return MODULES.map(([path, version]) => infoUrl(entry.url, path, version)?.href);
    });
    const asked = new Set(command.requests.filter((url) => url.startsWith(`http://${host}`)));
    expect([...asked].sort()).toEqual([...new Set(expected)].sort());
  });
});
