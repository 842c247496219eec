import { buildIndex, judgeName, parseKnownModules } from '../../../server/src/typosquat/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { CORPUS, index } from './animals.ts';

describe('hostile names', () => {
  test.each([
    ['10 MB', 'a'.repeat(10_000_000)],
    ['10 MB that is not ASCII', `github.com/${'\u0435'.repeat(10_000_000)}`],
    ['longer than any path', `github.com/hedgehog/burrow/${'x'.repeat(1024)}`],
    ['10,000 elements', `github.com/${'a/'.repeat(10_000)}`],
    ['empty elements', 'github.com///hedgehog///'],
    ['a long owner', `github.com/${'hedgehog'.repeat(100)}/den-tunnels`],
    ['nothing but separators', `github.com/${'-'.repeat(60)}/burro`],
    ['text that normalization makes long', `github.com/${'\ufdfa'.repeat(900)}/x`],
    ['a lone surrogate', 'github.com/\ud800/x'],
    ['nothing', ''],
    ['properties of objects', '__proto__/constructor'],
  ])('%s is unremarkable', (_, path) => {
    expect(judgeName(path, index)).toEqual({ state: 'unremarkable' });
  });

  test('the verdicts of an index do not depend on what it was asked before', () => {
    const paths = [
      'github.com/hegdehog/burrow',
      'go.weasle.org/den',
      'github.com/weaselorg/den',
      'gopkg.in/badgr.v3',
      'github.com/unrelated/burrow',
      'git.example.org/hedgehog/burrow',
    ];
    const alone = paths.map((path) => judgeName(path, buildIndex(CORPUS)));
    const forwards = buildIndex(CORPUS);
    const backwards = buildIndex([...CORPUS].reverse());
    expect(paths.map((path) => judgeName(path, forwards))).toEqual(alone);
    expect(paths.toReversed().map((path) => judgeName(path, backwards))).toEqual(alone.toReversed());
    expect(paths.map((path) => judgeName(path, forwards))).toEqual(alone);
  });

  test("a local addition makes its modules known and its publishers nobody's squat", () => {
    const added = parseKnownModules('github.com/hegdehog/burrow\n').modules;
    const both = buildIndex([...CORPUS, ...added]);
    expect(judgeName('github.com/hegdehog/burrow', both)).toEqual({ state: 'known' });
    expect(judgeName('github.com/hegdehog/burrow', index)).toMatchObject({ state: 'suspect' });
    expect(judgeName('github.com/hedgehgo/burrow', both)).toMatchObject({
      target: 'github.com/hedgehog/burrow',
    });
  });

  test('an index of nothing judges everything unremarkable', () => {
    expect(judgeName('github.com/hedgehog/burrow', buildIndex([]))).toEqual({ state: 'unremarkable' });
  });
});
