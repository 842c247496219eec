import type { Face } from './face.ts';
import { joined, repositoryKey } from './fold.ts';
import type { KnownRepository } from './knownRepository.ts';
import { calledName, type Name } from './name.ts';

/** How one repository name is shared out between owners. */
interface SharedName {
  /** The most used one. */
  readonly repository: KnownRepository;
  /** How many repositories of other publishers are called so as well, plus one. */
  publishers: number;
  /** The weight of the most used one of another publisher. */
  nextWeight: number;
}

/** What repositories are called, and by how many. */
export class SharedNames {
  /** By {@link repositoryKey}, and by the whole name where that is another; the latter start with {@link WHOLE}. */
  readonly #byName = new Map<string, SharedName>();

  /** Enters a face; of those that are called alike, the most used ones have to be entered first. */
  add({ what, repository }: Face): void {
    this.#enter(what, repository);
    const whole = wholeName(repository.name);
    if (whole.length !== what.length) this.#enter(WHOLE + whole, repository);
  }

  /**
   * The repository that a name called so is most likely meant to be, or null
   * when the name says too little: it is short, or everybody uses it.
   *
   * The whole name counts first: with its `go`, a short name has more letters.
   */
  meant(name: Name): KnownRepository | null {
    const whole = wholeName(name);
    const key = repositoryKey(calledName(name));
    const asWhole = whole.length === key.length ? undefined : this.#byName.get(WHOLE + whole);
    return distinct(asWhole, whole.length) ?? distinct(this.#byName.get(key), key.length);
  }

  #enter(called: string, repository: KnownRepository): void {
    const entry = this.#byName.get(called);
    if (entry === undefined) this.#byName.set(called, { repository, publishers: 1, nextWeight: 0 });
    else if (entry.repository.publisher !== repository.publisher) {
      if (entry.publishers++ === 1) entry.nextWeight = repository.weight;
    }
  }
}

/** No repository name holds a blank. */
const WHOLE = ' ';

/** Many publishers have something of such a name: it says nothing, unless one of them is what everybody means. */
const COMMON_NAME = 5;

function distinct(shared: SharedName | undefined, letters: number): KnownRepository | null {
  if (shared === undefined) return null;
  const { weight } = shared.repository;
  if (letters < 3 || (letters === 3 && weight < 20)) return null;
  const isCommon = shared.publishers >= COMMON_NAME;
  return isCommon && (weight < 20 || weight < shared.nextWeight * 4) ? null : shared.repository;
}

/** What a repository is called without its separators, `go` and `golang` included. */
function wholeName(name: Name): string {
  return joined(calledName(name));
}
