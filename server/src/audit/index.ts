/**
 * audit: judgement. Takes go.mod files, asks the sources, and says what was found.
 *
 * Rules: a check sees one requirement and the facts about its module, and
 * observes; the policy gives severities. One check or one module that fails
 * does not silence the others. What could not be learnt is said with its reason.
 */
export { auditFiles, auditModules, instantFindings } from './audit.ts';
export { type AuditFile, readGoMod, readGoWork } from './auditFile.ts';
export type { Dependency, Replacement, Workspace } from './dependency.ts';
export { type Discovery, discover } from './discover.ts';
export { type AskedHost, hostsOf } from './hosts.ts';
export { NameJudge } from './nameJudge.ts';
export {
  type AuditedModule,
  type AuditResult,
  type InputProblem,
  isUndetermined,
  undeterminedModules,
} from './result.ts';
export type { AuditOptions, AuditServices } from './services.ts';
export { type Judged, type Settled, settle } from './settle.ts';
