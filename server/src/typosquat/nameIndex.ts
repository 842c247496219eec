import type { KnownModule } from './corpus.ts';
import { coarseKey, joined, letterBagHash, repositoryKey, skeleton } from './fold.ts';
import { registrableDomain } from './host.ts';
import { hashText, type KeyTable, KeyTableBuilder, MAX_SEGMENT, mixKey, SegmentHash } from './keyTable.ts';
import { type Name, splitName } from './name.ts';

/** One repository of the corpus, or one module of a publisher's own host. */
export interface KnownRepository {
  readonly name: Name;
  /** The greatest weight of its modules. */
  readonly weight: number;
  /** Its modules, most used first. */
  readonly modules: readonly KnownModule[];
}

/**
 * One way to read a name as two segments of which the first is imitated while
 * the second stays: owner and repository, host and path, or a short name of
 * `gopkg.in` alone.
 */
export interface Face {
  readonly kind: 'owner' | 'host' | 'gopkg';
  /** The segment that may be imitated, in lower case. */
  readonly who: string;
  /** What must agree, coarsely: a {@link coarseKey}. */
  readonly what: string;
  readonly repository: KnownRepository;
}

/**
 * The sorts of keys under which a face can be found. A skeleton that is the
 * segment itself is found under `exact`.
 */
export const KeySort = {
  exact: 0,
  /** The segment and everything that one deletion leaves of it. */
  slip: 1,
  skeleton: 2,
  /** The letters in no order, by their own hash. */
  letters: 3,
  /** The segment without its first or last word. */
  shorter: 4,
  /** A host without its last label. */
  label: 5,
  /** A host written as an owner: `uberorg` for `uber.org`. */
  hostAsOwner: 6,
} as const;

/** How one repository name is shared out between owners. */
export interface SharedName {
  readonly repository: KnownRepository;
  /** How many publishers of the corpus have a repository of this name. */
  publishers: number;
  /** The weight of the most used one of another publisher. */
  nextWeight: number;
}

/** The corpus, prepared for look-ups whose cost does not depend on its size. Made by {@link buildIndex}. */
export interface NameIndex {
  /** Paths that cannot be taken apart, as spelled. */
  readonly wholePaths: ReadonlySet<string>;
  /** By their repository path. */
  readonly repositories: ReadonlyMap<string, KnownRepository>;
  readonly publishers: ReadonlySet<string>;
  /** By {@link repositoryKey}. */
  readonly sharedNames: ReadonlyMap<string, SharedName>;
  /** The sum of the weights of all repositories of a host. */
  readonly hostWeights: ReadonlyMap<string, number>;
  readonly hostSlips: KeyTable;
  readonly hosts: readonly string[];
  readonly faces: readonly Face[];
  readonly keys: KeyTable;
}

interface MutableRepository extends KnownRepository {
  weight: number;
  modules: KnownModule[];
}

/**
 * Builds the index of a corpus. The corpus is trusted; a path that cannot be
 * taken apart is known itself and is no target.
 */
export function buildIndex(modules: Iterable<KnownModule>): NameIndex {
  const wholePaths = new Set<string>();
  const repositories = new Map<string, MutableRepository>();
  const publishers = new Set<string>();
  const hostWeights = new Map<string, number>();
  for (const module of modules) {
    const name = splitName(module.path);
    if (name === null) {
      wholePaths.add(module.path);
      continue;
    }
    const repository = repositories.get(name.repositoryPath);
    if (repository === undefined) {
      repositories.set(name.repositoryPath, { name, weight: module.weight, modules: [module] });
    } else {
      repository.modules.push(module);
      repository.weight = Math.max(repository.weight, module.weight);
    }
  }
  // The most used come first: where a list is cut short, they stay.
  const ranked = [...repositories.values()].sort((a, b) => b.weight - a.weight);
  const faces: Face[] = [];
  const sharedNames = new Map<string, SharedName>();
  for (const repository of ranked) {
    if (repository.modules.length > 1) repository.modules.sort((a, b) => b.weight - a.weight);
    const key = repositoryKey(repository.name.repository);
    const { host, publisher } = repository.name;
    publishers.add(publisher);
    hostWeights.set(host, (hostWeights.get(host) ?? 0) + repository.weight);
    addFaces(repository, key, faces);
    shareName(repository, key, sharedNames);
  }
  return {
    wholePaths,
    repositories,
    publishers,
    sharedNames,
    hostWeights,
    ...indexHosts(hostWeights),
    faces,
    keys: indexFaces(faces),
  };
}

/** The segment of a name by which people call it: its repository, or the last element on a publisher's own host. */
export function calledName(name: Name): string {
  return name.repository.slice(name.repository.lastIndexOf('/') + 1);
}

/** What must agree of a path behind a host. A version that only `gopkg.in` understands is passed over on other hosts. */
export function pathKey(path: string): string {
  const isVersioned = path.includes('.v');
  return coarseKey(repositoryKey(isVersioned ? path.replace(/\.v\d{1,9}(-unstable)?$/, '') : path));
}

