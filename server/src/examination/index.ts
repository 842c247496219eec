/**
 * examination: judgement. Takes one module version, and learns the facts about it.
 *
 * The bytes come from the user's module cache or the mirror, and are held
 * against the commit that upstream has for the version, against the checksum
 * database, and against what was seen earlier: stored verdicts, the tag ledger,
 * the dates of the log. Versions of one repository are examined together, so
 * that upstream is asked as seldom as can be.
 *
 * Rules: a fact is good, bad or undetermined with its reason, and one version
 * that fails disturbs no other. What cannot change is learnt once and kept; what
 * can, where a tag points above all, is asked anew every time. Nothing here
 * knows a go.mod, a policy or a finding.
 */
export type { CopyDifference, DifferingContents, ReplacedModulePath } from './copyDifference.ts';
export type { CopySides, FileSides } from './copySides.ts';
export {
  type ComparisonOptions,
  type Examinations,
  type Examined,
  type Learnt,
  OwnExaminations,
} from './examinations.ts';
export type { CopyHashes, ExaminedFacts, LogFact, LoggedBefore } from './examinedFacts.ts';
export { type ExaminationOptions, nothingLearnt } from './examiner.ts';
export { isDangerous } from './gainedBy.ts';
export type { HostWants, Question, Resemblance } from './question.ts';
export type { ExaminationServices, LogDateTable, TrustedRootFile } from './services.ts';
export type { VendorFact, VendorQuestion } from './vendoredCopy.ts';
