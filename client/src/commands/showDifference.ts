import { commands, l10n, ProgressLocation, Uri, window } from 'vscode';
import { type DifferingFile, METHODS, readModule } from '../../../server/src/protocol/index.ts';
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
    await commands.executeCommand('vscode.diff', first.upstream, first.mirror, title);
  } else if (first !== undefined) {
    const resources = [first, ...others].map(({ upstream, mirror, label }) => [label, upstream, mirror]);
    await commands.executeCommand('vscode.changes', title, resources);
  }
  if (note !== null) void window.showInformationMessage(note);
};

function sidesOf({
  path,
  upstreamUri,
  mirrorUri,
}: DifferingFile): Record<'upstream' | 'mirror' | 'label', Uri> {
  const upstream = upstreamUri === null ? emptyDocument(path) : Uri.parse(upstreamUri, true);
  const mirror = mirrorUri === null ? emptyDocument(path) : Uri.parse(mirrorUri, true);
  return { upstream, mirror, label: mirrorUri === null ? upstream : mirror };
}
