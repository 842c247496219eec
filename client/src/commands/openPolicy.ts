import { Uri, window, workspace } from 'vscode';
import type { Command } from './command.ts';

/** Opens the policy file of a workspace folder; where there is none, a draft of it that nobody has saved. */
export const openPolicy: Command = async () => {
  const folders = workspace.workspaceFolders ?? [];
  const folder = folders.length > 1 ? await window.showWorkspaceFolderPick() : folders[0];
  if (folder === undefined) return;
  const file = Uri.joinPath(folder.uri, '.modproof.json');
  const isThere = await workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
  await window.showTextDocument(isThere ? file : file.with({ scheme: 'untitled' }));
};
