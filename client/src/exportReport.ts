import { l10n, Uri, window, workspace } from 'vscode';
import { EXPORT_FORMATS, METHODS } from '../../server/src/protocol/index.ts';
import { makeNonce } from './nonce.ts';
import type { Server } from './server.ts';

/** Saves the last audit where the user says, in a format by its name or, for any other name, as the user chooses. */
export async function exportReport(server: Server, named: string): Promise<void> {
  const picks = EXPORT_FORMATS.map((format) => ({ format, label: format.toUpperCase() }));
  const known = picks.find(({ format }) => format === named);
  const picked = known ?? (await window.showQuickPick(picks, { title: l10n.t('Save the report as') }));
  if (picked === undefined) return;
  const ending = picked.format === 'text' ? 'txt' : picked.format;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, `modproof-report.${ending}`) }),
    filters: { [picked.label]: [ending] },
  });
  if (target === undefined) return;
  const text = await server.ask(METHODS.exportReport, { format: picked.format, nonce: makeNonce() });
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
}
