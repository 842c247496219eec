import { Evaluator, sum, type TokenRange, type Value } from '../gosource/index.ts';
import { splitList } from './lookAhead.ts';
import type { ModulePackage } from './modulePackages.ts';
import type { Piece, Program } from './program.ts';
import type { Reached } from './reached.ts';

/** Names inside one another beyond this are not followed. */
const MAX_DEPTH = 12;

/** Steps of evaluation for one call that acts. */
const MAX_STEPS = 100_000;

/** Steps in which one text may grow. */
const MAX_GROWTH = 64;

/** The values of expressions that are known without running the module, as far as a bounded amount of work goes. */
export class KnownValues {
  readonly #program: Program;
  readonly #reached: Reached;
  readonly #budget = { steps: MAX_STEPS, depth: 0 };
  readonly #known = new Map<string, Value | null>();
  #depth = 0;

  constructor(program: Program, reached: Reached) {
    this.#program = program;
    this.#reached = reached;
  }

  /** The value of the expression that starts at a token, and the index of the token behind it; or null. */
  at(piece: Piece, from: number): { readonly value: Value; readonly next: number } | null {
    const { tokens } = this.#program.read(piece);
    if (this.#depth >= MAX_DEPTH || this.#budget.steps <= 0) return null;
    this.#depth++;
    const { paths } = this.#program.names(piece.file);
    const before = this.#budget.depth;
    this.#budget.depth = 0;
    const lookup = (name: string): Value | null => this.#named(piece, name);
    const member = (path: string, name: string): Value | null =>
      path === '' ? this.#field(piece, name) : this.#member(path, name);
    const imports = { paths, dotted: [] };
    const result = new Evaluator(tokens, imports, lookup, this.#budget, member).evaluate(from);
    this.#budget.depth = before;
    this.#depth--;
    return result;
  }

  #valueOf(piece: Piece, { from, to }: TokenRange): Value | null {
    const result = to > from ? this.at(piece, from) : null;
    if (result === null) return null;
    // A declaration ends with a semicolon.
    const isWhole =
      result.next >= to || (result.next === to - 1 && this.#program.read(piece).tokens.kind(to - 1) === ';');
    return isWhole ? result.value : null;
  }

  #named(piece: Piece, name: string): Value | null {
    const key = `${piece.id} ${name}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    // A name that is defined by itself has no value; this ends the search for it.
    this.#known.set(key, null);
    const value = this.#find(piece, name);
    this.#known.set(key, value);
    return value;
  }

  /** The value of a name that is set once, or grows step by step. */
  #find(piece: Piece, name: string): Value | null {
    const { facts } = this.#program.read(piece);
    const flows = (facts.flows.get(name) ?? []).filter(({ whole }) => whole);
    if (flows.length > 0 && flows.length <= MAX_GROWTH) {
      let value: Value | null = null;
      for (const [index, flow] of flows.entries()) {
        const next = this.#valueOf(piece, flow.value);
        if (next === null || (index > 0 && !flow.appends)) return null;
        value = value === null ? next : sum(value, next);
      }
      return value;
    }
    return this.#packageLevel(piece.package, name);
  }

  /** The value of a name of another package of the module. */
  #member(path: string, name: string): Value | null {
    const own = this.#program.packages.byImportPath.get(path) ?? [];
    const [only] = own;
    return only === undefined || own.length > 1 ? null : this.#packageLevel(only, name);
  }

  /** The value of `x.f` when fields of the name are set in one place. */
  #field(piece: Piece, name: string): Value | null {
    const point = name.indexOf('.');
    for (const each of this.#program.values(piece.package, name.slice(0, point))) this.#reached.note(each);
    const field = name.slice(point + 1);
    const flows = this.#reached.fieldsNamed(field).filter(({ flow }) => flow.field === field);
    const [only] = flows;
    return only === undefined || flows.length > 1 ? null : this.#valueOf(only.piece, only.flow.value);
  }

  #packageLevel(of: ModulePackage, name: string): Value | null {
    const values = this.#program.values(of, name);
    const [only] = values;
    if (only === undefined || values.length > 1) return null;
    const { tokens, facts } = this.#program.read(only);
    if (only.names.length === 1) return this.#valueOf(only, facts.body);
    const parts = splitList(tokens, facts.body);
    const part = parts.length === only.names.length ? parts[only.names.indexOf(name)] : undefined;
    return part === undefined ? null : this.#valueOf(only, part);
  }
}
