import { type Connection, type InlayHint, InlayHintKind } from 'vscode-languageserver';
import type { Verdict } from '../../protocol/index.ts';
import { LineIndex } from '../../text/index.ts';
import { byModule, findingsAbout, verdictOf } from '../verdict.ts';
import type { Workbench } from '../workbench.ts';

const LABELS: Readonly<Record<Verdict, string>> = {
  differs: '✗ differs',
  suspect: '! suspect',
  stopped: '⊘ stopped by the policy',
  undetermined: '? undetermined',
  waiting: '',
  explained: '✓ same, explained',
  same: '✓ same',
  private: 'not compared',
};

/** `textDocument/inlayHint`: the verdict behind each requirement, where the user wants that. */
export function bindInlayHints(connection: Connection, bench: Workbench): void {
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }): InlayHint[] => {
    const document = bench.session.get(uri);
    const file = document?.kind === 'go.mod' ? bench.modules.at(document.path) : null;
    if (document === null || file === null || !bench.settingsOf(uri).inlayHints) return [];
    const analysis = bench.analyst.of(file);
    const findings = byModule(analysis.findings);
    const lines = new LineIndex(document.text);
    const [from, to] = [lines.offsetAt(range.start), lines.offsetAt(range.end)];
    return analysis.requirements.flatMap((requirement): InlayHint[] => {
      const at = requirement.dependency.versionAt;
      if (at === null || at.path !== file.path || at.span.end < from || at.span.end > to) return [];
      const label = LABELS[verdictOf(requirement, findingsAbout(requirement, findings))];
      if (label === '') return [];
      return [
        { position: lines.positionAt(at.span.end), label, kind: InlayHintKind.Type, paddingLeft: true },
      ];
    });
  });
}
