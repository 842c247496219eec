import type { KnownModule } from './corpus.ts';
import { type Name, splitName } from './name.ts';

/** One repository of the corpus, or one module of a publisher's own host. Ten thousand are made while a person waits. */
export class KnownRepository {
  readonly publisher: string;
  /** The greatest weight of its modules. */
  weight: number;
  readonly #first: KnownModule;
  /** The other modules; most repositories have none. */
  #others: KnownModule[] | null = null;
  #modules: readonly KnownModule[] | null = null;
  #name: Name | null = null;
  /** The repository that came before in the same context, for the index that holds both; and how many there are, this one included. */
  before: KnownRepository | undefined = undefined;
  count = 1;

  constructor(module: KnownModule, publisher: string) {
    this.publisher = publisher;
    this.weight = module.weight;
    this.#first = module;
  }

  /**
   * Its name as its first module spells it. Taken apart when somebody asks: a
   * go.mod resembles few of all repositories.
   */
  get name(): Name {
    this.#name ??= splitName(this.#first.path)!;
    return this.#name;
  }

  /** Its modules, most used first. All have to be added before. */
  get modules(): readonly KnownModule[] {
    this.#modules ??= [this.#first, ...(this.#others ?? [])].sort((a, b) => b.weight - a.weight);
    return this.#modules;
  }

  add(module: KnownModule): void {
    this.#others ??= [];
    this.#others.push(module);
    if (module.weight > this.weight) this.weight = module.weight;
  }
}
