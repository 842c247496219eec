import type { Diagnostic } from 'vscode-languageserver/node';
import type { InitializationOptions } from '../../../server/src/protocol/index.ts';
import { PULLING_EDITOR } from '../../integration/editorCapabilities.ts';
import type { TestLanguageClient } from '../../integration/languageClient.ts';
import type { Workspace } from './workspace.ts';

/** What gopls calls its work on a document, by what was done to it. */
type Work = 'opened' | 'changed';

/** The options of gopls under which it tells when it has said all that it has to say. They are its own. */
const TELLING = { verboseWorkDoneProgress: true } as InitializationOptions;

/** Has our server examine the workspace's go.mod. Resolves with all that it says of it, in order of place. */
export async function openInOurs(
  client: TestLanguageClient,
  { root, uri, text }: Workspace,
): Promise<readonly Diagnostic[]> {
  await client.initialize({ capabilities: PULLING_EDITOR, folders: [root], options: { status: true } });
  await client.open(uri, text);
  await client.untilExamined();
  return inOrder(await client.pull(uri));
}

/** Has gopls diagnose the workspace's go.mod. Resolves with all that it says of it, in order of place. */
export async function openInGopls(
  client: TestLanguageClient,
  { root, uri, text }: Workspace,
): Promise<readonly Diagnostic[]> {
  await client.initialize({ capabilities: PULLING_EDITOR, folders: [root], options: TELLING });
  await client.open(uri, text);
  await untilDiagnosed(client, 'opened');
  return inOrder(client.lastOf(uri));
}

/** Waits until gopls has finished a first such work. */
export async function untilDiagnosed(client: TestLanguageClient, work: Work): Promise<void> {
  const isDone = (): boolean => {
    const begun = client.progress.find(({ title }) => title === `diagnosing ${work} files`);
    return client.progress.some(({ kind, token }) => kind === 'end' && token === begun?.token);
  };
  await client.until(isDone);
}

function inOrder(list: readonly Diagnostic[]): readonly Diagnostic[] {
  const key = ({ range: { start }, code, message }: Diagnostic): string =>
    [String(start.line).padStart(4), String(start.character).padStart(4), code, message].join(' ');
  return list.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
