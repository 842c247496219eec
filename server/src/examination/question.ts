import type { ModuleVersion } from '../module/index.ts';

/** A module version to be examined. */
export interface Question {
  readonly module: ModuleVersion;
  /** The `h1:` hashes of its zip in the go.sum files that count; empty when there are none. */
  readonly expected: ReadonlySet<string>;
  /**
   * The known module that its name resembles; null for none. Left out where
   * nobody judged the name: then it is compared with no other module.
   */
  readonly resembles?: Resemblance | null;
  /** Its publisher is known: whatever its texts say, it passes for nobody else. */
  readonly isKnown?: boolean;
  /** What is asked of the code host's own service; left out for nothing. */
  readonly wants?: HostWants;
}

/** What the code host is asked for because a policy wants to know it. */
export interface HostWants {
  /** Attestations of the commit. */
  readonly provenance: boolean;
  /** Who may move the tag. */
  readonly protection: boolean;
}

/** What the name of a module says about which other module it may pass for. */
export interface Resemblance {
  readonly target: string;
  /** False where the repository's name is all that they share, which says nothing by itself. */
  readonly isSuspect: boolean;
}
