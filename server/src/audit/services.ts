import type { ExaminationOptions, ExaminationServices, Learnt } from '../examination/index.ts';
import type { Policy } from '../policy/index.ts';
import type { AuditFile } from './auditFile.ts';
import type { FeedJudge } from './feedJudge.ts';
import type { NameJudge } from './nameJudge.ts';

/** Everything that an audit works with. */
export interface AuditServices extends ExaminationServices {
  readonly names: NameJudge;
  readonly feed: FeedJudge;
  /** The platform's way to put paths together. */
  readonly path: { join(...parts: string[]): string };
}

/** What judging takes, wherever the modules are examined. */
export type JudgingServices = Pick<
  AuditServices,
  'names' | 'feed' | 'path' | 'files' | 'clock' | 'machineLedger' | 'settings'
>;

/** How an audit is done. */
export interface AuditOptions extends ExaminationOptions {
  /** The policy for the requirements of one file; null for modules that no file names. */
  readonly policyFor: (file: AuditFile | null) => Policy;
  /** Called when one more module version was examined. */
  readonly progress: (done: number, total: number) => void;
  /** Called with what was learnt about it. */
  readonly learnt?: Learnt;
}
