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

/** An open go.mod. */
export function goMod(text: string, version = 1): OpenDocument {
  const path = '/home/gopher/m/go.mod';
  return { uri: `file://${path}`, path, isFile: true, kind: 'go.mod', version, text };
}