/** The context that a face is looked up in. */
export function contextOf(kind: Face['kind'], what: string): number {
  return (hashText(what) + (kind === 'owner' ? 0 : kind === 'host' ? 0x51ed27 : 0x2f0b44)) | 0;
}

function addFaces(repository: KnownRepository, key: string, faces: Face[]): void {
  const { name } = repository;
  if (name.owner === '') {
    faces.push({ kind: 'host', who: name.host, what: pathKey(name.repository), repository });
    return;
  }
  faces.push({ kind: 'owner', who: name.owner, what: coarseKey(key), repository });
  if (name.host !== 'gopkg.in') return;
  const path = name.isOwnerImplied ? name.repository : `${name.owner}/${name.repository}`;
  faces.push({ kind: 'host', who: name.host, what: pathKey(path), repository });
  if (name.isOwnerImplied) faces.push({ kind: 'gopkg', who: name.repository, what: '', repository });
}

/** Enters a repository under the name it is called by. The more used ones are entered first. */
function shareName(repository: KnownRepository, key: string, shared: Map<string, SharedName>): void {
  const isPath = key.includes('/');
  const called = isPath ? repositoryKey(calledName(repository.name)) : key;
  const entry = shared.get(called);
  if (entry === undefined) shared.set(called, { repository, publishers: 1, nextWeight: 0 });
  else if (entry.repository.name.publisher !== repository.name.publisher) {
    if (entry.publishers++ === 1) entry.nextWeight = repository.weight;
  }
}

function indexHosts(weights: ReadonlyMap<string, number>): { hosts: readonly string[]; hostSlips: KeyTable } {
  const hosts = [...weights.keys()].filter((host) => host.length <= MAX_SEGMENT);
  const builder = new KeyTableBuilder(hosts.reduce((sum, host) => sum + host.length + 2, 0));
  const hash = new SegmentHash();
  hosts.forEach((host, id) => {
    hash.load(host);
    addDeletions(builder, hash, 0, id);
    builder.add(mixKey(hashText(skeleton(host)), 0, KeySort.skeleton), id);
  });
  return { hosts, hostSlips: builder.build() };
}

/** Keys of one face beside its deletions: at most two of a sort. */
const MAX_OTHER_KEYS = 8;

function indexFaces(faces: readonly Face[]): KeyTable {
  const builder = new KeyTableBuilder(faces.reduce((sum, face) => sum + face.who.length + MAX_OTHER_KEYS, 0));
  const hash = new SegmentHash();
  for (let id = 0; id < faces.length; id++) {
    const face = faces[id]!;
    if (face.who.length <= MAX_SEGMENT) {
      hash.load(face.who);
      indexFace(builder, hash, face, id);
    }
  }
  return builder.build();
}

function indexFace(builder: KeyTableBuilder, hash: SegmentHash, face: Face, id: number): void {
  const { who } = face;
  const context = contextOf(face.kind, face.what);
  builder.add(mixKey(hash.part(0, hash.length), context, KeySort.exact), id);
  addDeletions(builder, hash, context, id);
  builder.add(mixKey(letterBagHash(who), context, KeySort.letters), id);
  const drawn = skeleton(who);
  if (drawn !== who) builder.add(mixKey(hashText(drawn), context, KeySort.skeleton), id);
  if (face.kind === 'host') addHostKeys(builder, face, context, id);
  else
    for (const shorter of withoutEndWords(who)) {
      builder.add(mixKey(hashText(shorter), context, KeySort.shorter), id);
    }
}

function addHostKeys(builder: KeyTableBuilder, face: Face, context: number, id: number): void {
  const dot = face.who.lastIndexOf('.');
  builder.add(mixKey(hashText(face.who.slice(0, dot)), context, KeySort.label), id);
  const called = contextOf('owner', coarseKey(repositoryKey(calledName(face.repository.name))));
  const domain = registrableDomain(face.who);
  builder.add(mixKey(hashText(joined(face.who)), called, KeySort.hostAsOwner), id);
  if (domain !== face.who) builder.add(mixKey(hashText(joined(domain)), called, KeySort.hostAsOwner), id);
}

function addDeletions(builder: KeyTableBuilder, hash: SegmentHash, context: number, id: number): void {
  builder.add(mixKey(hash.part(0, hash.length), context, KeySort.slip), id);
  for (let at = 0; at < hash.length; at++) builder.add(mixKey(hash.without(at), context, KeySort.slip), id);
}

/** The segment without its first and without its last word; nothing for a segment of one word. */
export function withoutEndWords(segment: string): string[] {
  const first = segment.search(/[-_.]/);
  if (first < 0) return [];
  const last = Math.max(segment.lastIndexOf('-'), segment.lastIndexOf('_'), segment.lastIndexOf('.'));
  return [segment.slice(first + 1), segment.slice(0, last)];
}
