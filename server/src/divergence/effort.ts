/** Thrown when attribute files would take too long to evaluate. */
export class TooComplex extends Error {
  constructor() {
    super('the .gitattributes files would take too long to evaluate');
    this.name = 'TooComplex';
  }
}

/**
 * A budget of steps. Patterns and paths are attacker-controlled, and matching
 * them can take time exponential in the number of stars; so every step is paid for.
 */
export class Effort {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  /** Pays for some steps; throws {@link TooComplex} when the budget is spent. */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new TooComplex();
  }
}
