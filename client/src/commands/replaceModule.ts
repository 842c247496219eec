import { l10n, window } from 'vscode';
import { METHODS, readReplace } from '../../../server/src/protocol/index.ts';
import type { Command } from './command.ts';

/** Replaces a module by another. Where source changes, the editor shows a preview first; nothing is saved. */
export const replaceModule: Command = async ({ server }, argument) => {
  const replacement = readReplace(argument);
  if (replacement === null) return;
  const edit = await server.ask(METHODS.replace, replacement);
  if (edit === null) {
    const { module, to } = replacement;
    void window.showInformationMessage(l10n.t('{0} could not be replaced by {1} here.', module, to));
  } else {
    // Where it is refused, that was the user, in the preview.
    await server.apply(edit);
  }
};
