import type { KnownModule } from './corpus.ts';
import { type Name, splitName } from './name.ts';

/** One repository of the corpus, or one module of a publisher's own host. */
export class KnownRepository {
  /** The path of its first module. */
  readonly path: string;
  readonly publisher: string;
  /** The greatest weight of its modules. */
  weight: number;
  readonly #modules: KnownModule[];
  #isSorted = true;
  #name: Name | null = null;

  constructor(module: KnownModule, publisher: string) {
    this.path = module.path;
    this.publisher = publisher;
    this.weight = module.weight;
    this.#modules = [module];
  }

  /**
   * Its name as its first module spells it. Taken apart when somebody asks: of
   * ten thousand repositories, a go.mod resembles few.
   */
  get name(): Name {
    this.#name ??= splitName(this.path)!;
    return this.#name;
  }

  /** Its modules, most used first. */
  get modules(): readonly KnownModule[] {
    if (!this.#isSorted) {
      this.#modules.sort((a, b) => b.weight - a.weight);
      this.#isSorted = true;
    }
    return this.#modules;
  }

  add(module: KnownModule): void {
    this.#modules.push(module);
    this.#isSorted = false;
    if (module.weight > this.weight) this.weight = module.weight;
  }
}
