import {
  type CommitTree,
  type CommitWanted,
  GitError,
  type GitLimits,
  type GitRemote,
  type Http,
  type NamedBy,
  type ObjectFormat,
  type RefQuestion,
  type RemoteRefs,
  type TagObject,
} from '../../ports/index.ts';
import { checkAddress, isExcepted, parseAddress } from './address.ts';
import { diagnose, unreadable } from './diagnose.ts';
import { parseBlobs, parseCommit, parseRefs, parseTag, parseTree } from './parse.ts';
import type { GitRun } from './run.ts';
import { Scratch } from './scratch.ts';

const MAX_REDIRECTS = 5;
const MAX_TREE_BYTES = 64 << 20;
/** What may be printed of an annotated tag. A longer one is left aside: only its signature is looked for. */
const MAX_TAG_BYTES = 1 << 20;

/** How a server says that it does not hand out an object; the only thing it says in words alone. */
const NOT_HANDED_OUT = /not our ref|couldn't find remote ref|unadvertised object|no such remote ref/i;

/** What a remote is made of. */
export interface RemoteSettings {
  readonly address: string;
  readonly namedBy: NamedBy;
  readonly http: Http;
  /** git's own configuration names a proxy for this address. */
  readonly hasConfiguredProxy: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly temporaryFolder: string;
}

/** One upstream repository, asked by git processes, one question at a time. */
export class ProcessRemote implements GitRemote {
  readonly #settings: RemoteSettings;
  #address: string;
  #namedBy: NamedBy;
  #redirectedFrom: string | null = null;
  /** Null until refs were listed or an id was asked for. */
  #format: ObjectFormat | null = null;
  #objects: Scratch | null = null;
  #history: Scratch | null = null;
  #nextRef = 0;
  #last: Promise<unknown> = Promise.resolve();
  readonly #trees = new Map<string, CommitTree>();

  constructor(settings: RemoteSettings) {
    this.#settings = settings;
    this.#address = settings.address;
    this.#namedBy = settings.namedBy;
  }

  get effectiveUrl(): string {
    return this.#address;
  }

  get redirectedFrom(): string | null {
    return this.#redirectedFrom;
  }

