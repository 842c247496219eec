import { buildIndex, judgeName } from '../../../server/src/typosquat/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { CORPUS, expectSuspect, index, judgedBy } from './animals.ts';

describe('known', () => {
  test.each([
    ['listed', 'github.com/hedgehog/burrow'],
    ['another major version of a listed family', 'github.com/hedgehog/burrow/v9'],
    ['a subdirectory of a listed repository', 'github.com/hedgehog/burrow/other'],
    ['another repository of a known owner', 'github.com/hedgehog/burrows'],
    ['the owner in another case', 'github.com/HedgeHog/something-else'],
    ['another major of gopkg.in', 'gopkg.in/badger.v1'],
    ['an unstable version of gopkg.in', 'gopkg.in/badger.v3-unstable'],
    ['the repository behind gopkg.in', 'github.com/go-badger/badger'],
    ['the owner behind gopkg.in', 'github.com/marmot/other'],
    ['another module of a publisher with a host', 'go.weasel.org/denn'],
    ['another host of the same registrable domain', 'tools.weasel.org/den'],
    ['a host as a module', 'lemming.dev/v4'],
  ])('%s', (_, path) => {
    expect(judgeName(path, index)).toEqual({ state: 'known' });
  });

  test('each module of the corpus', () => {
    for (const { path } of CORPUS) expect(judgeName(path, index)).toEqual({ state: 'known' });
  });
});

describe('misspelling', () => {
  test.each([
    ['swapped', 'github.com/hegdehog/burrow', 'owner "hedgehog": letters "dg" swapped'],
    ['doubled', 'github.com/hedgehogg/burrow', 'owner "hedgehog": doubled "g"'],
    ['dropped', 'github.com/hedghog/burrow', 'owner "hedgehog": "e" left out'],
    ['inserted', 'github.com/hedgexhog/burrow', 'owner "hedgehog": "x" added'],
    ['key neighbour', 'github.com/hedgehof/burrow', 'owner "hedgehog": "f" for "g"'],
    ['plural', 'github.com/hedgehogs/burrow', 'owner "hedgehog": plural "s" added'],
    ['separator', 'github.com/hedge-hog/burrow', 'owner "hedgehog": separators changed'],
    ['two separators', 'github.com/he-dge-hog/burrow', 'owner "hedgehog": separators changed'],
    ['rearranged', 'github.com/hehogdeg/burrow', 'owner "hedgehog": letters rearranged'],
  ])('%s', (_, path, rule) => {
    expectSuspect(path, 'squat/misspelling', 'github.com/hedgehog/burrow', rule);
  });

  test('word order, with the spelling of the corpus in the target', () => {
    expectSuspect('github.com/whale-grey/krill', 'squat/misspelling', 'github.com/Grey-Whale/Krill');
  });

  test('the target has the major version and subdirectory of the suspect where they are known', () => {
    expectSuspect('github.com/hegdehog/burrow/v2', 'squat/misspelling', 'github.com/hedgehog/burrow/v2');
    expectSuspect('github.com/hegdehog/burrow/v7', 'squat/misspelling', 'github.com/hedgehog/burrow');
    expectSuspect(
      'github.com/hegdehog/burrow/sub/deep',
      'squat/misspelling',
      'github.com/hedgehog/burrow/sub/deep',
    );
    expectSuspect('github.com/hegdehog/burrow/none', 'squat/misspelling', 'github.com/hedgehog/burrow');
  });

  test('the weight is that of the target', () => {
    expect(judgeName('github.com/hegdehog/burrow/v2', index)).toMatchObject({ targetWeight: 200 });
  });

  test('the repository may differ by what Go programmers add freely', () => {
    expectSuspect('github.com/hegdehog/spines', 'squat/misspelling', 'github.com/hedgehog/go-spines');
    expectSuspect('github.com/hegdehog/Go_Spine', 'squat/misspelling', 'github.com/hedgehog/go-spines');
  });

  test('another repository of a look-alike owner is not said to imitate', () => {
    expect(judgeName('github.com/hegdehog/elsewhere', index)).toEqual({ state: 'unremarkable' });
  });

  test('a short name of gopkg.in, which is owner and repository in one', () => {
    expectSuspect(
      'gopkg.in/badgr.v3',
      'squat/misspelling',
      'gopkg.in/badger.v3',
      'name "badger": "e" left out',
    );
    expectSuspect('gopkg.in/marmott/meadow.v1', 'squat/misspelling', 'gopkg.in/marmot/meadow.v1');
  });

  test('the host of a publisher, whatever its path', () => {
    expectSuspect('go.waesel.org/den', 'squat/misspelling', 'go.weasel.org/den');
    expectSuspect('go.wease1.org/den', 'squat/lookalike', 'go.weasel.org/den');
    expectSuspect('lemmimg.dev', 'squat/misspelling', 'lemming.dev');
  });

  test('a much used host with an unknown path behind it', () => {
    expectSuspect('githbu.com/some/thing', 'squat/misspelling', 'github.com/some/thing');
    expectSuspect('weasle.org/y/z', 'squat/misspelling', 'weasel.org/y/z');
    expect(judgeName('githbu.com', index)).toEqual({ state: 'unremarkable' });
  });

  test('gopkg.in misspelt keeps its version suffix', () => {
    expectSuspect('gopgk.in/badger.v3', 'squat/misspelling', 'gopkg.in/badger.v3');
    expectSuspect('gopkg.dev/badger.v3', 'squat/host-swap', 'gopkg.in/badger.v3');
  });
});

