import { infoUrl, latestUrl, listUrl, modUrl, zipUrl } from '../../../server/src/proxy/index.ts';
import { describe, expect, test } from '../../kit.ts';

const base = new URL('https://mirror.test');

describe('request addresses', () => {
  test('the five requests', () => {
    const [path, version] = ['example.com/a', 'v1.2.3'];
    expect(listUrl(base, path)?.href).toBe('https://mirror.test/example.com/a/@v/list');
    expect(latestUrl(base, path)?.href).toBe('https://mirror.test/example.com/a/@latest');
    expect(infoUrl(base, path, version)?.href).toBe('https://mirror.test/example.com/a/@v/v1.2.3.info');
    expect(modUrl(base, path, version)?.href).toBe('https://mirror.test/example.com/a/@v/v1.2.3.mod');
    expect(zipUrl(base, path, version)?.href).toBe('https://mirror.test/example.com/a/@v/v1.2.3.zip');
  });

  test('capital letters are escaped, and the escape itself is percent-encoded as Go does it', () => {
    expect(zipUrl(base, 'github.com/BurntSushi/toml', 'v1.0.0-RC1')?.href).toBe(
      'https://mirror.test/github.com/%21burnt%21sushi/toml/@v/v1.0.0-%21r%21c1.zip',
    );
  });

  test('a plus and a tilde are sent as they stand', () => {
    expect(modUrl(base, 'example.com/~user/a', 'v2.0.0+incompatible')?.href).toBe(
      'https://mirror.test/example.com/~user/a/@v/v2.0.0+incompatible.mod',
    );
  });

  test('characters that would end the path are encoded', () => {
    expect(infoUrl(base, 'example.com/a', 'a#b%c,d[e')?.href).toBe(
      'https://mirror.test/example.com/a/@v/a%23b%25c%2Cd%5Be.info',
    );
  });

  test.each([
    ['https://user:pw@mirror.test/base', 'https://user:pw@mirror.test/base/example.com/a/@v/list'],
    ['https://mirror.test/base/', 'https://mirror.test/base/example.com/a/@v/list'],
    ['https://mirror.test//base//', 'https://mirror.test/base/example.com/a/@v/list'],
    ['https://mirror.test/a%2Fb?key=1', 'https://mirror.test/a%2Fb/example.com/a/@v/list?key=1'],
    ['file:///cache/download', 'file:///cache/download/example.com/a/@v/list'],
  ])('below the base %s', (text, expected) => {
    expect(listUrl(new URL(text), 'example.com/a')?.href).toBe(expected);
  });

  test('the base is not changed', () => {
    const own = new URL('https://mirror.test/base');
    listUrl(own, 'example.com/a');
    expect(own.href).toBe('https://mirror.test/base');
  });

  test.each([
    ['nohost', 'v1.0.0'],
    ['example.com/a b', 'v1.0.0'],
    ['example.com/../etc', 'v1.0.0'],
    ['example.com/a', '../../etc/passwd'],
    ['example.com/a', 'v1.0.0!'],
    ['example.com/a', ''],
    ['example.com/ä', 'v1.0.0'],
  ])('%s at %s cannot be asked for', (path, version) => {
    expect(zipUrl(base, path, version)).toBeNull();
  });
});
