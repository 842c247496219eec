import type { AuditServices, FeedUsed, feedHostsOf, NameJudge } from '../audit/index.ts';
import type { GoSettings } from '../goenv/index.ts';
import type { MachinePolicyPlace } from '../policy/index.ts';
import type { Files, Log } from '../ports/index.ts';

/** What the command line speaks to. */
export interface Terminal {
  /** Writes to standard output; resolves when the text is handed over. */
  out(text: string): Promise<void>;
  /** Writes to standard error. */
  err(text: string): void;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** Read for NO_COLOR and CI alone. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** Aborts when the user interrupts. */
  readonly signal: AbortSignal;
}

/** Services of one run, to be closed. */
export interface OpenedServices {
  readonly services: AuditServices;
  close(): Promise<void>;
}

/** What the command line is given to work with. */
export interface CliServices {
  readonly version: string;
  readonly files: Files;
  /** The platform's paths. */
  readonly path: {
    join(...parts: string[]): string;
    resolve(path: string): string;
    dirname(path: string): string;
  };
  /** Node's name of the operating system. */
  readonly platform: string;
  /** The text of a finding's page by its file name; null when there is none. */
  readPage(name: string): Promise<string | null>;
  /** Writes a report, whole or not at all. Rejects with FileError. */
  writeOutput(path: string, text: string): Promise<void>;
  /** Makes a folder that holds an empty tag ledger of this name and tells git how to merge it. Rejects with FileError. */
  makeLedger(folder: string, name: string): Promise<void>;
  /** Letters and digits that nobody can guess, another each time. */
  nonce(): string;
  settings(): Promise<GoSettings>;
  /** Where the policy of this machine's administrators is looked for. */
  readonly machinePolicy: MachinePolicyPlace;
  /** Reads the list of known modules. */
  names(): NameJudge;
  /** Who would be asked how many modules require a suspect one; null for nobody. */
  readonly importers: AuditServices['importers'];
  /** The code hosts whose own services may be asked. */
  readonly codeHosts: AuditServices['codeHosts'];
  /** The list of malicious modules in use, with what was downloaded into `cacheDir`. */
  feed(cacheDir: string | null): FeedUsed;
  /** Where that list is downloaded; a sentence where it is not. */
  feedSources(): Parameters<typeof feedHostsOf>[0];
  /**
   * Downloads the list of malicious modules; with `acceptsLosses` also one that is
   * older than the list at hand, or lacks some of it. Rejects on cancellation alone.
   */
  refreshFeed(
    options: { readonly cacheDir: string | null; readonly acceptsLosses: boolean },
    signal: AbortSignal,
  ): Promise<
    | {
        readonly kind: 'refreshed';
        readonly date: string;
        readonly unread: readonly string[];
        readonly takenBack: string;
        readonly accepted: string;
      }
    | { readonly kind: 'failed'; readonly detail: string; readonly isWorse: boolean }
  >;
  /** Opens everything that an audit needs. `cacheDir` null: the user's cache folder. */
  open(options: { readonly cacheDir: string | null; readonly log: Log }): Promise<OpenedServices>;
}