describe('evidence', () => {
  test('a long name needs little', () => {
    expectSuspect('github.com/rarelly/used', 'squat/misspelling', 'github.com/rarely/used');
  });

  test('an arbitrary letter needs a target that somebody requires', () => {
    expect(judgeName('github.com/rarexy/used', index)).toMatchObject({ code: 'squat/other-owner' });
    expectSuspect('github.com/lynk/trail', 'squat/misspelling', 'github.com/lynx/trail');
  });

  test('three letters need a target that many require, unless the fourth was left out', () => {
    expectSuspect('github.com/yek/wool', 'squat/misspelling', 'github.com/yak/wool');
    expectSuspect('github.com/lyx/trail', 'squat/misspelling', 'github.com/lynx/trail');
    expect(judgeName('github.com/ly-x/trail', index)).toMatchObject({ code: 'squat/other-owner' });
    expect(judgeName('github.com/ela/moss', index)).toMatchObject({ code: 'squat/other-owner' });
  });

  test('another host needs a target that is worth the trouble', () => {
    expectSuspect('codeberg.org/hegdehog/burrow', 'squat/misspelling', 'github.com/hedgehog/burrow');
    expect(judgeName('codeberg.org/rarelly/used', index)).toMatchObject({ code: 'squat/other-owner' });
    expect(judgeName('codeberg.org/lynx/trail', index)).toMatchObject({ code: 'squat/other-owner' });
  });

  test('the surest resemblance is told, of two equal ones the more used', () => {
    const twins = buildIndex([
      { path: 'github.com/polecat/run', weight: 5 },
      { path: 'github.com/polebat/run', weight: 50 },
      { path: 'github.com/polewat/run', weight: 7 },
    ]);
    expect(judgeName('github.com/polexat/run', twins)).toMatchObject({ target: 'github.com/polebat/run' });
  });
});

