import type { VersionSet } from './versionSet.ts';

/**
 * How sure it is that a module is malicious. `confirmed`: an advisory, or
 * whoever found and took it apart, says so. `reported`: a single secondary
 * source says so, or nobody has shown that it does harm.
 */
export type Confidence = 'confirmed' | 'reported';

/** What a feed says of one module. */
export interface Advisory {
  /** Module path, letter case included. */
  readonly path: string;
  readonly versions: VersionSet;
  /** Ids of advisories, the one that is shown first; empty where no advisory was published. */
  readonly ids: readonly string[];
  /** The module that it passes for; null where that is not known. */
  readonly imitates: string | null;
  /** Whether it is only thought, by the name, that {@link imitates} is meant. */
  readonly imitatesByGuess: boolean;
  /** In a word or two: `malware`, `typosquat`, `compromised release` … */
  readonly kind: string;
  /** When it became known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly date: string;
  /** Who said so. */
  readonly source: string;
  readonly confidence: Confidence;
}

/** A feed as it is written down. */
export interface Feed {
  /** Of when it is, `YYYY-MM-DD`. */
  readonly date: string;
  readonly advisories: readonly Advisory[];
  /** Ids of advisories that were published and taken back. */
  readonly withdrawn: readonly string[];
}
