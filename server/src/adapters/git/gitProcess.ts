import { tmpdir } from 'node:os';
import { type Git, GitError, type GitRemote, type Http, type NamedBy } from '../../ports/index.ts';
import { parseAddress } from './address.ts';
import { ProcessRemote } from './processRemote.ts';
import { Scratch } from './scratch.ts';

/**
 * Upstream repositories by way of the user's own git, so that `insteadOf`,
 * credentials, proxies and certificates work as the user set them up.
 *
 * git runs with fixed arguments, an allow-list of environment variables, no
 * hooks, no prompts, no submodules, and no protocol but https (http where the
 * user's own settings name it).
 */
export class GitProcess implements Git {
  readonly #http: Http;
  readonly #environment: Readonly<Record<string, string | undefined>>;
  readonly #temporaryFolder: string;

  constructor(
    http: Http,
    environment: Readonly<Record<string, string | undefined>>,
    temporaryFolder: string = tmpdir(),
  ) {
    this.#http = http;
    this.#environment = environment;
    this.#temporaryFolder = temporaryFolder;
  }

  async open(url: string, namedBy: NamedBy, signal: AbortSignal): Promise<GitRemote> {
    parseAddress(url);
    const finder = await Scratch.create({
      environment: this.#environment,
      allowPlainHttp: false,
      temporaryFolder: this.#temporaryFolder,
    });
    try {
      const run = await finder.run(['ls-remote', '--get-url', '--', url], { maxBytes: 1 << 16, signal });
      if (run.exitCode !== 0)
        throw new GitError('unavailable', `git could not read its configuration: ${run.stderr}`);
      const effective = run.stdoutBytes.toString('utf8').replace(/\n$/, '');
      // An address that differs was written by the user's own insteadOf setting.
      const namedByNow: NamedBy = effective === url ? namedBy : 'user';
      const proxy = await finder.run(['config', '--get-urlmatch', 'http.proxy', effective], {
        maxBytes: 1 << 16,
        signal,
      });
      return new ProcessRemote({
        address: effective,
        hasConfiguredProxy: proxy.stdoutBytes.toString('utf8').trim() !== '',
        namedBy: namedByNow,
        http: this.#http,
        environment: this.#environment,
        temporaryFolder: this.#temporaryFolder,
      });
    } finally {
      await finder.remove();
    }
  }
}