describe('evidence that is missing', () => {
  function judged(path: string, ...modules: readonly [path: string, weight: number][]): unknown {
    return judgedBy(modules, path);
  }

  test('a misspelling is surer than an affix of a much more used owner', () => {
    expect(
      judged('github.com/polecat-go/run', ['github.com/polecat/run', 500], ['github.com/polecat-gp/run', 5]),
    ).toMatchObject({ code: 'squat/misspelling' });
  });

  test('a look-alike is surer than a misspelling of a much more used owner', () => {
    expect(
      judged('github.com/po1ecat/run', ['github.com/po1ecats/run', 500], ['github.com/polecat/run', 5]),
    ).toMatchObject({ code: 'squat/lookalike', target: 'github.com/polecat/run' });
  });

  test('the most used module of a repository counts, in whatever order the corpus has them', () => {
    expect(
      judged('github.com/yek/wool', ['github.com/yak/wool/v2', 0], ['github.com/yak/wool', 500]),
    ).toMatchObject({ code: 'squat/misspelling', target: 'github.com/yak/wool' });
    expect(
      judged('github.com/wombta/dig', ['github.com/wombat/dig/v2', 1], ['github.com/wombat/dig/v3', 50]),
    ).toMatchObject({ target: 'github.com/wombat/dig/v3' });
    expect(
      judged('github.com/unrelated/thing', ['github.com/annie/thing', 1], ['github.com/zoe/thing', 9]),
    ).toMatchObject({ code: 'squat/other-owner', target: 'github.com/zoe/thing' });
  });

  test('a short name of gopkg.in has no owner that agrees', () => {
    expect(judged('gopkg.in/elm.v1', ['gopkg.in/elk.v1', 400])).toEqual({ state: 'unremarkable' });
    expect(judged('gopkg.in/oters.v1', ['gopkg.in/otters.v1', 5])).toEqual({ state: 'unremarkable' });
    expect(judged('gopkg.in/oters.v1', ['gopkg.in/otters.v1', 50])).toMatchObject({
      code: 'squat/misspelling',
    });
  });

  test('the owner that gopkg.in implies has no affix, on either side', () => {
    const hint = { code: 'squat/other-owner' };
    expect(judged('github.com/otters/otters', ['gopkg.in/otters.v1', 50])).toMatchObject(hint);
    expect(judged('gopkg.in/otters.v1', ['github.com/otters/otters', 50])).toMatchObject(hint);
  });

  test('a long affix is not one that is left out', () => {
    const hint = { code: 'squat/other-owner' };
    expect(judged('github.com/weevil/silo', ['github.com/weevil-community/silo', 50])).toMatchObject(hint);
  });

  test('an affix without a separator needs the more, the longer it is', () => {
    const target = ['github.com/wombats/dig', 3] as const;
    expect(judged('github.com/wombatsqwer/dig', [...target])).toMatchObject({ code: 'squat/owner-affix' });
    expect(judged('github.com/wombatsqwert/dig', [...target])).toEqual({ state: 'unremarkable' });
  });

  test('on another host owner and repository have to be the same', () => {
    expect(judged('gitlab.com/otters/rivers', ['github.com/otters/river', 50])).toEqual({
      state: 'unremarkable',
    });
  });

  test('a host that next to nobody requires is not said to be imitated', () => {
    expect(judged('tinny.example/delve', ['tiny.example/delve', 1])).toMatchObject({
      code: 'squat/other-owner',
    });
    expect(judged('tiny.test/delve', ['tiny.example/delve', 1])).toMatchObject({ code: 'squat/other-owner' });
  });

  test('a host alone has to be long and very much used', () => {
    expect(judged('lemmimg.dev/any', ['lemming.dev', 12])).toEqual({ state: 'unremarkable' });
    expect(judged('emu.oi/any', ['emu.io/nest', 500])).toEqual({ state: 'unremarkable' });
  });

  test('a short repository name needs a target that many require', () => {
    expect(judged('github.com/unrelated/nut', ['github.com/voles/nut', 10])).toEqual({
      state: 'unremarkable',
    });
    expect(judged('github.com/unrelated/nut', ['github.com/voles/nut', 30])).toMatchObject({
      code: 'squat/other-owner',
    });
    expect(judged('github.com/unrelated/nu', ['github.com/voles/nu', 900])).toEqual({
      state: 'unremarkable',
    });
  });
});

