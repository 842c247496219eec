import { l10n, window } from 'vscode';
import { METHODS } from '../../../server/src/protocol/index.ts';
import type { Command } from './command.ts';

/** Forgets all stored verdicts. That costs time, and nothing else. */
export const clearStore: Command = async ({ server }) => {
  await server.ask(METHODS.clearStore, null);
  void window.showInformationMessage(l10n.t('The stored verdicts are cleared.'));
};
