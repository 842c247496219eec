import { coarseHash } from './coarseHash.ts';
import { contextOf, type Face, KeySort, pathKey, withoutEndWords } from './face.ts';
import { coarseKey, joined, letterBagHash, repositoryKey, skeleton } from './fold.ts';
import { domainLabel, registrableDomain } from './host.ts';
import { hashText, KeyTable, MAX_SEGMENT, mixKey, SegmentHash } from './keyTable.ts';
import type { KnownRepository } from './knownRepository.ts';
import { calledName, type Name } from './name.ts';
import { SharedNames } from './sharedNames.ts';

/** A face of a host that waits to be entered, and the ones that came before it in its context. */
interface Waiting extends Face {
  readonly before: Waiting | undefined;
  /** How many wait, this one included. */
  readonly count: number;
}

/** A context of so many faces is entered with the corpus, so that no name pays for more. */
const CROWD = 16;

/**
 * Finds faces by deletion neighbourhoods and canonical keys, each within its
 * context: what must agree.
 *
 * A context of few faces is entered when somebody asks for it first. A go.mod
 * asks for a few hundred of the thousands of names that the corpus has, and a
 * person waits for the index. A context of many is entered by {@link settle},
 * so that no look-up grows with the corpus.
 */
export class FaceIndex {
  /**
   * By the {@link coarseHash} of what it is called, the last repository of that hash; those before it hang on it. A
   * host is among the owners too, by the last element of its path.
   */
  readonly #owners = new Map<number, KnownRepository>();
  readonly #hosts = new Map<number, Waiting>();
  #gopkg: Waiting | undefined;
  /** The contexts that were entered and hold a face. */
  readonly #inhabited = new Set<number>();
  readonly #crowds: { readonly kind: Face['kind']; readonly coarse: number }[] = [];
  readonly #faces: Face[] = [];
  readonly #keys = new KeyTable();
  readonly #hash = new SegmentHash();
  readonly #sharedNames = new SharedNames();

  /** Takes the faces of a repository, to be entered later. */
  add(repository: KnownRepository, name: Name): void {
    this.#waitAsOwner(repository, name);
    if (name.owner === '') {
      this.#waitAsHost(name.host, pathKey(name.repository), repository);
      return;
    }
    if (name.host !== 'gopkg.in') return;
    const path = name.isOwnerImplied ? name.repository : `${name.owner}/${name.repository}`;
    this.#waitAsHost(name.host, pathKey(path), repository);
    if (!name.isOwnerImplied) return;
    const count = (this.#gopkg?.count ?? 0) + 1;
    this.#gopkg = { kind: 'gopkg', who: name.repository, what: '', repository, before: this.#gopkg, count };
    if (count === CROWD) this.#crowds.push({ kind: 'gopkg', coarse: hashText('') });
  }

  /** Enters the contexts of many faces. To be called when all faces are taken. */
  settle(): void {
    for (const { kind, coarse } of this.#crowds) this.#open(kind, coarse);
    this.#crowds.length = 0;
    this.#keys.makeRoom();
  }

  /**
   * Enters a context where that has not happened, and returns it; null for one
   * without any face, in which nothing is to be found. `coarse` is a {@link coarseKey}.
   */
  open(kind: Face['kind'], coarse: string): number | null {
    const context = this.#open(kind, hashText(coarse));
    return this.#inhabited.has(context) ? context : null;
  }

  #open(kind: Face['kind'], coarse: number): number {
    const context = contextOf(kind, coarse);
    for (const face of this.#take(kind, coarse)) {
      this.#inhabited.add(context);
      const id = this.#faces.push(face) - 1;
      if (kind === 'owner') this.#sharedNames.add(face);
      if (face.who.length > MAX_SEGMENT) continue;
      if (face.kind === kind) this.#enter(face, context, id);
      else this.#enterHostAsOwner(face, context, id);
    }
    return context;
  }

  /** Appends the ids of the faces of an open context that have the key; others may have it, too. */
  collect(segment: number, context: number, sort: number, found: number[] | null): number[] | null {
    return this.#keys.collect(mixKey(segment, context, sort), found);
  }

  face(id: number): Face {
    return this.#faces[id]!;
  }

  /** The repository that a name is most likely meant to be by what it is called; null when that says too little. */
  meant(name: Name): KnownRepository | null {
    this.open('owner', coarseKey(repositoryKey(calledName(name))));
    return this.#sharedNames.meant(name);
  }

  /** The waiting faces of a context, the most used first: where too many have one key, they stay. */
  #take(kind: Face['kind'], coarse: number): Face[] {
    const taken = kind === 'owner' ? this.#takeOwners(coarse) : this.#takeWaiting(kind, coarse);
    if (taken.length < 2) return taken;
    return taken.reverse().sort((a, b) => b.repository.weight - a.repository.weight);
  }