describe('host swap', () => {
  test('the same owner and repository on another host', () => {
    const target = 'github.com/hedgehog/burrow';
    expectSuspect(
      'gitlab.com/hedgehog/burrow',
      'squat/host-swap',
      target,
      'host "gitlab.com" for "github.com"',
    );
    expectSuspect('git.example.org/hedgehog/burrow', 'squat/host-swap', target);
    expectSuspect('github.com/ocelots/jungle', 'squat/host-swap', 'gitlab.com/ocelots/jungle');
    expectSuspect('codeberg.org/go-badger/badger', 'squat/host-swap', 'gopkg.in/badger.v3');
  });

  test.each([
    ['another last label', 'go.weasel.dev/den'],
    ['more labels', 'go.weasel.org.example.com/den'],
    ['many more labels', 'go.weasel.org.this-is-quite-another.example.com/den'],
    ['an affix of the host', 'go.weasel-dev.org/den'],
    ['an affix before the registered label', 'go.the-weasel.org/den'],
    ['an affix and nothing before it', 'getweasel.org/den'],
    ['the registered label under another domain', 'pkg.weasel.dev/den'],
    ['the host as an owner', 'github.com/go-weasel-org/den'],
    ['the domain as an owner', 'github.com/weaselorg/den'],
  ])('a vanity path imitated: %s', (_, path) => {
    expectSuspect(path, 'squat/host-swap', 'go.weasel.org/den');
  });

  test('another path of such a host is not said to imitate', () => {
    expect(judgeName('go.weasel.dev/other', index)).toEqual({ state: 'unremarkable' });
    expect(judgeName('pkg.weasel.dev/other', index)).toEqual({ state: 'unremarkable' });
    expect(judgeName('go.the-weasel.org/other', index)).toEqual({ state: 'unremarkable' });
  });
});

describe('look-alikes', () => {
  test.each([
    ['github.com/p1atypus/web', 'github.com/platypus/web'],
    ['github.com/hedgeh0g/burrow', 'github.com/hedgehog/burrow'],
    ['github.com/p1atypus-vvaves/surf', 'github.com/platypus-waves/surf'],
    ['github.com/rnarnmoth/tusk', 'github.com/mammoth/tusk'],
    ['github.com/h111voie/tail', 'github.com/hillvole/tail'],
    ['gitlab.com/ocel0ts/jungle', 'gitlab.com/ocelots/jungle'],
  ])('%s', (path, target) => {
    expectSuspect(path, 'squat/lookalike', target);
  });

  test('letters of another script that make a known name', () => {
    const rule = 'look-alike characters that are not ASCII';
    expectSuspect('github.com/h\u0435dgehog/burrow', 'squat/lookalike', 'github.com/hedgehog/burrow', rule);
    expectSuspect('github.com/\uff48edgehog/burrow', 'squat/lookalike', 'github.com/hedgehog/burrow', rule);
    expectSuspect('github.com/hedge\u200bhog/burrow', 'squat/lookalike', 'github.com/hedgehog/burrow', rule);
    expectSuspect('github.com/hegdeh\u043eg/burrow', 'squat/lookalike', 'github.com/hedgehog/burrow', rule);
  });

  test('letters that look like nothing known', () => {
    expect(judgeName('github.com/\u6f22\u5b57/burrow', index)).toEqual({ state: 'unremarkable' });
    expect(judgeName('github.com/\u0430nyb\u043edy/thing', index)).toEqual({ state: 'unremarkable' });
  });
});

describe('hints', () => {
  test('letter case alone', () => {
    const rule = 'letter case alone';
    expectSuspect('github.com/Hedgehog/burrow', 'squat/case-variant', 'github.com/hedgehog/burrow', rule);
    expectSuspect(
      'github.com/grey-whale/krill/v2',
      'squat/case-variant',
      'github.com/Grey-Whale/Krill/v2',
      rule,
    );
    expectSuspect(
      'github.com/Hedgehog/burrow/new',
      'squat/case-variant',
      'github.com/hedgehog/burrow/new',
      rule,
    );
    expectSuspect('weasel.org/x/Net', 'squat/case-variant', 'weasel.org/x/net', rule);
  });

  test('the same repository name of another owner', () => {
    expectSuspect('github.com/unrelated/burrow', 'squat/other-owner', 'github.com/hedgehog/burrow');
    expectSuspect('code.example.com/go-krill', 'squat/other-owner', 'github.com/Grey-Whale/Krill');
  });

  test('a short name counts with the "go" that it wears, and the same whole name first', () => {
    const modules = [
      ['github.com/hedgehog/go-den', 5],
      ['github.com/weasel/den', 9],
    ] as const;
    expect(judgedBy(modules, 'github.com/unrelated/go-den')).toMatchObject({
      target: 'github.com/hedgehog/go-den',
    });
    expect(judgedBy(modules, 'github.com/unrelated/den')).toEqual({ state: 'unremarkable' });
  });

  test('a name that everybody uses says nothing', () => {
    expect(judgeName('github.com/unrelated/common', index)).toEqual({ state: 'unremarkable' });
  });
});
