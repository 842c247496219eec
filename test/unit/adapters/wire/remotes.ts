import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hiddenOrGone } from '../../../../server/src/adapters/git/refusal.ts';
import { GitProcess, UndiciHttp } from '../../../../server/src/adapters/index.ts';
import { HostKnowledge } from '../../../../server/src/adapters/wire/hostKnowledge.ts';
import { WireRemote } from '../../../../server/src/adapters/wire/wireRemote.ts';
import { GitError, type GitLimits, type GitRemote } from '../../../../server/src/ports/index.ts';

/** Things to be closed at the end of a test, last things first. */
export class Closing {
  readonly #closers: (() => Promise<unknown>)[] = [];

  add(close: () => Promise<unknown>): void {
    this.#closers.push(close);
  }

  async all(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) await close();
  }

  /** Makes a temporary folder. */
  async folder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'modproof-wire-test-'));
    this.add(() => rm(folder, { recursive: true, force: true }));
    return folder;
  }
}

/** A user's environment without any configuration of git. */
export function plainEnvironment(home: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: join(home, '.gitconfig'),
  };
}

/** Both ways to ask the repository at `url`: over the wire alone, and by git processes alone. */
export async function bothRemotes(
  url: string,
  closing: Closing,
): Promise<{ wire: WireRemote; process: GitRemote }> {
  const home = await closing.folder();
  const environment = plainEnvironment(home);
  const http = new UndiciHttp({ environment, userAgent: 'modproof/test' });
  closing.add(() => http.close());
  const wire = wireRemote(http, new HostKnowledge(), url);
  const process = await new GitProcess(http, environment, home).open(
    url,
    'user',
    AbortSignal.timeout(60_000),
  );
  closing.add(() => Promise.all([wire.close(), process.close()]));
  return { wire, process };
}

/** Repositories of one server, asked over the wire by one run. */
export async function remotesOfOneRun(
  url: string,
  names: readonly string[],
  closing: Closing,
): Promise<readonly WireRemote[]> {
  const http = new UndiciHttp({ environment: {}, userAgent: 'modproof/test' });
  closing.add(() => http.close());
  const hosts = new HostKnowledge();
  return names.map((name) => wireRemote(http, hosts, `${url}/${name}`));
}

function wireRemote(http: UndiciHttp, hosts: HostKnowledge, url: string): WireRemote {
  return new WireRemote({
    network: http.network,
    hosts,
    place: { address: new URL(url), namedBy: 'user' },
    onLogin: (place, signal) => hiddenOrGone(http, place.address, place.namedBy, signal),
  });
}

export function limits(maxBytes = 100_000_000): GitLimits {
  return { maxBytes, signal: AbortSignal.timeout(60_000) };
}

/** The code of the GitError that a promise rejects with, or `no error`. */
export function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof GitError ? error.code : String(error)),
  );
}

/** An answer in a form that compares well: an error by its code. */
export function comparable<T>(answer: T | GitError): T | string {
  return answer instanceof GitError ? answer.code : answer;
}
