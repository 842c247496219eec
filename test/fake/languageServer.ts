import type { Server, ServerState } from '../../client/src/server.ts';

/** A language server as the client sees it, which keeps what it is asked. */
export class FakeServer {
  /** Method and parameters of each question. */
  readonly asked: (readonly [method: string, params: unknown])[] = [];
  /** The edits that were to be applied. */
  readonly edits: unknown[] = [];
  restarts = 0;
  /** What the editor says to an edit: the documents that it changed, or null. */
  changed: readonly unknown[] | null = [];
  readonly #answers: Readonly<Record<string, (params: never) => unknown>>;
  readonly #news = new Map<string, (news: unknown) => void>();
  readonly #progress = new Map<string, (message: string) => void>();
  readonly #watchers: ((state: ServerState) => void)[] = [];

  /** A method without an answer fails, as it would with a server that does not know it. */
  constructor(answers: Readonly<Record<string, (params: never) => unknown>> = {}) {
    this.#answers = answers;
  }

  /** This server, in the type that the client's files want. */
  get asServer(): Server {
    return this as unknown as Server;
  }

  async ask(method: string, params: unknown): Promise<unknown> {
    this.asked.push([method, params]);
    const answer = this.#answers[method];
    if (answer === undefined) throw new Error(`${method} is not answered`);
    return await answer(params as never);
  }

  hear(method: string, heed: (news: unknown) => void): void {
    this.#news.set(method, heed);
  }

  async follow(token: string, heed: (message: string) => void): Promise<{ dispose(): void }> {
    this.#progress.set(token, heed);
    return { dispose: () => this.#progress.delete(token) };
  }

  watch(heed: (state: ServerState) => void): void {
    this.#watchers.push(heed);
  }

  async apply(edit: unknown): Promise<readonly unknown[] | null> {
    this.edits.push(edit);
    return this.changed;
  }

  async restart(): Promise<void> {
    this.restarts += 1;
  }

  /** Tells news to whoever hears of them. */
  tell(method: string, news: unknown): void {
    this.#news.get(method)?.(news);
  }

  /** Reports progress; false where nobody follows it. */
  progress(token: string, message: string): boolean {
    this.#progress.get(token)?.(message);
    return this.#progress.has(token);
  }

  /** Goes into a state. */
  become(state: ServerState): void {
    for (const heed of this.#watchers) heed(state);
  }
}
