import { commands, Uri } from 'vscode';
import { CONTACTS_URI } from '../../../server/src/protocol/index.ts';
import type { Command } from './command.ts';

/** Shows who would be contacted, and asks nobody. */
export const showContacts: Command = async ({ documents }) => {
  const uri = Uri.parse(CONTACTS_URI, true);
  documents.refresh(uri);
  await commands.executeCommand('markdown.showPreview', uri);
};