  #takeOwners(coarse: number): Face[] {
    const taken: Face[] = [];
    let repository = this.#owners.get(coarse);
    if (repository !== undefined) this.#owners.delete(coarse);
    for (; repository !== undefined; repository = repository.before) {
      const { name } = repository;
      const isHost = name.owner === '';
      const what = repositoryKey(calledName(name));
      taken.push({ kind: isHost ? 'host' : 'owner', who: isHost ? name.host : name.owner, what, repository });
    }
    return taken;
  }

  #takeWaiting(kind: 'host' | 'gopkg', coarse: number): Face[] {
    const taken: Face[] = [];
    let face = kind === 'gopkg' ? this.#gopkg : this.#hosts.get(coarse);
    if (kind === 'gopkg') this.#gopkg = undefined;
    else if (face !== undefined) this.#hosts.delete(coarse);
    for (; face !== undefined; face = face.before) taken.push(face);
    return taken;
  }

  #waitAsOwner(repository: KnownRepository, name: Name): void {
    const coarse = coarseHash(calledName(name));
    const before = this.#owners.get(coarse);
    if (before !== undefined) {
      repository.before = before;
      repository.count = before.count + 1;
    }
    this.#owners.set(coarse, repository);
    if (repository.count === CROWD) this.#crowds.push({ kind: 'owner', coarse });
  }

  #waitAsHost(who: string, what: string, repository: KnownRepository): void {
    const coarse = hashText(coarseKey(what));
    const before = this.#hosts.get(coarse);
    const count = before === undefined ? 1 : before.count + 1;
    this.#hosts.set(coarse, { kind: 'host', who, what, repository, before, count });
    if (count === CROWD) this.#crowds.push({ kind: 'host', coarse });
  }

  #enter(face: Face, context: number, id: number): void {
    const { who } = face;
    const hash = this.#hash;
    const keys = this.#keys;
    hash.load(who);
    const exact = hash.part(0, hash.length);
    keys.add(mixKey(exact, context, KeySort.exact), id);
    addDeletions(keys, hash, context, id);
    keys.add(mixKey(letterBagHash(who), context, KeySort.letters), id);
    const drawn = skeleton(who);
    if (drawn !== who) keys.add(mixKey(hashText(drawn), context, KeySort.skeleton), id);
    if (face.kind === 'host') {
      keys.add(mixKey(hashText(who.slice(0, who.lastIndexOf('.'))), context, KeySort.label), id);
      keys.add(mixKey(hashText(domainLabel(who)), context, KeySort.domain), id);
    } else {
      for (const shorter of withoutEndWords(who))
        keys.add(mixKey(hashText(shorter), context, KeySort.shorter), id);
    }
  }

  #enterHostAsOwner({ who }: Face, context: number, id: number): void {
    this.#keys.add(mixKey(hashText(joined(who)), context, KeySort.hostAsOwner), id);
    this.#keys.add(mixKey(hashText(joined(registrableDomain(who))), context, KeySort.hostAsOwner), id);
  }
}

/** Enters the segment that `hash` has loaded and everything that one deletion leaves of it. */
export function addDeletions(keys: KeyTable, hash: SegmentHash, context: number, id: number): void {
  keys.add(mixKey(hash.part(0, hash.length), context, KeySort.slip), id);
  for (let at = 0; at < hash.length; at++) keys.add(mixKey(hash.without(at), context, KeySort.slip), id);
}
