import { buildIndex, patternBreadth } from '../../../server/src/typosquat/index.ts';
import { describe, expect, test } from '../../kit.ts';

const PATHS = [
  'github.com/heron/nest',
  'github.com/heron/egg',
  'github.com/otter/river',
  'github.com/Otter-labs/dam',
  'github.com/badger/sett',
  'go.badger.example/sett',
  'lynx.example/tools',
];
const index = buildIndex(PATHS.map((path) => ({ path, weight: 10 })));

describe('a pattern covers', () => {
  test.each([
    ['*', 'many-publishers'],
    ['*.com', 'many-publishers'],
    ['*.co.uk', 'many-publishers'],
    ['*example.net', 'many-publishers'],
    ['githu?.com/x', 'many-publishers'],
    ['github.com', 'many-publishers'],
    ['github.com/', 'many-publishers'],
    ['github.com/*', 'many-publishers'],
    ['github.com/*/*', 'many-publishers'],
    ['gitlab.com/**', 'many-publishers'],
    ['github.com/[a-z]*', 'many-publishers'],
    ['github.com/heron', 'known-publisher'],
    ['github.com/heron/*', 'known-publisher'],
    ['github.com/Otter-labs', 'known-publisher'],
    ['*.badger.example', 'known-publisher'],
    ['lynx.example', 'known-publisher'],
    ['github.com/acme/*', 'none'],
    ['github.com/acme-*', 'none'],
    ['*.corp.example.test', 'none'],
    ['git.corp.example.test/*', 'none'],
    ['*.corp.example.co.uk', 'none'],
    ['none', 'none'],
    ['', 'none'],
    ['[', 'none'],
    ['/', 'none'],
  ] as const)('%s: %s', (pattern, expected) => {
    expect(patternBreadth(pattern, index)).toBe(expected);
  });

  test('nothing without known modules, but for what its form says', () => {
    const empty = buildIndex([]);
    expect(patternBreadth('github.com/heron', empty)).toBe('none');
    expect(patternBreadth('github.com/*', empty)).toBe('many-publishers');
  });

  test('nothing when it is longer than any setting', () => {
    expect(patternBreadth(`${'*'.repeat(100_000)}/x`, index)).toBe('none');
  });
});
