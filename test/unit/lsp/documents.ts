import { NameJudge } from '../../../server/src/audit/index.ts';
import type { OpenDocument } from '../../../server/src/lsp/session.ts';
import { buildIndex } from '../../../server/src/typosquat/index.ts';

/** A corpus of invented names. */
export const NAMES = new NameJudge(() =>
  buildIndex([
    { path: 'github.com/hedgehog/burrow', weight: 300 },
    { path: 'github.com/Grey-Whale/Krill', weight: 40 },
  ]),
);

/** What fails as soon as a name is to be judged. */
export const BROKEN_NAMES = new Proxy({} as NameJudge, {
  get: () => {
    throw new Error('the index is broken');
  },
});

/** An open go.mod. */
export function goMod(text: string, version = 1): OpenDocument {
  return { uri: 'file:///home/gopher/m/go.mod', kind: 'go.mod', version, text };
}
