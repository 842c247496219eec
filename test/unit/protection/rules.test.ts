import {
  protectionByRulesets,
  protectionByTagRules,
  type Ruleset,
  readRelease,
  readRuleset,
  readRulesetIds,
  readTagRules,
} from '../../../server/src/protection/index.ts';
import { describe, expect, test } from '../../kit.ts';

const REF = 'refs/tags/v1.0.0';

function ruleset(rules: readonly string[], change: Partial<Ruleset> = {}): Ruleset {
  return {
    name: 'tags',
    isActive: true,
    include: ['refs/tags/v*'],
    exclude: [],
    rules: new Set(rules),
    ...change,
  };
}

describe('a tag', () => {
  const both = ['update', 'deletion'];
  const cases: readonly (readonly [string, readonly Ruleset[], string | null])[] = [
    ['is movable without a ruleset', [], 'movable'],
    ['is restricted by update and deletion', [ruleset(both)], 'restricted'],
    ['is movable where it may be deleted', [ruleset(['update'])], 'movable'],
    ['is movable where it may be moved', [ruleset(['deletion', 'non_fast_forward'])], 'movable'],
    ['is restricted by two rulesets together', [ruleset(['update']), ruleset(['deletion'])], 'restricted'],
    ['is movable where the ruleset is only tried out', [ruleset(both, { isActive: false })], 'movable'],
    ['is movable where no pattern names it', [ruleset(both, { include: ['refs/tags/x*'] })], 'movable'],
    ['is movable where it is left out', [ruleset(both, { exclude: ['refs/tags/v1.*'] })], 'movable'],
    ['is restricted where all are', [ruleset(both, { include: ['~ALL'] })], 'restricted'],
    ['is not judged by a pattern that cannot be read', [ruleset(both, { include: ['[', 'x'] })], null],
    ['is not judged by an exception that cannot be read', [ruleset(both, { exclude: ['['] })], null],
    [
      'is restricted by one ruleset, whatever another is about',
      [ruleset(both, { include: ['['] }), ruleset(both)],
      'restricted',
    ],
    [
      'is movable where what cannot be read would forbid one of the two',
      [ruleset(['creation'], { include: ['['] })],
      'movable',
    ],
  ];
  test.each(cases)('%s', (_, rulesets, state) => {
    expect(protectionByRulesets(rulesets, REF)?.state ?? null).toBe(state);
  });

  test('is never said to be safe from everybody', () => {
    expect(protectionByRulesets([ruleset(both)], REF)?.mayMove).toMatch(/outsiders do not see/);
  });
});

describe('an answer about rulesets', () => {
  const one = { id: 7, target: 'tag', enforcement: 'active' };
  test('gives those in force about tags', () => {
    const list = [one, { ...one, id: 8, target: 'branch' }, { ...one, id: 9, enforcement: 'evaluate' }];
    expect(readRulesetIds(JSON.stringify(list))).toEqual([7]);
    expect(readRulesetIds('[]')).toEqual([]);
  });

  test.each(['<html>', '{}', '[1]', '[{"id":"7"}]', '[{"id":7}]', JSON.stringify(Array(100).fill(one))])(
    'that is none gives nothing: %.20s',
    (text) => {
      expect(readRulesetIds(text)).toBeNull();
    },
  );

  const whole = {
    ...one,
    name: 'release tags',
    conditions: { ref_name: { include: ['~ALL'], exclude: [] } },
    rules: [{ type: 'update' }, { type: 'deletion' }],
  };
  test('is read whole', () => {
    expect(readRuleset(JSON.stringify(whole))).toEqual({
      name: 'release tags',
      isActive: true,
      include: ['~ALL'],
      exclude: [],
      rules: new Set(['update', 'deletion']),
    });
  });

  test.each([
    '',
    'null',
    JSON.stringify({ ...whole, conditions: null }),
    JSON.stringify({ ...whole, rules: 'all' }),
    JSON.stringify({ ...whole, rules: [null] }),
    JSON.stringify({ ...whole, conditions: { ref_name: { include: [1], exclude: [] } } }),
  ])('is not read from %.40s', (text) => {
    expect(readRuleset(text)).toBeNull();
  });
});

test('a release is immutable where it says so, and no draft', () => {
  const read = (fields: object) => readRelease(JSON.stringify(fields));
  expect(read({ tag_name: 'v1', immutable: true })).toEqual({ tag: 'v1', isImmutable: true });
  expect(read({ tag_name: 'v1', immutable: 'true' })).toEqual({ tag: 'v1', isImmutable: false });
  expect(read({ tag_name: 'v1' })).toEqual({ tag: 'v1', isImmutable: false });
  expect(read({ tag_name: 'v1', immutable: true, draft: true })).toBeNull();
  expect(read({ immutable: true })).toBeNull();
  expect(readRelease('<html></html>')).toBeNull();
});

describe('protected tags', () => {
  const rule = (name: string, ...allowed: string[]) => ({
    name,
    create_access_levels: allowed.map((words) => ({ access_level: 40, access_level_description: words })),
  });
  const judge = (rules: readonly object[], tag = 'sub/v1.0.0') =>
    protectionByTagRules(readTagRules(JSON.stringify(rules)) ?? [], tag);

  test('restrict the tags that they name', () => {
    expect(judge([rule('*v1.*', 'Maintainers'), rule('sub/v1.0.0', 'No one')])).toEqual({
      state: 'restricted',
      by: 'protected tag "*v1.*"',
      mayMove: 'Maintainers, No one',
    });
  });

  test.each([
    ['v*', false],
    ['*', true],
    ['sub/v1.0.0', true],
    ['sub/v1.0.0*', true],
    ['sub/*0.0', true],
    ['sub/v1.0.0*0', false],
    ['*sub*sub*', false],
  ])('%s covers a tag: %s', (name, covers) => {
    expect(judge([rule(name, 'Maintainers')]).state).toBe(covers ? 'restricted' : 'movable');
  });

  test.each(['<html>', '{}', '[{}]', '[{"name":"v*"}]'])('are not read from %s', (text) => {
    expect(readTagRules(text)).toBeNull();
  });
});
