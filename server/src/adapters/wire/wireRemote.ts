import { LRUCache } from 'lru-cache';
import {
  type CommitTree,
  type CommitWanted,
  GitError,
  type GitLimits,
  type GitRemote,
  type ObjectFormat,
  type RefQuestion,
  type RemoteRefs,
} from '../../ports/index.ts';
import { entriesWorth, keptObject } from '../git/keptObject.ts';
import { formatOf } from './capabilities.ts';
import { Conversation, type ConversationSettings } from './conversation.ts';
import { fetchBlobs, fetchCommits, fetchHistory, type Objects } from './fetches.ts';
import { type Gathered, Gathering } from './gathering.ts';
import { HandOver, NotHandedOut } from './handOver.ts';
import { History } from './history.ts';
import { commitSeconds, peelToCommit, readCommit } from './objects.ts';
import { idTest, isRefName, readRefs, refArguments } from './refs.ts';
import { walkTree } from './treeWalk.ts';

/** Trees of so many entries in all are remembered. */
const MAX_REMEMBERED_ENTRIES = 100_000;
/** After so many objects that a server does not hand out, each wanted one is asked for by itself. */
const MAX_REFUSALS = 3;
/** A committer's clock may be off by so much, in seconds. */
const DAY = 86_400;

/** What was read of one wanted id. */
type Read = CommitTree | GitError;

/**
 * One upstream repository, asked over protocol version 2 without a git process.
 *
 * Nothing waits for anything else: questions that come together share a
 * request, all others run side by side. {@link HandOver} stands for
 * what the user's own git may answer better.
 */
