import { commands, Uri } from 'vscode';
import { readCode } from '../../../server/src/protocol/index.ts';
import type { Command } from './command.ts';

/** Opens the page of a finding, by its code alone: no other file is opened, whatever URI came along. */
export const openPage: Command = async ({ extensionUri }, argument) => {
  const code = readCode(argument);
  if (code === null) return;
  const page = Uri.joinPath(extensionUri, 'dist', 'findings', `${code.replace('/', '-')}.md`);
  await commands.executeCommand('markdown.showPreview', page);
};
