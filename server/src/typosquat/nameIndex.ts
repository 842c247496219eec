import { learnAffixes } from './affixes.ts';
import type { KnownModule } from './corpus.ts';
import { FaceIndex } from './faceIndex.ts';
import { KnownHosts } from './knownHosts.ts';
import { KnownRepository } from './knownRepository.ts';
import { splitName } from './name.ts';

/** The corpus, prepared for look-ups whose cost does not depend on its size. Made by {@link buildIndex}. */
export class NameIndex {
  /** Paths that cannot be taken apart, as spelled. */
  readonly wholePaths = new Set<string>();
  /** By their repository path. */
  readonly repositories = new Map<string, KnownRepository>();
  readonly publishers = new Set<string>();
  readonly faces = new FaceIndex();
  #hosts: KnownHosts | null = null;
  #affixes: ReadonlyMap<string, number> | null = null;

  /** The hosts of the corpus, gathered when they are needed first. */
  get hosts(): KnownHosts {
    this.#hosts ??= new KnownHosts(this.repositories);
    return this.#hosts;
  }

  /** What owners put before or behind their names, learnt when it is needed first. */
  get affixes(): ReadonlyMap<string, number> {
    this.#affixes ??= learnAffixes(ownersOf(this.publishers));
    return this.#affixes;
  }

  /** Takes one module of the corpus. All have to be taken before the first name is judged. */
  add(module: KnownModule): void {
    const name = splitName(module.path);
    if (name === null) {
      this.wholePaths.add(module.path);
      return;
    }
    const known = this.repositories.get(name.repositoryPath);
    if (known !== undefined) {
      known.add(module);
      return;
    }
    const repository = new KnownRepository(module, name.publisher);
    this.repositories.set(name.repositoryPath, repository);
    this.publishers.add(name.publisher);
    this.faces.add(repository, name);
  }
}

/**
 * Builds the index of a corpus, in linear time. Several corpora may be given as
 * one; of a path that comes twice, the greater weight counts.
 *
 * The corpus is trusted; a path that cannot be taken apart is known itself and
 * is no target.
 */
export function buildIndex(modules: Iterable<KnownModule>): NameIndex {
  const index = new NameIndex();
  for (const module of modules) index.add(module);
  return index;
}

/** The owners among publishers; the others have hosts of their own. */
function ownersOf(publishers: Iterable<string>): string[] {
  const owners: string[] = [];
  for (const publisher of publishers) {
    const slash = publisher.lastIndexOf('/');
    if (slash > 0) owners.push(publisher.slice(slash + 1));
  }
  return owners;
}
