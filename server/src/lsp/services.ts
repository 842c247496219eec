import type { AuditServices, FeedJudge, feedHostsOf, NameJudge, Platform } from '../audit/index.ts';
import type { Examinations } from '../examination/index.ts';
import type { GoSettings } from '../goenv/index.ts';
import type { MachinePolicyPlace } from '../policy/index.ts';
import type { Files } from '../ports/index.ts';
import type { MachineSettings } from './settings.ts';

/** What came of a refresh of the list of malicious modules. Texts are attacker-controlled in part: escape them. */
export type FeedRefresh =
  | {
      readonly kind: 'refreshed';
      /** Of when the download is, `YYYY-MM-DD`. */
      readonly date: string;
      readonly unread: readonly string[];
      readonly takenBack: string;
    }
  | { readonly kind: 'failed'; readonly detail: string; readonly isWorse: boolean };

/** What the language server is given to work with. */
export interface LanguageServices {
  /** The product's version. */
  readonly version: string;
  readonly files: Files;
  readonly path: Platform;
  readonly clock: AuditServices['clock'];
  /** Examines where no key waits for it. */
  readonly examinations: Examinations;
  /** Judges names by the lists that the settings name. */
  names(): NameJudge;
  /** Tells which module versions are listed as malicious. */
  feed(): FeedJudge;
  /** Has `changed` called whenever {@link feed} gives another list, whoever put it there. */
  hearOfFeed(changed: () => void): void;
  /** Looks once whether another list lies on the disk. Never rejects. */
  lookAtFeed(): Promise<void>;
  /** Where the list would be downloaded, by the settings of this machine; a sentence where it is not. */
  feedSources(): Parameters<typeof feedHostsOf>[0];
  /** Downloads the list, and uses it from then on. `progress` hears of each host. Rejects on cancellation, and for faults. */
  refreshFeed(
    progress: (host: string, number: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<FeedRefresh>;
  /** The go command's settings in force. */
  settings(): Promise<GoSettings>;
  /** Where the policy of this machine's administrators is looked for. */
  machinePolicy(): MachinePolicyPlace;
  /** Who is asked how many modules require a suspect one; null for nobody. */
  importers(): AuditServices['importers'];
  /** The code hosts whose own services may be asked. */
  codeHosts(): AuditServices['codeHosts'];
  /** This machine's tag ledger; null when it has no place for one. */
  machineLedger(): string | null;
  /** Works with other settings from now on. Rejects when they cannot be followed, with a sentence; the old ones then stay. */
  configure(settings: MachineSettings): Promise<void>;
  /** URI of the page about a finding's code; null where there is none. */
  pageOf(code: string): string | null;
  /** Forgets all stored verdicts. Rejects with FileError. */
  clearStore(): Promise<void>;
}
