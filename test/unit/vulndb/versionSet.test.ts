import { holdsVersion, parseVersionSet } from '../../../server/src/vulndb/index.ts';
import { describe, expect, test } from '../../kit.ts';

const holds = (set: string, version: string): boolean => {
  const read = parseVersionSet(set);
  if (read === null) throw new Error(`${set} is no set`);
  return holdsVersion(read, version);
};

describe('a set of versions', () => {
  test.each([
    ['*', 'v1.0.0', true],
    ['*', 'v0.0.0-20200101000000-aaaaaaaaaaaa', true],
    ['*', '', true],
    ['*', 'master', true],
    ['v1.2.0', 'v1.2.0', true],
    ['v1.2.0', 'v1.2.0+incompatible', true],
    ['v1.2.0', 'v1.2.1', false],
    ['v1.2.0', 'v1.2.0-rc.1', false],
    ['v1.2.0', '', false],
    ['v1.2.0,v1.4.0', 'v1.4.0', true],
    ['v1.2.0,v1.4.0', 'v1.3.0', false],
    ['v1.2.0..', 'v1.1.9', false],
    ['v1.2.0..', 'v1.2.0', true],
    ['v1.2.0..', 'v2.0.0+incompatible', true],
    ['v1.2.0..', 'master', false],
    ['..<v1.2.0', 'v1.1.9', true],
    ['..<v1.2.0', 'v1.2.0', false],
    ['..<v1.2.0', 'v1.2.0-rc.1', true],
    ['..v1.2.0', 'v1.2.0', true],
    ['..v1.2.0', 'v1.2.1-0.20200101000000-aaaaaaaaaaaa', false],
    ['..<v1.2.1', 'v1.2.1-0.20200101000000-aaaaaaaaaaaa', true],
    ['v0.1.0..<v0.2.0,v0.5.0..', 'v0.3.0', false],
    ['v0.1.0..<v0.2.0,v0.5.0..', 'v0.1.5', true],
    ['@aaaaaaaaaaaa', 'v0.0.0-20200101000000-aaaaaaaaaaaa', true],
    ['@aaaaaaaaaaaa', 'v1.2.1-0.20200101000000-aaaaaaaaaaaa', true],
    ['@aaaaaaaaaaaa', 'v0.0.0-20200101000000-baaaaaaaaaaa', false],
    ['@aaaaaaaaaaaa', 'v1.0.0', false],
  ])('%s, %s: %s', (set, version, expected) => {
    expect(holds(set, version)).toBe(expected);
  });

  test.each(['', 'v', '1.2.3', 'v1.2.3,', '..', '..<', 'v1.0.0..<', '@xyz', '@abc', '*,v1.0.0', 'v1 ..v2'])(
    '%j is none',
    (text) => {
      expect(parseVersionSet(text)).toBeNull();
    },
  );

  test('of more ranges than anybody writes is none', () => {
    expect(parseVersionSet(Array.from({ length: 2000 }, (_, n) => `v1.0.${n}`).join(','))).not.toBeNull();
    expect(parseVersionSet(Array.from({ length: 2001 }, (_, n) => `v1.0.${n}`).join(','))).toBeNull();
    expect(parseVersionSet('v1.0.0,'.repeat(1_000_000))).toBeNull();
  });
});
