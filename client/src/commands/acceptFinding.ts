import { l10n, window } from 'vscode';
import { isDay, METHODS, readAccept } from '../../../server/src/protocol/index.ts';
import type { Command } from './command.ts';

/** Asks for a reason and an end, and writes a waiver into the policy file, which is left unsaved. */
export const acceptFinding: Command = async ({ server }, argument) => {
  const finding = readAccept(argument);
  if (finding === null) return;
  const title = l10n.t('Accept {0} for {1}', finding.code, `${finding.module} ${finding.version}`.trim());
  const reason = await window.showInputBox({
    title,
    prompt: l10n.t('Why is this acceptable? The reason stands in the policy file.'),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? l10n.t('A reason is needed.') : undefined),
  });
  if (reason === undefined || reason.trim() === '') return;
  const end = await window.showInputBox({
    title,
    prompt: l10n.t('Until which day? Leave it empty for no end.'),
    placeHolder: l10n.t('YYYY-MM-DD'),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' || isDay(text.trim()) ? undefined : l10n.t('A day looks like 2027-03-01.'),
  });
  if (end === undefined) return;
  const until = end.trim() === '' ? null : end.trim();
  const edit = await server.ask(METHODS.accept, { ...finding, reason: reason.trim(), until });
  // Without an edit, the server has said why.
  if (edit === null) return;
  const [changed] = (await server.apply(edit)) ?? [];
  if (changed !== undefined) await window.showTextDocument(changed);
};
