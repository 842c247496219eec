import { coarseKey, repositoryKey, skeleton } from '../../../server/src/typosquat/fold.ts';
import { findSlip } from '../../../server/src/typosquat/slip.ts';
import { describe, expect, test } from '../../kit.ts';

describe('findSlip', () => {
  test.each([
    ['marnmoth', 'mammoth', 'lookalike', 'look-alike characters'],
    ['p1atypus', 'platypus', 'lookalike', 'look-alike characters'],
    ['platvvays', 'platways', 'lookalike', 'look-alike characters'],
    ['clolphin', 'dolphin', 'lookalike', 'look-alike characters'],
    ['d0lphin', 'dolphin', 'lookalike', 'look-alike characters'],
    ['grey-whale', 'greywhale', 'separator', 'separators changed'],
    ['grey_whale-x', 'grey-whale_x', 'separator', 'separators changed'],
    ['whale-grey', 'grey-whale', 'word-order', 'words in another order'],
    ['badgers', 'badger', 'plural', 'plural "s" added'],
    ['badger', 'badgers', 'plural', 'plural "s" left out'],
    ['baddger', 'badger', 'doubled', 'doubled "d"'],
    ['hedehog', 'heddehog', 'doubled', 'left out one of a doubled "d"'],
    ['abdger', 'badger', 'swapped', 'letters "ba" swapped'],
    ['badgwr', 'badger', 'key-neighbour', '"w" for "e"'],
    ['badgkr', 'badger', 'edit', '"k" for "e"'],
    ['badgxer', 'badger', 'edit', '"x" added'],
    ['bager', 'badger', 'edit', '"d" left out'],
    ['bdagerx', 'bdxager', 'moved', 'a letter moved'],
    ['hegdehgo', 'hedgehog', 'rearranged', 'letters rearranged'],
  ])('%s for %s is %s', (suspect, target, kind, rule) => {
    expect(findSlip(suspect, target)).toEqual({ kind, rule });
  });

  test.each([
    ['badger', 'badger'],
    ['badger', 'ferret'],
    ['badgerxy', 'badger'],
    ['xbadgery', 'badger'],
    ['', 'badger'],
  ])('"%s" for %s is no slip', (suspect, target) => {
    expect(findSlip(suspect, target)).toBeNull();
  });
});

describe('folding', () => {
  test.each([
    ['go-tool', 'tool'],
    ['tool-golang', 'tool'],
    ['My_Tool.go', 'mytool'],
    ['go', 'go'],
    ['go-git', 'gogit'],
    ['gopher', 'gopher'],
  ])('the key of repository %s is %s', (name, key) => {
    expect(repositoryKey(name)).toBe(key);
  });

  test('the coarse key passes over plural, doubles and look-alikes', () => {
    expect(coarseKey('tools')).toBe(coarseKey('tooll'));
    expect(coarseKey('gas')).not.toBe(coarseKey('ga'));
  });

  test('a skeleton folds the characters that are drawn alike, and no others', () => {
    expect(skeleton('rncl1i0vvc1')).toBe('mdllowd');
    expect(skeleton('abefghjkmnpqstuxyz')).toBe('abefghjkmnpqstuxyz');
  });
});
