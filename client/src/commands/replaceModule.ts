import { METHODS, readReplace } from '../../../server/src/protocol/index.ts';
import type { Command } from './command.ts';

/** Replaces a module by another. Where source changes, the editor shows a preview first; nothing is saved. */
export const replaceModule: Command = async ({ server }, argument) => {
  const replacement = readReplace(argument);
  if (replacement === null) return;
  // Without an edit, the server has said why; where it is refused, that was the user, in the preview.
  const edit = await server.ask(METHODS.replace, replacement);
  if (edit !== null) await server.apply(edit);
};
