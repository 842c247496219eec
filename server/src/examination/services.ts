import type { DatedSize } from '../age/index.ts';
import type { GoSettings } from '../goenv/index.ts';
import type { Clock, Files, Git, Http, Log, Store } from '../ports/index.ts';
import type { TrustedRootText } from '../provenance/index.ts';
import type { CodeHost, ImporterService, LedgerFiles, Patience } from '../sources/index.ts';

/** The file of trusted roots by which attestations are verified. */
export interface TrustedRootFile {
  /** Reads it. Rejects where it cannot be read. */
  read(): Promise<TrustedRootText>;
}

/** How long the log of one checksum database was on which day. */
export interface LogDateTable {
  /** Name of the database, as in its key. The rows say nothing about any other. */
  readonly database: string;
  readonly rows: readonly DatedSize[];
}

/** Everything that an examination works with. */
export interface ExaminationServices {
  readonly http: Http;
  readonly git: Git;
  readonly files: Files;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: GoSettings;
  /** How long the logs of checksum databases were on which day, as the product and the user know it. */
  readonly dates: readonly LogDateTable[];
  /** Reads this machine's tag ledger, and those of projects. */
  readonly ledgerFiles: LedgerFiles;
  /** This machine's tag ledger; null when it has no place for one. */
  readonly machineLedger: string | null;
  /** Who is asked how many modules require a suspect one; null for nobody. */
  readonly importers: ImporterService | null;
  /** Whose own services may be asked about their repositories. */
  readonly codeHosts: readonly CodeHost[];
  readonly trustedRoot: TrustedRootFile;
  readonly patience: Patience;
}
