import type { Capability } from '../gosource/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import type { NotApplicable, Undetermined } from './undetermined.ts';

/** A module whose content is almost that of another one. Paths are inside the modules. */
export interface NearCopy {
  readonly state: 'near-copy';
  /** The module that it is a copy of, with the version that it was compared with. */
  readonly target: ModuleVersion;
  /** Share of its built Go code that is the target's, 0 to 1, and of the target's that it has. */
  readonly share: number;
  readonly covered: number;
  /** How many files are the same but for names. */
  readonly same: number;
  readonly changed: readonly string[];
  readonly added: readonly string[];
  readonly missing: readonly string[];
  /** What it can do that the target cannot; null when that could not be looked into. */
  readonly gained: {
    readonly capabilities: readonly Capability[];
    /** What runs on import and did not: `init in db.go: network, process`. */
    readonly onImport: readonly string[];
    /** What importing it does that importing the target does not: processes, connections, loaded code. */
    readonly actsOnImport: readonly Capability[];
    /** Texts that are put together at run time and were not there. */
    readonly assembledTexts: number;
  } | null;
  /** In a few words, capabilities included: `97 % of github.com/a/b; 1 file differs; gained: network`. */
  readonly phrase: string;
}

/** The module's content beside that of the module that its name or its texts point at. */
export type LikenessFact =
  | NearCopy
  | { readonly state: 'unlike'; readonly target: ModuleVersion; readonly share: number }
  | (Undetermined & { readonly target: string })
  /** Nothing points at another module. */
  | NotApplicable;
