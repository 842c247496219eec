import type { Finding, FindingCode } from '../finding/index.ts';
import type { GateResult } from '../gate/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import type { PolicySource, WaivedFinding } from '../policy/index.ts';
import type { ModuleFacts } from '../verdict/index.ts';
import type { AuditFile } from './auditFile.ts';
import type { Replacement } from './dependency.ts';
import type { FeedUsed } from './feedJudge.ts';
import { openGates } from './gateFindings.ts';
import type { GoFileText } from './unnamedImports.ts';

/** One module version that some requirement takes, and what was learnt about it. */
export interface AuditedModule {
  /** As required. */
  readonly required: ModuleVersion;
  readonly indirect: boolean;
  readonly replacement: Replacement | null;
  readonly facts: ModuleFacts;
  /** What the gates of the policy say of it, the worst of all files that require it; empty without gates. */
  readonly gates: readonly GateResult[];
  /** When mirror and upstream were asked, if not in this audit: milliseconds since 1970. */
  readonly storedAt: number | null;
  /** The files that require it, as the user knows them. */
  readonly requiredBy: readonly string[];
}

/** Something in the input that could not be read, with its place where it has one. */
export interface InputProblem {
  readonly path: string;
  /** UTF-16 offsets in the text of the file; null when the file could not be read at all. */
  readonly span: { readonly start: number; readonly end: number } | null;
  readonly message: string;
}

/** All that an audit found out. */
export interface AuditResult {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly files: readonly AuditFile[];
  /** Not audited, but a finding may stand in one: workspaces above. */
  readonly surroundings: readonly AuditFile[];
  /** Files with a vendor folder beside them that could not be compared as a whole, and with how many of its modules. */
  readonly vendorUndetermined: readonly { readonly path: string; readonly modules: number }[];
  /** Go files in which a finding stands. */
  readonly goFiles: readonly GoFileText[];
  readonly modules: readonly AuditedModule[];
  /** Those that no waiver accepts, and those about waivers. */
  readonly findings: readonly Finding[];
  /** Findings that the project accepts. They do not count, and are never left unsaid. */
  readonly waived: readonly WaivedFinding[];
  /** Policy files in which a finding stands. */
  readonly policyFiles: readonly PolicySource[];
  readonly problems: readonly InputProblem[];
  /** What is wrong with the list of known modules, in sentences: why a name may have passed unjudged. */
  readonly corpusProblems: readonly string[];
  /** The list of malicious modules that was used. */
  readonly feed: FeedUsed;
  /** Tag ledgers that could not be used as they are, each with a sentence. */
  readonly ledgerTroubles: readonly { readonly path: string; readonly detail: string }[];
  /** go.mod and go.work files that were left out, because the go command leaves their folders out as well. */
  readonly leftOut: readonly string[];
}

/** Tells whether any fact that this version examines could not be determined. */
export function isUndetermined(module: AuditedModule): boolean {
  const { content, upstream } = module.facts;
  return content.state === 'undetermined' || upstream.state === 'undetermined';
}

/**
 * The modules with such a fact, or with a gate of which that is so, that the
 * project does not accept: those that count where what could not be determined
 * fails an audit.
 */
export function undeterminedModules({ modules, waived }: AuditResult): readonly AuditedModule[] {
  const accepted = new Set(
    waived.map(({ finding: { code, module, version } }) => `${code} ${module}@${version}`),
  );
  return modules.filter((module) => {
    const { path, version } =
      module.replacement?.kind === 'module' ? module.replacement.module : module.required;
    const counts = (code: FindingCode): boolean => !accepted.has(`${code} ${path}@${version}`);
    return (
      (isUndetermined(module) && counts('origin/undetermined')) ||
      (openGates(module.gates).length > 0 && counts('policy/gate-undetermined'))
    );
  });
}

/** How much of vendor folders could not be compared, without those where the project accepts that. */
export function undeterminedVendors({ vendorUndetermined, waived }: AuditResult): number {
  const accepted = new Set(
    waived
      .filter(({ finding }) => finding.code === 'environment/vendor-undetermined')
      .map(({ finding }) => finding.location?.path),
  );
  return vendorUndetermined
    .filter(({ path }) => !accepted.has(path))
    .reduce((sum, { modules }) => sum + modules, 0);
}
