import { buildIndex, judgeName, type KnownModule } from '../../../server/src/typosquat/index.ts';
import { expect } from '../../kit.ts';

/** All names are invented. */
export const CORPUS: readonly KnownModule[] = [
  { path: 'github.com/hedgehog/burrow', weight: 300 },
  { path: 'github.com/hedgehog/burrow/v2', weight: 200 },
  { path: 'github.com/hedgehog/go-spines', weight: 80 },
  { path: 'github.com/hedgehog/burrow/sub/deep', weight: 3 },
  { path: 'github.com/Grey-Whale/Krill', weight: 40 },
  { path: 'github.com/rarely/used', weight: 0 },
  { path: 'github.com/lynx/trail', weight: 3 },
  { path: 'github.com/yak/wool', weight: 500 },
  { path: 'github.com/elk/moss', weight: 5 },
  { path: 'github.com/stoat-go/ermine', weight: 50 },
  { path: 'github.com/platypus/web', weight: 25 },
  { path: 'github.com/platypus-waves/surf', weight: 2 },
  { path: 'github.com/mammoth/tusk', weight: 2 },
  { path: 'github.com/hillvole/tail', weight: 2 },
  { path: 'gitlab.com/ocelots/jungle', weight: 60 },
  { path: 'gopkg.in/badger.v3', weight: 90 },
  { path: 'gopkg.in/marmot/meadow.v1', weight: 30 },
  { path: 'go.weasel.org/den', weight: 120 },
  { path: 'go.weasel.org/den/tunnel', weight: 20 },
  { path: 'weasel.org/x/net', weight: 400 },
  { path: 'lemming.dev', weight: 12 },
  ...['a', 'b', 'c', 'd', 'e'].map((owner) => ({
    path: `github.com/${owner}${owner}xxxx/common`,
    weight: 2,
  })),
];

export const index = buildIndex(CORPUS);

/** Expects a suspicion of `path` by the index of {@link CORPUS}. */
export function expectSuspect(path: string, code: string, target: string, rule?: string): void {
  const verdict = judgeName(path, index);
  expect(verdict).toMatchObject({ state: 'suspect', code, target, ownWeight: 0 });
  if (rule !== undefined) expect(verdict).toMatchObject({ rule });
}

/** Judges one path against a corpus of its own. */
export function judgedBy(
  modules: readonly (readonly [path: string, weight: number])[],
  path: string,
): unknown {
  return judgeName(path, buildIndex(modules.map(([known, weight]) => ({ path: known, weight }))));
}
