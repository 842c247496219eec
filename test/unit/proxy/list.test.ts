import { continuesAfter, type Outcome, parseProxyList } from '../../../server/src/proxy/index.ts';
import { describe, expect, test } from '../../kit.ts';

function shown(value: string): string[] {
  const { entries, problem } = parseProxyList(value);
  if (problem !== null) return [`problem: ${problem}`];
  return entries.map((entry) =>
    entry.kind === 'url' ? `${entry.url.href} ${entry.fallthrough}` : entry.kind,
  );
}

describe('parseProxyList', () => {
  test.each<[string, string[]]>([
    ['https://mirror.test,direct', ['https://mirror.test/ not-found', 'direct']],
    ['https://mirror.test|direct', ['https://mirror.test/ any-error', 'direct']],
    ['off', ['off']],
    ['direct', ['direct']],
    ['https://a.test,off,https://b.test', ['https://a.test/ not-found', 'off']],
    ['direct,https://a.test', ['direct']],
    ['direct,:::', ['direct']],
    [' https://a.test , , |https://b.test\t', ['https://a.test/ not-found', 'https://b.test/ not-found']],
    ['\u0085https://a.test\u00a0', ['https://a.test/ not-found']],
    ['mirror.test', ['https://mirror.test/ not-found']],
    ['mirror.test/goproxy', ['https://mirror.test/goproxy not-found']],
    ['localhost:8080', ['https://localhost:8080/ not-found']],
    ['mirror/goproxy', ['https://mirror/goproxy not-found']],
    ['http://127.0.0.1:3000/base/', ['http://127.0.0.1:3000/base/ not-found']],
    ['HTTPS://Mirror.test', ['https://mirror.test/ not-found']],
    ['https://user:secret@a.test/x', ['https://user:secret@a.test/x not-found']],
    ['file:///go/mod/cache/download', ['file:///go/mod/cache/download not-found']],
  ])('%s', (value, expected) => {
    expect(shown(value)).toEqual(expected);
  });

  test.each([
    ['', 'no entry'],
    [',', 'no entry'],
    [' | ,\t', 'no entry'],
    ['none', 'has no scheme'],
    ['DIRECT', 'has no scheme'],
    ['/go/mod', 'has no scheme'],
    ['ftp://a.test', 'neither https, http nor file'],
    ['C:/mirror', 'neither https, http nor file'],
    ['https:/a.test', 'has no host'],
    ['https:///a.test', 'has no host'],
    ['https://a.test\\@b.test', 'has no host'],
    ['C:\\mirror', 'has no host'],
    ['https://a.test:port/x', 'is not an address'],
    ['file://localhost/mirror', 'more than a path'],
    ['file:/mirror', 'more than a path'],
    ['file:mirror', 'is not an address'],
    ['file:///mirror?x', 'more than a path'],
    ['https://a.test,none', 'has no scheme'],
  ])('%j is a problem, and then there are no entries', (value, part) => {
    const { entries, problem } = parseProxyList(value);
    expect(problem).toContain(part);
    expect(entries).toEqual([]);
  });

  test('a problem does not show credentials, and stays short', () => {
    const { problem } = parseProxyList(`ftp://user:secret@a.test/${'x'.repeat(10_000)}`);
    expect(problem).toContain('a.test');
    expect(problem).not.toContain('secret');
    expect(problem?.length).toBeLessThan(200);
  });
});

describe('continuesAfter', () => {
  const outcomes: Outcome[] = ['ok', 'not-found', 'error'];
  test.each<[string, boolean[]]>([
    ['https://a.test,direct', [false, true, false]],
    ['https://a.test|direct', [false, true, true]],
    ['direct', [false, false, false]],
    ['off', [false, false, false]],
  ])('the first entry of %s', (value, expected) => {
    const entry = parseProxyList(value).entries[0]!;
    expect(outcomes.map((outcome) => continuesAfter(entry, outcome))).toEqual(expected);
  });
});
