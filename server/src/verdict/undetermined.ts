import type { UndeterminedReason } from './reasons.ts';

/** It could not be learnt. Neither good nor bad. */
export interface Undetermined {
  readonly state: 'undetermined';
  readonly reason: UndeterminedReason;
  /** What happened, in a few words; may hold text from outside. Empty when the reason says it all. */
  readonly detail: string;
}

/** The question makes no sense for this module: private, replaced by a directory, not from git. */
export interface NotApplicable {
  readonly state: 'not-applicable';
  readonly why: string;
}

/** Makes an undetermined fact. */
export function undetermined(reason: UndeterminedReason, detail = ''): Undetermined {
  return { state: 'undetermined', reason, detail };
}

/** Makes a fact that does not apply. */
export function notApplicable(why: string): NotApplicable {
  return { state: 'not-applicable', why };
}
