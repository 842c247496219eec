import type { NotApplicable, Undetermined } from './undetermined.ts';

/** What the authors of a module say of a version today, in the go.mod of the newest one. */
export type NoticeFact =
  /** Nothing that is of note. */
  | { readonly state: 'none'; readonly newest: string }
  | {
      readonly state: 'given';
      /** The version whose go.mod says it. */
      readonly newest: string;
      /** The retractions that hold for the version. */
      readonly retracted: readonly Retraction[];
      /** The message of the deprecation of the module; null where it is not deprecated. Attacker-controlled. */
      readonly deprecated: string | null;
    }
  | Undetermined
  | NotApplicable;

/** One retraction. All of it is attacker-controlled; the bounds are as written and may be no versions. */
export interface Retraction {
  readonly low: string;
  readonly high: string;
  /** Why, as the authors say; empty when they do not. */
  readonly rationale: string;
}
