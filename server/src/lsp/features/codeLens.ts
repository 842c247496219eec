import type { CodeLens, Connection } from 'vscode-languageserver';
import { COMMANDS } from '../../protocol/index.ts';
import { LineIndex } from '../../text/index.ts';
import type { Abilities } from '../abilities.ts';
import { statusOf } from '../status.ts';
import type { Workbench } from '../workbench.ts';

/** `textDocument/codeLens`: one on the module line, where the user wants it. */
export function bindCodeLenses(connection: Connection, bench: Workbench, abilities: () => Abilities): void {
  connection.onCodeLens(({ textDocument: { uri } }): CodeLens[] => {
    const document = bench.session.get(uri);
    const file = document?.kind === 'go.mod' ? bench.modules.at(document.path) : null;
    if (file === null || file.content.kind !== 'go.mod' || !bench.settingsOf(uri).codeLens) return [];
    const { module } = file.content.file;
    if (module === null || !abilities().commands.has(COMMANDS.audit)) return [];
    const { text } = statusOf({
      analyst: bench.analyst,
      progress: bench.progress,
      isTrusted: bench.isTrusted,
      mainModules: () => [file],
    });
    const range = new LineIndex(file.text).rangeOf(module.pathSpan);
    return [{ range, command: { title: `Modproof: ${text}`, command: COMMANDS.audit } }];
  });
}
