import { latestOf, parseVersionList } from '../../../server/src/proxy/index.ts';
import { describe, expect, test } from '../../kit.ts';

const names = (text: string) => parseVersionList(text).versions.map((listed) => listed.version);

describe('parseVersionList', () => {
  test('versions are sorted by precedence, ties by bytes', () => {
    const text = 'v1.10.0\nv1.9.0\nv1.10.0-rc.1\nv2.0.0+incompatible\nv1.9.0+b\nv1.9.0+a\n';
    expect(names(text)).toEqual([
      'v1.9.0',
      'v1.9.0+a',
      'v1.9.0+b',
      'v1.10.0-rc.1',
      'v1.10.0',
      'v2.0.0+incompatible',
    ]);
  });

  test('blanks, CR, junk and empty lines are passed over', () => {
    const text = '\n  v1.0.0\t\r\n<html>\nmain\n1.0.0\nv1.2.3.4\n\u00a0v1.1.0\u0085x\n';
    expect(names(text)).toEqual(['v1.0.0', 'v1.1.0']);
  });

  test('times are read where they are times', () => {
    const { versions } = parseVersionList('v1.0.0 1970-01-01T00:00:10Z more\nv1.1.0 yesterday\nv1.2.0');
    expect(versions).toEqual([
      { version: 'v1.0.0', time: 10 },
      { version: 'v1.1.0', time: null },
      { version: 'v1.2.0', time: null },
    ]);
  });

  test('pseudo-versions are kept apart, with the time in them', () => {
    const listed = parseVersionList(
      'v0.0.0-19700101000020-abcdefabcdef\nv0.0.0-19700101000010-abcdefabcdef 1970-01-01T00:00:30Z\nv0.0.1\n',
    );
    expect(listed.versions.map((version) => version.version)).toEqual(['v0.0.1']);
    expect(listed.pseudoVersions).toEqual([
      { version: 'v0.0.0-19700101000010-abcdefabcdef', time: 30 },
      { version: 'v0.0.0-19700101000020-abcdefabcdef', time: 20 },
    ]);
  });

  test('an empty answer lists nothing', () => {
    expect(parseVersionList('')).toEqual({ versions: [], pseudoVersions: [] });
  });
});

describe('latestOf', () => {
  test.each<[string, string[], string | null]>([
    ['nothing', [], null],
    ['the highest release', ['v1.9.0', 'v1.10.0', 'v1.2.0'], 'v1.10.0'],
    ['a release before a higher pre-release', ['v1.0.0', 'v1.1.0-rc.1'], 'v1.0.0'],
    ['a pre-release where there is nothing else', ['v0.1.0-rc.1', 'v0.1.0-rc.2'], 'v0.1.0-rc.2'],
    ['the later of two equals', ['v1.0.0+a', 'v1.0.0+b', 'v1.0.0'], 'v1.0.0+b'],
  ])('%s', (_, versions, expected) => {
    expect(latestOf(versions, 'keep')).toBe(expected);
    expect(latestOf(versions, 'drop')).toBe(expected);
  });

  test('versions without a path of their own', () => {
    const versions = ['v1.0.0', 'v2.0.0+incompatible'];
    expect(latestOf(versions, 'keep')).toBe('v2.0.0+incompatible');
    expect(latestOf(versions, 'drop')).toBe('v1.0.0');
    expect(latestOf(['v1.0.0-rc.1', 'v2.0.0+incompatible'], 'drop')).toBe('v1.0.0-rc.1');
    expect(latestOf(['v2.0.0+incompatible'], 'drop')).toBe('v2.0.0+incompatible');
  });
});