export class WireRemote implements GitRemote {
  readonly #conversation: Conversation;
  readonly #refs: Gathering<RefQuestion, RemoteRefs>;
  readonly #commits: Gathering<readonly string[], ReadonlyMap<string, Read>>;
  readonly #trees = new LRUCache<string, CommitTree>({
    maxSize: MAX_REMEMBERED_ENTRIES,
    sizeCalculation: ({ entries, objectBytes, tag }) =>
      entries.length + 1 + entriesWorth(objectBytes, tag?.objectBytes ?? null),
  });
  #format: ObjectFormat | null = null;
  #allRefs: RemoteRefs | null = null;
  #history: History | null = null;
  #searches: Promise<unknown> = Promise.resolve();

  constructor(settings: ConversationSettings) {
    this.#conversation = new Conversation(settings);
    this.#refs = new Gathering((gathered) => this.#listRefs(gathered));
    this.#commits = new Gathering((gathered) => this.#fetchCommits(gathered));
  }

  get effectiveUrl(): string {
    return this.#conversation.place.address.href;
  }

  get redirectedFrom(): string | null {
    return this.#conversation.redirectedFrom;
  }

  listRefs(wanted: RefQuestion, limits: GitLimits): Promise<RemoteRefs> {
    return this.#refs.ask(wanted, limits);
  }

  async readCommits(wanted: readonly CommitWanted[], limits: GitLimits): Promise<readonly Read[]> {
    const known = new Map<string, Read>();
    for (const { id } of wanted) {
      const tree = this.#trees.get(id);
      if (tree !== undefined) known.set(id, tree);
    }
    const missing = wanted.map(({ id }) => id).filter((id) => !known.has(id));
    const read = missing.length === 0 ? known : await this.#commits.ask(missing, limits);
    return wanted.map(({ id }) => known.get(id) ?? read.get(id) ?? notHandedOut());
  }

  findCommit(prefix: string, committedAt: number | null, limits: GitLimits): Promise<string | null> {
    if (!/^[0-9a-f]{7,64}$/.test(prefix)) return Promise.resolve(null);
    // One after the other, for the next may find what this one fetched.
    const search = this.#searches.then(() => this.#search(prefix, committedAt, limits));
    this.#searches = search.catch(() => undefined);
    return search;
  }

  async readBlobs(ids: readonly string[], limits: GitLimits): Promise<ReadonlyMap<string, Uint8Array>> {
    const unique = [...new Set(ids)];
    const blobs = new Map<string, Uint8Array>();
    if (unique.length === 0) return blobs;
    const format = this.#format ?? formatOfIds(unique);
    if (format === null || !unique.every(idTest(format))) throw notHandedOut();
    let objects: Objects;
    try {
      objects = await this.#conversation.ask(fetchBlobs(unique), format, limits);
    } catch (error) {
      throw error instanceof NotHandedOut ? notHandedOut() : error;
    }
    for (const id of unique) {
      const blob = objects.get(id);
      if (blob === undefined) throw notHandedOut();
      blobs.set(id, blob.bytes);
    }
    return blobs;
  }

  async close(): Promise<void> {
    this.#trees.clear();
    this.#history = null;
  }

  async #listRefs({ seal, limits }: Gathered<RefQuestion>): Promise<RemoteRefs> {
    let isAll = false;
    const refs = await this.#conversation.ask(
      {
        name: 'ls-refs',
        args: () => {
          const questions = seal();
          isAll = questions.includes('all');
          return refArguments(isAll ? 'all' : [...new Set(questions.flat())].filter(isRefName));
        },
        read: (source, capabilities) => readRefs(source, formatOf(capabilities)),
      },
      null,
      limits,
    );
    this.#format = refs.format;
    if (isAll) this.#allRefs = refs;
    return refs;
  }

  /** Fetches what was gathered; what the server does not hand out is left aside, and the rest is asked for again. */
  async #fetchCommits({ seal, limits }: Gathered<readonly string[]>): Promise<ReadonlyMap<string, Read>> {
    // Whoever asks until the request is written is in.
    await this.#conversation.capabilities(this.#format, limits);
    const gathered = [...new Set(seal().flat())];
    const format = this.#format ?? formatOfIds(gathered) ?? 'sha1';
    const answers = new Map<string, Read>();
    let ids = gathered.filter(idTest(format));
    for (let refusals = 0; ids.length > 0 && refusals < MAX_REFUSALS; refusals++) {
      try {
        const objects = await this.#conversation.ask(fetchCommits(ids), format, limits);
        for (const id of ids) answers.set(id, this.#readCommit(id, objects, format));
        return answers;
      } catch (error) {
        if (!isOfOneObject(error)) throw error;
        const refused = error instanceof NotHandedOut ? ids.filter((id) => error.said.includes(id)) : [];
        if (refused.length === 0 && ids.length === 1 && !(error instanceof NotHandedOut)) throw error;
        if (refused.length === 0) break;
        for (const id of refused) answers.set(id, notHandedOut());
        ids = ids.filter((id) => !answers.has(id));
      }
    }
    await this.#fetchEach(ids, format, answers, limits);
    return answers;
  }

  /** Fetches commits one by one, so that one that the server cannot send does not hide the others. */
  async #fetchEach(
    ids: readonly string[],
    format: ObjectFormat,
    answers: Map<string, Read>,
    limits: GitLimits,
  ): Promise<void> {
    for (const id of ids) {
      try {
        const objects = await this.#conversation.ask(fetchCommits([id]), format, limits);
        answers.set(id, this.#readCommit(id, objects, format));
      } catch (error) {
        if (!isOfOneObject(error)) throw error;
        answers.set(id, error instanceof NotHandedOut ? notHandedOut() : error);
      }
    }
  }

  #readCommit(wanted: string, objects: Objects, format: ObjectFormat): Read {
    try {
      const id = peelToCommit(wanted, objects);
      const bytes = id === null ? undefined : objects.get(id)?.bytes;
      if (id === null || bytes === undefined) return notHandedOut();
      const { tree } = readCommit(bytes);
      const entries = walkTree(tree, objects, format === 'sha1' ? 20 : 32);
      const commit = { id, committedAt: commitSeconds(bytes), entries, objectBytes: keptObject(bytes) };
      const tagBytes = wanted === id ? undefined : objects.get(wanted)?.bytes;
      const tag = tagBytes === undefined ? null : { id: wanted, objectBytes: keptObject(tagBytes) };
      const read: CommitTree = { ...commit, tag };
      this.#trees.set(id, { ...commit, tag: null });
      this.#trees.set(wanted, read);
      return read;
    } catch (error) {
      if (error instanceof GitError) return error;
      throw error;
    }
  }

  async #search(prefix: string, committedAt: number | null, limits: GitLimits): Promise<string | null> {
    const known = this.#history?.find(prefix) ?? null;
    if (known !== null || this.#history?.since === null) return known;
    const refs = this.#allRefs ?? (await this.listRefs('all', limits));
    const { hasFilter, hasShallow } = await this.#conversation.capabilities(refs.format, limits);
    if (!hasFilter) {
      throw new HandOver('malformed', 'The repository cannot be searched without all of its files.', false);
    }
    const tips = [...new Set([...refs.refs.values()].map(({ id, peeled }) => peeled ?? id))];
    if (tips.length === 0) return null;
    if (committedAt !== null && hasShallow) {
      const found = await this.#searchSince(
        prefix,
        Math.max(1, committedAt - DAY),
        tips,
        refs.format,
        limits,
      );
      if (found !== null) return found;
    }
    this.#history = await this.#fetchHistory(tips, null, refs.format, limits);
    return this.#history.find(prefix);
  }

  /** Searches the newer part of history; null also when the server does not part it. */
  async #searchSince(
    prefix: string,
    since: number,
    tips: readonly string[],
    format: ObjectFormat,
    limits: GitLimits,
  ): Promise<string | null> {
    if (this.#history !== null && (this.#history.since ?? 0) <= since) return null;
    try {
      const history = await this.#fetchHistory(tips, since, format, limits);
      this.#history = history;
      return history.find(prefix);
    } catch (error) {
      // Servers refuse where no commit is that new, each in its own way.
      if (error instanceof HandOver || (error instanceof GitError && error.code === 'malformed')) return null;
      throw error;
    }
  }

  async #fetchHistory(
    tips: readonly string[],
    since: number | null,
    format: ObjectFormat,
    limits: GitLimits,
  ): Promise<History> {
    try {
      const objects = await this.#conversation.ask(fetchHistory(tips, since), format, limits);
      return new History(tips, objects, since);
    } catch (error) {
      if (error instanceof NotHandedOut) {
        throw new HandOver('malformed', 'The repository does not hand out what it lists.', false);
      }
      // git keeps history on the disk and not in memory.
      if (error instanceof GitError && error.code === 'too-large') {
        throw new HandOver('too-large', error.message, false, { cause: error });
      }
      throw error;
    }
  }
}

/** The hash function of ids that may be of any; null when the first is none. */
function formatOfIds(ids: readonly string[]): ObjectFormat | null {
  const [first = ''] = ids;
  if (idTest('sha1')(first)) return 'sha1';
  return idTest('sha256')(first) ? 'sha256' : null;
}

/** Tells whether an error may be about one of several objects that were asked for together. */
function isOfOneObject(error: unknown): error is NotHandedOut | GitError {
  if (error instanceof HandOver) return !error.forGood;
  return error instanceof NotHandedOut || (error instanceof GitError && error.code === 'malformed');
}

function notHandedOut(): GitError {
  return new GitError('missing-object', 'The repository does not hand out that object.');
}
