import {
  escapePath,
  escapeVersion,
  unescapePath,
  unescapeVersion,
} from '../../../server/src/module/index.ts';
import { describe, expect, test } from '../../kit.ts';

describe('escaping', () => {
  test('goes there and back', () => {
    expect(escapePath('github.com/BurntSushi/toml')).toBe('github.com/!burnt!sushi/toml');
    expect(unescapePath('github.com/!burnt!sushi/toml')).toBe('github.com/BurntSushi/toml');
    expect(escapeVersion('v1.0.0-RC1')).toBe('v1.0.0-!r!c1');
    expect(unescapeVersion('v1.0.0-!r!c1')).toBe('v1.0.0-RC1');
  });

  test('allows one spelling only', () => {
    for (const escaped of [
      'github.com/BurntSushi/toml',
      'github.com/!Burnt',
      'github.com/a!',
      'github.com/!1',
      'github.com/!!a',
      'github.com/é',
    ]) {
      expect([escaped, unescapePath(escaped)]).toEqual([escaped, null]);
    }
  });

  test('refuses what would leave its place', () => {
    for (const version of ['../x', 'a/b', '..', '', 'a\\b', 'v1\n', 'é', 'a!b']) {
      expect([version, escapeVersion(version)]).toEqual([version, null]);
    }
    expect(escapePath('../x')).toBeNull();
    expect(unescapeVersion('a/b')).toBeNull();
  });
});
