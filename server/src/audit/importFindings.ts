import type { Finding, Observation } from '../finding/index.ts';
import type { Policy } from '../policy/index.ts';
import type { AdvisoryFact } from '../verdict/index.ts';
import type { AuditFile } from './auditFile.ts';
import { maliciousModule } from './checks/maliciousModule.ts';
import { suspectName } from './checks/suspectName.ts';
import { loneDependency, type Workspace } from './dependency.ts';
import type { Judged } from './judged.ts';
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
      const observations = importedModule(one, services);
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
  services: Pick<JudgingServices, 'names' | 'feed'>,
  policy: Policy,
): readonly Finding[] {
  return unnamedImportsOf(file.path, file.text, goMod, workspace).flatMap((one) =>
    withSeverity(importedModule(one, services), policy),
  );
}

function importedModule(
  { path, at, files }: UnnamedImport,
  { names, feed }: Pick<JudgingServices, 'names' | 'feed'>,
): readonly Observation[] {
  const name = names.judge(path);
  const listed = listedAbove(path, feed);
  if (name.state !== 'suspect' && listed === null) return [];
  const where = `no go.mod requires it yet; ${files === 1 ? '1 file imports' : `${files} files import`} it`;
  const observed: Observation[] = [];
  if (listed !== null) {
    const dependency = { ...loneDependency({ path: listed.path, version: '' }), pathAt: at };
    const { advisories } = listed;
    observed.push(
      ...maliciousModule.run({ dependency, facts: { name: UNREMARKABLE, ...NOTHING_ASKED, advisories } }),
    );
  }
  if (name.state === 'suspect') {
    const dependency = { ...loneDependency({ path, version: '' }), pathAt: at };
    observed.push(...suspectName.run({ dependency, facts: { name, ...NOTHING_ASKED } }));
  }
  return observed.map((one) => ({ ...one, evidence: [...one.evidence, { kind: 'imported', text: where }] }));
}

const UNREMARKABLE = { state: 'unremarkable' } as const;

/** No module path has more elements; an import path may, in a checkout of somebody else's. */
const MAX_ELEMENTS = 64;

/** The longest path at or above an imported package that the feed lists as a module; null for none. */
function listedAbove(
  path: string,
  feed: JudgingServices['feed'],
): { readonly path: string; readonly advisories: AdvisoryFact } | null {
  let end = path.length;
  for (let element = 0; element < MAX_ELEMENTS && end > 0; element++) {
    const module = path.slice(0, end);
    // Which version would be taken is not known: what holds for every one is told.
    const advisories = feed.judge(module, '');
    if (advisories.state === 'listed') return { path: module, advisories };
    end = path.lastIndexOf('/', end - 1);
  }
  return null;
}
