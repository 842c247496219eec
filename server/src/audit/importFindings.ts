import type { Finding, Observation } from '../finding/index.ts';
import type { Policy } from '../policy/index.ts';
import type { AuditFile } from './auditFile.ts';
import { suspectName } from './checks/suspectName.ts';
import { loneDependency, type Workspace } from './dependency.ts';
import type { Judged } from './judged.ts';
import type { NameJudge } from './nameJudge.ts';
import { NOTHING_ASKED } from './nothingAsked.ts';
import type { AuditOptions, JudgingServices } from './services.ts';
import { withSeverity } from './severities.ts';
import { type GoFileText, type UnnamedImport, unnamedImports, unnamedImportsOf } from './unnamedImports.ts';

/** Judges the names that Go files import and that no go.mod requires yet: the moment before they are added. */
export async function importFindings(
  files: readonly AuditFile[],
  workspaces: ReadonlyMap<AuditFile, Workspace>,
  services: JudgingServices,
  options: AuditOptions,
): Promise<{ readonly judged: readonly Judged[]; readonly files: readonly GoFileText[] }> {
  const judged: Judged[] = [];
  const goFiles: GoFileText[] = [];
  for (const file of files) {
    const workspace = workspaces.get(file) ?? null;
    const { imports, files: texts } = await unnamedImports(
      file,
      workspace,
      services.files,
      services.path,
      options.signal,
    );
    const placed = new Set<string>();
    const policy = options.policyFor(file);
    const findings: Finding[] = [];
    for (const one of imports) {
      const observations = importedName(one, services.names);
      if (observations.length > 0) placed.add(one.at.path);
      findings.push(...withSeverity(observations, policy));
    }
    judged.push({ policy, findings });
    goFiles.push(...texts.filter(({ path }) => placed.has(path)));
  }
  return { judged, files: goFiles };
}

/** As {@link importFindings}, for the text of one open Go file of a main module. */
export function importFindingsIn(
  file: { readonly path: string; readonly text: string },
  goMod: AuditFile,
  workspace: Workspace | null,
  names: NameJudge,
  policy: Policy,
): readonly Finding[] {
  return unnamedImportsOf(file.path, file.text, goMod, workspace).flatMap((one) =>
    withSeverity(importedName(one, names), policy),
  );
}

function importedName({ path, at, files }: UnnamedImport, names: NameJudge): readonly Observation[] {
  const name = names.judge(path);
  if (name.state !== 'suspect') return [];
  const dependency = { ...loneDependency({ path, version: '' }), pathAt: at };
  const where = `no go.mod requires it yet; ${files === 1 ? '1 file imports' : `${files} files import`} it`;
  return suspectName
    .run({ dependency, facts: { name, ...NOTHING_ASKED } })
    .map((one) => ({ ...one, evidence: [...one.evidence, { kind: 'imported', text: where }] }));
}
