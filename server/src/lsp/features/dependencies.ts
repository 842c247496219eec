import type { Connection } from 'vscode-languageserver';
import type { AuditFile, JudgedRequirement } from '../../audit/index.ts';
import { type DependencyGroup, type DependencyItem, METHODS, type Verdict } from '../../protocol/index.ts';
import { LineIndex } from '../../text/index.ts';
import { cardOf } from '../card.ts';
import { fiveFacts } from '../factWords.ts';
import { uriOfPath } from '../uri.ts';
import { byModule, findingsAbout, VERDICT_LABELS, VERDICTS, verdictOf } from '../verdict.ts';
import type { Workbench } from '../workbench.ts';

/** More modules than this are counted and not listed: nobody scrolls so far. */
const MAX_ITEMS = 5000;

/** `modproof/dependencies`: what the main modules of the workspace require, by what is known of it. */
export function bindDependencies(connection: Connection, bench: Workbench): void {
  connection.onRequest(METHODS.dependencies, (): readonly DependencyGroup[] => {
    bench.lookUpAll();
    const groups = new Map<Verdict, DependencyItem[]>(VERDICTS.map((verdict) => [verdict, []]));
    const seen = new Set<string>();
    for (const file of bench.mainModules(true)) {
      const analysis = bench.analyst.of(file);
      const findings = byModule(analysis.findings);
      const lines = new LineIndex(file.text);
      for (const requirement of analysis.requirements) {
        const { required, effective } = requirement.dependency;
        const key = `${file.path} ${required.path} ${required.version} ${effective?.path} ${effective?.version}`;
        if (seen.has(key) || seen.size >= MAX_ITEMS) continue;
        seen.add(key);
        const about = findingsAbout(requirement, findings);
        const verdict = verdictOf(requirement, about);
        groups.get(verdict)?.push({
          ...itemOf(requirement, file, lines, bench),
          description: describe(verdict, requirement, about[0]?.message ?? ''),
          tooltip: cardOf(
            { requirement, findings: about, uri: uriOfPath(file.path), difference: null },
            { commands: new Set(), besideDiagnostics: false, pageOf: () => null },
          ),
        });
      }
    }
    return VERDICTS.flatMap((id) => {
      const modules = groups.get(id) ?? [];
      modules.sort((a, b) => (a.module < b.module ? -1 : a.module > b.module ? 1 : 0));
      return modules.length === 0 ? [] : [{ id, label: VERDICT_LABELS[id], modules }];
    });
  });
}

function itemOf(
  { dependency, facts }: JudgedRequirement,
  file: AuditFile,
  lines: LineIndex,
  bench: Workbench,
): Omit<DependencyItem, 'description' | 'tooltip'> {
  const { required, effective, indirect } = dependency;
  const { path, version } = effective ?? required;
  const own = file.content.kind === 'go.mod' ? file.content.file.require : [];
  const at = own.find((one) => one.path === required.path && one.version === required.version);
  const { line, character } =
    at === undefined ? { line: 0, character: 0 } : lines.positionAt(at.pathSpan.start);
  return {
    module: path,
    version,
    indirect,
    uri: bench.session.at(file.path)?.uri ?? uriOfPath(file.path),
    line,
    character,
    hasDifference: facts.content.state === 'diverged',
  };
}

/** Why a module is in its group, where the group does not say it. */
function describe(verdict: Verdict, { facts }: JudgedRequirement, message: string): string {
  const words = new Map(fiveFacts(facts));
  switch (verdict) {
    case 'differs':
      return (words.get('Content') ?? '').replace('differs from upstream: ', '');
    case 'suspect':
    case 'stopped':
      return message;
    case 'undetermined':
      return (words.get(facts.content.state === 'undetermined' ? 'Content' : 'Upstream') ?? '').replace(
        'could not be determined: ',
        '',
      );
    case 'private':
      return facts.content.state === 'not-applicable' ? facts.content.why : '';
    case 'explained':
      return words.get('Content') ?? '';
    case 'same':
    case 'waiting':
      return '';
  }
}
