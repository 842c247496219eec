import { judgeName } from '../../../server/src/typosquat/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { expectSuspect, index, judgedBy } from './animals.ts';

describe('owner affix', () => {
  test.each([
    ['github.com/hedgehog-go/burrow', 'owner affix "-go"'],
    ['github.com/go-hedgehog/burrow', 'owner affix "go-"'],
    ['github.com/hedgehog-official/burrow', 'owner affix "-official"'],
    ['github.com/hedgehogio/burrow', 'owner affix "io"'],
    ['github.com/libhedgehog/burrow', 'owner affix "lib"'],
    ['github.com/the-hedgehog-dev/burrow', 'owner affix "the-…-dev"'],
    ['gitlab.com/hedgehog-go/go-burrow', 'owner affix "-go"'],
  ])('%s', (path, rule) => {
    expectSuspect(path, 'squat/owner-affix', 'github.com/hedgehog/burrow', rule);
  });

  test('an affix left out or changed', () => {
    const target = 'github.com/stoat-go/ermine';
    expectSuspect(
      'github.com/stoat/ermine',
      'squat/owner-affix',
      target,
      'affix of owner "stoat-go" left out',
    );
    expectSuspect(
      'github.com/stoat-dev/ermine',
      'squat/owner-affix',
      target,
      'affix of owner "stoat-go" changed',
    );
  });

  test('an affix that owners of the corpus wear counts as a word, with a separator or without', () => {
    const worn = ['vole', 'shrew', 'mole'].map((owner) => `github.com/${owner}-collective/nest`);
    const corpus = [
      ['github.com/lynx/trail', 3] as const,
      ['github.com/hedgehogcollective/den', 50] as const,
    ];
    const modules = (owners: readonly string[]) => [...corpus, ...owners.map((path) => [path, 1] as const)];
    expect(judgedBy(modules([]), 'github.com/lynxcollective/trail')).toMatchObject({
      code: 'squat/other-owner',
    });
    expect(judgedBy(modules(worn), 'github.com/lynxcollective/trail')).toMatchObject({
      code: 'squat/owner-affix',
      rule: 'owner affix "collective"',
    });
    expect(judgedBy(modules(worn.slice(1)), 'github.com/lynxcollective/trail')).toMatchObject({
      code: 'squat/other-owner',
    });
    expect(judgedBy(modules([]), 'github.com/hedgehog/den')).toMatchObject({ code: 'squat/other-owner' });
    expect(judgedBy(modules(worn), 'github.com/hedgehog/den')).toMatchObject({
      code: 'squat/owner-affix',
      rule: 'affix of owner "hedgehogcollective" left out',
    });
  });

  test('a "go" that moved between owner and repository is none, one that was added is', () => {
    const hint = { code: 'squat/other-owner' };
    const modules = [
      ['github.com/hedgehog/go-den', 50],
      ['github.com/weasel-go/nest', 50],
    ] as const;
    expect(judgedBy(modules, 'github.com/hedgehog-go/den')).toMatchObject(hint);
    expect(judgedBy(modules, 'github.com/golang-hedgehog/den')).toMatchObject(hint);
    expect(judgedBy(modules, 'github.com/weasel/go-nest')).toMatchObject(hint);
    expect(judgedBy(modules, 'github.com/hedgehog-go/go-den')).toMatchObject({ code: 'squat/owner-affix' });
    expect(judgedBy(modules, 'github.com/weasel/nest')).toMatchObject({ code: 'squat/owner-affix' });
  });

  test('an owner that says it keeps an archive or a fork poses as nobody', () => {
    const hint = { code: 'squat/other-owner' };
    expect(judgeName('github.com/hedgehog-archive/burrow', index)).toMatchObject(hint);
    expect(judgeName('github.com/hedgehog_attic/burrow', index)).toMatchObject(hint);
    expect(judgeName('github.com/fork-hedgehog/burrow', index)).toMatchObject(hint);
    expect(judgeName('github.com/hedgehog-archivist/burrow', index)).toMatchObject({
      code: 'squat/owner-affix',
    });
  });

  test('an affix needs a target that some require', () => {
    const modules = [['github.com/hedgehog/burrow', 2] as const];
    expect(judgedBy(modules, 'github.com/hedgehog-go/burrow')).toMatchObject({ code: 'squat/other-owner' });
  });

  test('another repository, a long remainder or a short owner is no affix', () => {
    expect(judgeName('github.com/hedgehog-go/other', index)).toEqual({ state: 'unremarkable' });
    expect(judgeName('github.com/hedgehog-appreciation-society/burrow', index)).toMatchObject({
      code: 'squat/other-owner',
    });
    expect(judgeName('github.com/elkhorn/moss', index)).toMatchObject({ code: 'squat/other-owner' });
  });
});
