import { heedDeclarations, modulePathsIn, type NameVerdict } from '../../../server/src/typosquat/index.ts';
import { describe, expect, test } from '../../kit.ts';

const SUSPECT: NameVerdict = {
  state: 'suspect',
  code: 'squat/owner-affix',
  target: 'github.com/hedgehog/burrow/v2',
  targetWeight: 30,
  ownWeight: 0,
  rule: 'owner affix "-go"',
};
const PATH = 'github.com/hedgehog-go/burrow/v3';
const [TARGET, MOVED] = ['github.com/Hedgehog/burrow', 'github.com/hedgehog-go/burrow'];

describe('heedDeclarations', () => {
  test('the target names the suspect: no suspicion is left', () => {
    expect(heedDeclarations(PATH, SUSPECT, [{ by: TARGET, names: MOVED }])).toEqual({
      state: 'unremarkable',
    });
  });

  test.each([
    ['the suspect names the target', { by: MOVED, names: TARGET }],
    ['somebody else names the suspect', { by: 'github.com/badger/burrow', names: MOVED }],
    ['the target names somebody else', { by: TARGET, names: 'github.com/badger/burrow' }],
    ['what is named is no module', { by: TARGET, names: 'burrow' }],
    ['who says so is no module', { by: '', names: MOVED }],
  ])('%s: the suspicion stays', (_, declaration) => {
    expect(heedDeclarations(PATH, SUSPECT, [declaration])).toBe(SUSPECT);
  });

  test('other verdicts stay as they are', () => {
    const known: NameVerdict = { state: 'known' };
    const variant: NameVerdict = { ...SUSPECT, code: 'squat/case-variant' };
    expect(heedDeclarations(PATH, known, [{ by: TARGET, names: MOVED }])).toBe(known);
    expect(heedDeclarations(PATH, variant, [{ by: TARGET, names: MOVED }])).toBe(variant);
  });
});

describe('modulePathsIn', () => {
  test.each([
    ['Deprecated: use example.com/new/place instead.', ['example.com/new/place']],
    ['moved to https://github.com/ann/tool/v2/.', ['github.com/ann/tool/v2']],
    ['see "gopkg.in/ann/tool.v2", or (go.example.org/x)', ['gopkg.in/ann/tool.v2', 'go.example.org/x']],
    ['use v2; e.g. io/fs and example.com', []],
    ['github.com/ann/tool github.com/ann/tool', ['github.com/ann/tool']],
    ['github.com/ann is an owner', []],
  ])('%s', (text, paths) => {
    expect(modulePathsIn(text)).toEqual(paths);
  });

  test('hostile texts are bounded', () => {
    const many = Array.from({ length: 90 }, (_, at) => `example.com/m${at}`).join(' ');
    expect(modulePathsIn(many)).toHaveLength(16);
    expect(modulePathsIn(`${'a.'.repeat(5_000_000)}b/c`)).toEqual([]);
    expect(modulePathsIn(`${' '.repeat(5000)}example.com/a`)).toEqual([]);
    expect(modulePathsIn('\ud800/\udfff example.com/\ud800')).toEqual([]);
  });
});