  listRefs(wanted: RefQuestion, limits: GitLimits): Promise<RemoteRefs> {
    return this.#inTurn(async () => {
      const refs = await this.#list(limits);
      this.#format = refs.format;
      if (wanted === 'all') return refs;
      const names = new Set(wanted);
      return { ...refs, refs: new Map([...refs.refs].filter(([name]) => names.has(name))) };
    });
  }

  async readCommits(
    wanted: readonly CommitWanted[],
    limits: GitLimits,
  ): Promise<readonly (CommitTree | GitError)[]> {
    const answers: (CommitTree | GitError)[] = [];
    for (const one of wanted) {
      try {
        answers.push(await this.#readCommit(one, limits));
      } catch (error) {
        if (!(error instanceof GitError && (error.code === 'missing-object' || error.code === 'malformed')))
          throw error;
        answers.push(error);
      }
    }
    return answers;
  }

  #readCommit({ id, ref }: CommitWanted, limits: GitLimits): Promise<CommitTree> {
    return this.#inTurn(async () => {
      const known = this.#trees.get(id);
      if (known !== undefined) return known;
      this.#format ??= formatOfId(id);
      const scratch = await this.#repository(limits);
      const wanted = ref ?? id;
      const local = `refs/modproof/${this.#nextRef++}`;
      await this.#ask(
        scratch,
        (address) => [...FETCH, '--depth=1', '--filter=blob:none', '--', address, `+${wanted}:${local}`],
        limits,
      );
      scratch.forgetPromises();
      const commitRun = await scratch.run(['cat-file', '--batch'], limits, `${local}^{commit}\n`);
      const commit = parseCommit(commitRun.stdoutBytes);
      const listed = await scratch.run(['ls-tree', '-r', '-t', '-z', '--full-tree', commit.id], {
        maxBytes: Math.min(limits.maxBytes, MAX_TREE_BYTES),
        signal: limits.signal,
      });
      if (listed.exitCode !== 0) throw new GitError('malformed', 'A tree of the repository cannot be read.');
      const tree: CommitTree = { ...commit, entries: parseTree(listed.stdoutBytes), tag: null };
      this.#trees.set(tree.id, tree);
      return commit.id === id ? tree : { ...tree, tag: await this.#readTag(scratch, local, id, limits) };
    });
  }

  /** Reads the annotated tag that was fetched as `local`, without asking the server. */
  async #readTag(
    scratch: Scratch,
    local: string,
    id: string,
    { maxBytes, signal }: GitLimits,
  ): Promise<TagObject | null> {
    const bounds = { maxBytes: Math.min(maxBytes, MAX_TAG_BYTES), signal };
    try {
      return parseTag((await scratch.run(['cat-file', '--batch'], bounds, `${local}^{tag}\n`)).stdoutBytes);
    } catch (error) {
      if (error instanceof GitError && error.code === 'too-large') return { id, objectBytes: null };
      throw error;
    }
  }

  findCommit(prefix: string, _committedAt: number | null, limits: GitLimits): Promise<string | null> {
    return this.#inTurn(async () => {
      if (!/^[0-9a-f]{7,64}$/.test(prefix)) return null;
      if (this.#history === null) {
        const history = await this.#newScratch();
        this.#history = history;
        await history.initialise(await this.#formatOfServer(limits), limits.signal);
        // Every commit that heads and tags reach, and neither trees nor files.
        const refspecs = ['+refs/heads/*:refs/modproof/heads/*', '+refs/tags/*:refs/modproof/tags/*'];
        try {
          await this.#ask(
            history,
            (address) => [...FETCH, '--filter=tree:0', '--', address, ...refspecs],
            limits,
          );
        } catch (error) {
          this.#history = null;
          await history.remove();
          throw error;
        }
        history.forgetPromises();
      }
      const run = await this.#history.run(
        ['rev-parse', '--verify', '--quiet', '--end-of-options', `${prefix}^{commit}`],
        limits,
      );
      const id = run.stdoutBytes.toString('latin1').trim();
      return run.exitCode === 0 && id.startsWith(prefix) ? id : null;
    });
  }

  readBlobs(ids: readonly string[], limits: GitLimits): Promise<ReadonlyMap<string, Uint8Array>> {
    return this.#inTurn(async () => {
      const unique = [...new Set(ids)];
      if (unique.length === 0) return new Map();
      this.#format ??= formatOfId(unique[0] ?? '');
      const scratch = await this.#repository(limits);
      const list = `${unique.join('\n')}\n`;
      const there = await scratch.run(['cat-file', '--batch-check=%(objecttype)'], limits, list);
      if (
        there.stdoutBytes
          .toString('latin1')
          .split('\n')
          .filter((type) => type === 'blob').length < unique.length
      ) {
        await this.#ask(
          scratch,
          (address) => [...FETCH, '--filter=blob:none', '--stdin', '--', address],
          limits,
          list,
        );
        scratch.forgetPromises();
      }
      const run = await scratch.run(['cat-file', '--batch'], limits, list);
      return parseBlobs(run.stdoutBytes, unique);
    });
  }

  async close(): Promise<void> {
    await this.#last.catch(() => undefined);
    await Promise.all([this.#objects?.remove(), this.#history?.remove()]);
    this.#objects = null;
    this.#history = null;
  }

  /** Runs a git that speaks with the server; follows redirects that may be followed, and explains failure. */
  async #ask(
    scratch: Scratch,
    argsFor: (address: string) => readonly string[],
    limits: GitLimits,
    stdin?: string,
  ): Promise<GitRun> {
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const pin = await checkAddress(this.#address, this.#namedBy, this.#throughProxy());
      const run = await scratch.run([...pin, ...argsFor(this.#address)], limits, stdin);
      if (run.exitCode === 0) return run;
      if (NOT_HANDED_OUT.test(run.stderr)) {
        throw new GitError('missing-object', 'The repository does not hand out that object.');
      }
      const diagnosis = await diagnose(
        this.#settings.http,
        this.#address,
        this.#namedBy,
        run.stderr,
        limits.signal,
      );
      if (diagnosis.kind === 'failed') throw diagnosis.error;
      if (diagnosis.kind === 'sound') throw unreadable(this.#address, run.stderr);
      this.#redirectedFrom ??= this.#address;
      if (new URL(diagnosis.to).host !== new URL(this.#address).host) this.#namedBy = 'stranger';
      this.#address = diagnosis.to;
    }
    throw new GitError('malformed', `The repository redirects more than ${MAX_REDIRECTS} times.`);
  }

  async #list(limits: GitLimits): Promise<RemoteRefs> {
    const scratch = await this.#scratch();
    // Patterns are matched here, after the server has listed everything: they would spare nothing.
    const run = await this.#ask(scratch, (address) => ['ls-remote', '--quiet', '--', address], limits);
    const refs = parseRefs(run.stdoutBytes.toString('utf8'));
    // A page of any kind looks to git like an old server without refs.
    if (refs.refs.size === 0) await this.#assertGitServer(run.stderr, limits.signal);
    return refs;
  }

  async #assertGitServer(said: string, signal: AbortSignal): Promise<void> {
    const diagnosis = await diagnose(this.#settings.http, this.#address, this.#namedBy, said, signal);
    if (diagnosis.kind === 'failed') throw diagnosis.error;
  }

  /** Whether a proxy resolves the name of the host, so that it need not resolve here. */
  #throughProxy(): boolean {
    const { environment, hasConfiguredProxy } = this.#settings;
    const isNamed = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'].some(
      (name) => !!environment[name],
    );
    const { hostname } = parseAddress(this.#address);
    const exceptions = environment.no_proxy || environment.NO_PROXY || '';
    return (isNamed || hasConfiguredProxy) && !isExcepted(hostname, exceptions);
  }

  async #repository(limits: GitLimits): Promise<Scratch> {
    const scratch = await this.#scratch();
    if (!scratch.initialised) await scratch.initialise(await this.#formatOfServer(limits), limits.signal);
    return scratch;
  }

  async #formatOfServer(limits: GitLimits): Promise<ObjectFormat> {
    this.#format ??= (await this.#list(limits)).format;
    return this.#format;
  }

  async #scratch(): Promise<Scratch> {
    this.#objects ??= await this.#newScratch();
    return this.#objects;
  }

  #newScratch(): Promise<Scratch> {
    return Scratch.create({
      environment: this.#settings.environment,
      temporaryFolder: this.#settings.temporaryFolder,
      allowPlainHttp: this.#address.startsWith('http:') && this.#namedBy === 'user',
    });
  }

  /** Questions to one repository wait for each other: git locks its folder. */
  #inTurn<T>(question: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(question, question);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

function formatOfId(id: string): ObjectFormat | null {
  return id.length === 64 ? 'sha256' : id.length === 40 ? 'sha1' : null;
}

const FETCH: readonly string[] = [
  '-c',
  'fetch.negotiationAlgorithm=noop',
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-auto-maintenance',
  '--no-recurse-submodules',
];
