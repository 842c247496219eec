import { commands, l10n, ProgressLocation, Uri, window } from 'vscode';
import { type DifferingFile, METHODS, readModule, SCHEME } from '../../../server/src/protocol/index.ts';
import { emptyDocument } from '../documents.ts';
import type { Command } from './command.ts';

/** Opens the difference of a module version in the editor's own diff: upstream on the left, the mirror on the right. */
export const showDifference: Command = async ({ server }, argument) => {
  const module = readModule(argument);
  if (module === null) return;
  const options = { location: ProgressLocation.Window, title: l10n.t('Comparing {0}', module.module) };
  const answer = await window.withProgress(options, (_, cancellation) =>
    server.ask(METHODS.difference, { module: module.module, version: module.version }, cancellation),
  );
  if (answer.kind === 'none') {
    void window.showInformationMessage(answer.why);
    return;
  }
  const { title, files, note } = answer;
  const [first, ...others] = files.map(sidesOf);
  if (first !== undefined && others.length === 0) {
    const { label, upstream, mirror } = first;
    const sides = [upstream ?? emptyDocument(label), mirror ?? emptyDocument(label)];
    await commands.executeCommand('vscode.diff', ...sides, title);
  } else if (first !== undefined) {
    const resources = [first, ...others].map(({ label, upstream, mirror }) => [label, upstream, mirror]);
    await commands.executeCommand('vscode.changes', title, resources);
  }
  if (note !== null) void window.showInformationMessage(note);
};

/** The two sides of a file, of which one may be missing; the editor then shows it as added or deleted. */
function sidesOf({ path, upstreamUri, mirrorUri }: DifferingFile) {
  const [upstream, mirror] = [upstreamUri, mirrorUri].map((uri) =>
    uri === null ? undefined : Uri.parse(uri, true),
  );
  return { upstream, mirror, label: mirror ?? upstream ?? Uri.from({ scheme: SCHEME, path: `/${path}` }) };
}
