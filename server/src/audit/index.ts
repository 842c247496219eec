/**
 * audit: judgement. Takes go.mod files, asks the sources, and says what was found.
 *
 * Rules: a check sees one requirement and the facts about its module, and
 * observes; the policy gives severities. One check or one module that fails
 * does not silence the others. What could not be learnt is said with its reason.
 */
export { auditFiles, auditModules } from './audit.ts';
export { type AuditFile, readGoMod, readGoWork } from './auditFile.ts';
export { type Way, waysTo } from './bringing.ts';
export {
  type Dependency,
  dependenciesOf,
  loneDependency,
  type Replacement,
  type Workspace,
} from './dependency.ts';
export { differencesOf, type ReportedDifference } from './differences.ts';
export { type Discovery, discover } from './discover.ts';
export { FeedJudge, type FeedUsed } from './feedJudge.ts';
export { type JudgedRequirement, judgeRequirements } from './gather.ts';
export { type AskedHost, feedHostsOf, hostsOf } from './hosts.ts';
export { importFindingsIn } from './importFindings.ts';
export { instantFindings, observedInFile } from './instant.ts';
export { NameJudge } from './nameJudge.ts';
export { keyOf, questionsOf } from './questions.ts';
export { type Platform, readAuditFile } from './readAuditFile.ts';
export { refreshNotes } from './refreshNotes.ts';
export { requirerOf } from './requirer.ts';
export {
  type AuditedModule,
  type AuditResult,
  type InputProblem,
  isUndetermined,
  undeterminedModules,
  undeterminedVendors,
} from './result.ts';
export type { AuditOptions, AuditServices, JudgingServices } from './services.ts';
export { judgeWaivers } from './settle.ts';
export { surroundingsOf } from './surroundings.ts';
export { goFilesBelow } from './unnamedImports.ts';
export { workspacesOf } from './workspace.ts';
