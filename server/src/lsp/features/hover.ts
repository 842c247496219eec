import { type Connection, type Hover, MarkupKind } from 'vscode-languageserver';
import { LineIndex } from '../../text/index.ts';
import type { Abilities } from '../abilities.ts';
import { cardOf } from '../card.ts';
import { requirementAt } from '../placed.ts';
import { uriOfPath } from '../uri.ts';
import { byModule, findingsAbout } from '../verdict.ts';
import type { Workbench } from '../workbench.ts';

/** `textDocument/hover`: the card about the module that is named there. */
export function bindHover(connection: Connection, bench: Workbench, abilities: () => Abilities): void {
  connection.onHover(({ textDocument: { uri }, position }): Hover | null => {
    const document = bench.session.get(uri);
    if (document === null || !bench.settingsOf(uri).hover) return null;
    const lines = new LineIndex(document.text);
    const offset = lines.offsetAt(position);
    const placed = requirementAt(document, offset, bench.modules, bench.analyst);
    if (placed === null) return null;
    const { requirement, analysis, span } = placed;
    const { commands, status } = abilities();
    const subject = {
      requirement,
      findings: findingsAbout(requirement, byModule(analysis.findings)),
      uri: uriOfPath(analysis.file.path),
      difference: bench.differences.firstLines(requirement.dependency.effective),
    };
    const value = cardOf(subject, {
      commands,
      besideDiagnostics: status,
      pageOf: (code) => bench.services.pageOf(code),
    });
    return { contents: { kind: MarkupKind.Markdown, value }, range: lines.rangeOf(span) };
  });
}
