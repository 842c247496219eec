import type { TokenRange } from './declarations.ts';
import { type Budget, Evaluator } from './evaluator.ts';
import type { GoFile } from './file.ts';
import type { Value } from './value.ts';

/**
 * The constants and variables of one package whose first value is known without
 * running the program, from all of its files.
 *
 * What a variable is set to later is not followed.
 */
export class PackageValues {
  /** Work that may still be done for this package. */
  readonly budget: Budget;
  readonly #expressions = new Map<string, { readonly file: GoFile; readonly value: TokenRange }>();
  readonly #known = new Map<string, Value | null>();

  constructor(files: readonly GoFile[]) {
    let tokens = 0;
    for (const file of files) {
      tokens += file.tokens.length;
      for (const { name, value } of file.values) {
        this.#expressions.set(name, { file, value });
      }
    }
    this.budget = { steps: STEPS_PER_TOKEN * tokens + SPARE_STEPS, depth: 0 };
  }

  /** The value of a package-level name, or null. */
  lookup(name: string): Value | null {
    const known = this.#known.get(name);
    const expression = this.#expressions.get(name);
    if (known !== undefined || expression === undefined) {
      return known ?? null;
    }
    // A name that is defined by itself has no value; this ends the search for it.
    this.#known.set(name, null);
    const { file, value } = expression;
    const result = this.evaluator(file).evaluate(value.from);
    const whole = result !== null && result.next === value.to ? result.value : null;
    this.#known.set(name, whole);
    return whole;
  }

  /** An evaluator for the expressions of one file; `locals` are asked first. */
  evaluator(file: GoFile, locals?: ReadonlyMap<string, Value | null>): Evaluator {
    const lookup = (name: string): Value | null => {
      const local = locals?.get(name);
      return local === undefined ? this.lookup(name) : local;
    };
    return new Evaluator(file.tokens, file.importNames, lookup, this.budget);
  }
}

const STEPS_PER_TOKEN = 8;
const SPARE_STEPS = 10_000;
