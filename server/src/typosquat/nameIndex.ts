import { AffixLearner } from './affixes.ts';
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
  /** What owners put before or behind their names, with hashes. */
  readonly affixes: ReadonlyMap<string, number>;

  /** The hosts of the corpus, gathered when they are needed first. */
  get hosts(): KnownHosts {
    this.#hosts ??= new KnownHosts(this.repositories);
    return this.#hosts;
  }

  constructor(modules: Iterable<KnownModule>) {
    const affixes = new AffixLearner();
    for (const module of modules) this.#add(module, affixes);
    this.affixes = affixes.learnt();
    this.faces.settle();
  }

  #add(module: KnownModule, affixes: AffixLearner): void {
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
    const publishers = this.publishers.size;
    const isNew = this.publishers.add(name.publisher).size > publishers;
    if (isNew && name.owner !== '' && !name.isOwnerImplied) affixes.add(name.owner);
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
  return new NameIndex(modules);
}
