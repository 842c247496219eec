import type { TokenRange } from '../gosource/index.ts';
import type { CallSite, Facts, FieldFlow, Flow, FunctionLiteral, Parameter } from './facts.ts';

/** Things that are kept of one function. */
const MAX_FACTS = 1 << 17;

/** Keeps facts as they are found, at most {@link MAX_FACTS}. */
export class FactsStore {
  readonly #calls: CallSite[] = [];
  readonly #literals = new Map<number, FunctionLiteral>();
  readonly #flows = new Map<string, Flow[]>();
  readonly #types = new Map<string, TokenRange[]>();
  readonly #parameters = new Map<string, Parameter[]>();
  readonly #fields: FieldFlow[] = [];
  readonly #returns = new Map<number, TokenRange[]>();
  readonly #ranged: Facts['ranged'][number][] = [];
  #left = MAX_FACTS;

  /** Whether there was room for everything. */
  get complete(): boolean {
    return this.#left > 0;
  }

  get all(): Omit<Facts, 'results' | 'body' | 'complete'> {
    return {
      calls: this.#calls,
      literals: this.#literals,
      flows: this.#flows,
      types: this.#types,
      parameters: this.#parameters,
      fields: this.#fields,
      returns: this.#returns,
      ranged: this.#ranged,
    };
  }

  call(call: CallSite): void {
    if (this.#left-- > 0) this.#calls.push(call);
  }

  literal(at: number, literal: FunctionLiteral): void {
    if (this.#left-- > 0) this.#literals.set(at, literal);
  }

  flow(name: string, flow: Flow): void {
    this.#add(this.#flows, name, flow);
  }

  type(name: string, type: TokenRange): void {
    this.#add(this.#types, name, type);
  }

  parameter(name: string, parameter: Parameter): void {
    this.#add(this.#parameters, name, parameter);
  }

  field(field: FieldFlow): void {
    if (this.#left-- > 0) this.#fields.push(field);
  }

  returned(literal: number, value: TokenRange): void {
    this.#add(this.#returns, literal, value);
  }

  ranged(ranged: Facts['ranged'][number]): void {
    if (this.#left-- > 0) this.#ranged.push(ranged);
  }

  #add<K, T>(map: Map<K, T[]>, key: K, value: T): void {
    if (this.#left-- <= 0) return;
    const known = map.get(key);
    if (known === undefined) map.set(key, [value]);
    else known.push(value);
  }
}
