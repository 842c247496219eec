import { atLeast, type Finding, type Severity } from '../finding/index.ts';
import type { UndeterminedChoice } from '../policy/index.ts';

/** What the exit codes mean; the same in every format. */
export const EXIT = {
  /** Nothing at or above the threshold. */
  clean: 0,
  /** Findings at or above the threshold. */
  findings: 1,
  /** Wrong use, or something that could not be read, so that part of the answer is missing. */
  unusable: 2,
  /** Something could not be determined, and the policy says that this matters. */
  undetermined: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Decides the exit code. Findings outrank unreadable input, which outranks what could not be determined. */
export function exitCodeOf(outcome: {
  readonly findings: readonly Finding[];
  readonly failOn: Severity | 'never';
  /** Something in the input could not be read. */
  readonly unreadable: boolean;
  /** How many module versions, and vendored modules, there are of which something could not be determined. */
  readonly undetermined: number;
  readonly undeterminedChoice: UndeterminedChoice;
}): ExitCode {
  const { failOn } = outcome;
  if (failOn !== 'never' && outcome.findings.some(({ severity }) => atLeast(severity, failOn)))
    return EXIT.findings;
  if (outcome.unreadable) return EXIT.unusable;
  if (outcome.undetermined > 0 && outcome.undeterminedChoice === 'fail') return EXIT.undetermined;
  return EXIT.clean;
}
