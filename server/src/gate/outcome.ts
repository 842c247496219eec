/**
 * What a gate says of one module. `because` is why, as a part of a sentence.
 * `not-applicable` is for modules that nobody may ask about, and for code of this
 * machine: a gate neither stops them nor vouches for them.
 */
export interface Outcome {
  readonly state: 'pass' | 'fail' | 'undetermined' | 'not-applicable';
  readonly because: string;
}

export const pass = (because: string): Outcome => ({ state: 'pass', because });
export const fail = (because: string): Outcome => ({ state: 'fail', because });
export const unknown = (because: string): Outcome => ({ state: 'undetermined', because });
export const notApplicable = (because: string): Outcome => ({ state: 'not-applicable', because });

/** All of them: what fails decides, then what could not be determined. */
export function allOf(outcomes: readonly Outcome[]): Outcome {
  return decidedBy(['fail', 'undetermined', 'pass'], outcomes);
}

/** One of them is enough: what passes decides, then what could not be determined. */
export function oneOf(outcomes: readonly Outcome[]): Outcome {
  return decidedBy(['pass', 'undetermined', 'fail'], outcomes);
}

/**
 * The first state of `order` that one of them has, with the reasons of all that
 * have it. Where a part is not applicable and another is, the part vouches for nothing: it counts
 * as undetermined.
 */
function decidedBy(order: readonly Outcome['state'][], outcomes: readonly Outcome[]): Outcome {
  const [first] = outcomes;
  if (first === undefined || outcomes.every(({ state }) => state === 'not-applicable'))
    return notApplicable(first?.because ?? 'nothing was looked at');
  for (const state of order) {
    const reasons = outcomes
      .filter((one) => (one.state === 'not-applicable' ? 'undetermined' : one.state) === state)
      .map(({ because }) => because);
    if (reasons.length > 0) return { state, because: [...new Set(reasons)].join(', and ') };
  }
  throw new Error('an outcome has none of the states');
}
