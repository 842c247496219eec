import type { DatedSize } from '../age/index.ts';
import type { GoSettings } from '../goenv/index.ts';
import type { Policy } from '../policy/index.ts';
import type { Clock, Files, Git, Http, Log, Store } from '../ports/index.ts';
import type { Patience } from '../sources/index.ts';
import type { AuditFile } from './auditFile.ts';
import type { NameJudge } from './nameJudge.ts';

/** Everything that an audit works with. */
export interface AuditServices {
  readonly http: Http;
  readonly git: Git;
  readonly files: Files;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: GoSettings;
  readonly names: NameJudge;
  /** How long the log of the public checksum database was on which day, as the product knows it. */
  readonly dates: readonly DatedSize[];
  /** This machine's tag ledger; null when it has no place for one. */
  readonly machineLedger: string | null;
  readonly patience: Patience;
  /** The platform's way to put paths together. */
  readonly path: { join(...parts: string[]): string };
}

/** How an audit is done. */
export interface AuditOptions {
  /** The policy for the requirements of one file; null for modules that no file names. */
  readonly policyFor: (file: AuditFile | null) => Policy;
  /** No request at all; what is stored is used. */
  readonly offline: boolean;
  /** How many repositories, and how many copies of modules, are dealt with at a time. */
  readonly concurrency: number;
  /** Tag ledgers of the audited projects. */
  readonly ledgers: readonly string[];
  readonly signal: AbortSignal;
  /** Called when one more module version was examined. */
  readonly progress: (done: number, total: number) => void;
}
