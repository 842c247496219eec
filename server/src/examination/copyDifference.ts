import type { Gains } from '../gosource/index.ts';
import type { Patch } from '../patch/index.ts';
import type { Explanation, NotApplicable, Undetermined } from '../verdict/index.ts';

/** How two copies of a module, or two modules, differ. Paths are inside the modules and attacker-controlled. */
export type CopyDifference = { readonly left: string; readonly right: string } & (
  | {
      readonly state: 'same';
      readonly explanations: readonly Explanation[];
      readonly modulePath: ReplacedModulePath | null;
    }
  | DifferingContents
  | Undetermined
  | NotApplicable
);

/** Where two copies differ. */
export interface DifferingContents {
  readonly state: 'differs';
  readonly changed: readonly string[];
  readonly onlyLeft: readonly string[];
  readonly onlyRight: readonly string[];
  readonly explanations: readonly Explanation[];
  /** What the left copy gains; null when there was too much to look into. */
  readonly gains: Gains | null;
  /** The left copy's module path, where it was taken for the right one's; null between copies of one module. */
  readonly modulePath: ReplacedModulePath | null;
  /** The contents line by line, from the right copy to the left one; null when they could not be had. */
  readonly patch: Patch | null;
  /** Files among those above whose contents could not be had or were too much, and are not in the patch. */
  readonly notCompared: readonly string[];
}

/**
 * A copy under another module path names itself by it everywhere. That alone is
 * no difference, and it is said how often it was passed over.
 */
export interface ReplacedModulePath {
  readonly from: string;
  readonly to: string;
  readonly places: number;
  /** Files that differ in nothing else; they are not among the changed ones. */
  readonly onlyThere: readonly string[];
}
