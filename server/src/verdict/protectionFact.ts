import type { NotApplicable, Undetermined } from './undetermined.ts';

/** Whether the tag of a version can still be moved, as far as an outsider sees. */
export type ProtectionFact =
  | {
      /**
       * `immutable`: a release locks the tag. `restricted`: a rule of the code host
       * keeps it from being moved and deleted, but for whom the rule lets pass.
       * `movable`: the rules were read, and none covers it.
       */
      readonly state: 'immutable' | 'restricted' | 'movable';
      /** What protects it, in words; may hold text from outside. Empty for `movable`. */
      readonly by: string;
      /** Who may still move it, in words. */
      readonly mayMove: string;
      /** What was read to know it: addresses. */
      readonly sources: readonly string[];
    }
  | Undetermined
  | NotApplicable;
