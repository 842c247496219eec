import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Git, GitError, type GitRemote, type NamedBy } from '../ports/index.ts';
import { parseAddress } from './git/address.ts';
import { ChosenRemote } from './git/chosenRemote.ts';
import { type GitSetting, readGitConfiguration } from './git/configuration.ts';
import { isPlainRequest, namesLogins } from './git/fitness.ts';
import { GitProcess } from './git/gitProcess.ts';
import { hiddenOrGone } from './git/refusal.ts';
import { rewriteAddress } from './git/rewriting.ts';
import { abortError } from './git/run.ts';
import type { UndiciHttp } from './undiciHttp.ts';
import type { Place } from './wire/discovery.ts';
import { HandOver } from './wire/handOver.ts';
import { HostKnowledge } from './wire/hostKnowledge.ts';
import { WireRemote } from './wire/wireRemote.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What is known of the user's git: its settings; that there is none; or that its settings cannot be read. */
interface UserGit {
  readonly settings: readonly GitSetting[] | null;
  readonly isReadable: boolean;
  /** Whether a login may be found in git's settings or in a netrc file. */
  readonly hasLogins: boolean;
}

/**
 * Upstream repositories, each asked in the way that is quickest and sees the
 * same: over HTTP without a process where the user's git would make the very same
 * requests, and by the user's git where a setting or a login of the user has a part in them.
 *
 * The user's git configuration is read once, when the first repository is opened.
 */
export class GitChooser implements Git {
  readonly #http: UndiciHttp;
  readonly #environment: Environment;
  readonly #temporaryFolder: string;
  readonly #process: GitProcess;
  readonly #hosts = new HostKnowledge();
  #userGit: Promise<UserGit> | null = null;

  constructor(http: UndiciHttp, environment: Environment, temporaryFolder: string = tmpdir()) {
    this.#http = http;
    this.#environment = environment;
    this.#temporaryFolder = temporaryFolder;
    this.#process = new GitProcess(http, environment, temporaryFolder);
  }

  async open(url: string, namedBy: NamedBy, signal: AbortSignal): Promise<GitRemote> {
    parseAddress(url);
    this.#userGit ??= readUserGit(this.#environment, this.#temporaryFolder);
    // Listening to the signal here would mean a listener for every repository of a run.
    const userGit = await this.#userGit;
    if (signal.aborted) throw abortError(signal);
    const byGit = (openSignal: AbortSignal): Promise<GitRemote> =>
      this.#process.open(url, namedBy, openSignal);
    if (!userGit.isReadable) return byGit(signal);
    const settings = userGit.settings ?? [];
    const effective = rewriteAddress(url, settings);
    const address = plainAddress(effective, settings, this.#environment);
    if (address === null) return byGit(signal);
    const wire = new WireRemote({
      network: this.#http.network,
      hosts: this.#hosts,
      // An address that differs was written by the user's own insteadOf setting.
      place: { address, namedBy: effective === url ? namedBy : 'user' },
      onLogin: (place, loginSignal) => this.#onLogin(place, userGit.hasLogins, loginSignal),
    });
    return new ChosenRemote(wire, byGit);
  }

  async #onLogin(place: Place, hasLogins: boolean, signal: AbortSignal): Promise<GitError> {
    const { address, namedBy } = place;
    if (hasLogins) {
      return new HandOver('access-denied', `${address.host} asks for a login to read the repository.`, true);
    }
    return hiddenOrGone(this.#http, address, namedBy, signal);
  }
}

async function readUserGit(environment: Environment, temporaryFolder: string): Promise<UserGit> {
  try {
    const settings = await readGitConfiguration(environment, temporaryFolder);
    // Without a git, nobody would use a login.
    const hasLogins = settings !== null && (namesLogins(settings) || (await hasNetrc(environment)));
    return { settings, isReadable: true, hasLogins };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return { settings: null, isReadable: false, hasLogins: false };
  }
}

async function hasNetrc(environment: Environment): Promise<boolean> {
  const home = environment.HOME || environment.USERPROFILE;
  if (!home) return false;
  const found = await Promise.all(
    ['.netrc', '_netrc'].map((name) =>
      access(join(home, name)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

/** The address to ask without git; null where git is to ask. */
function plainAddress(
  effective: string,
  settings: readonly GitSetting[],
  environment: Environment,
): URL | null {
  let address: URL;
  try {
    address = parseAddress(effective);
  } catch {
    return null;
  }
  return isPlainRequest(address, settings, environment) ? address : null;
}
