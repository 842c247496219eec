import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GitError, type ObjectFormat } from '../../ports/index.ts';
import { FIXED_CONFIGURATION, gitEnvironment } from './environment.ts';
import { type GitRun, runGit } from './run.ts';

/** What a scratch repository's runs have in common. */
export interface ScratchSettings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly allowPlainHttp: boolean;
  /** Where the folder is made. */
  readonly temporaryFolder: string;
}

/** Bounds of one run. */
export interface ScratchLimits {
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** An empty repository in a temporary folder, for questions to one upstream. */
export class Scratch {
  readonly #folder: string;
  readonly #settings: ScratchSettings;
  #configuration: Buffer | null = null;

  private constructor(folder: string, settings: ScratchSettings) {
    this.#folder = folder;
    this.#settings = settings;
  }

  /** Makes the folder; the repository in it comes with {@link initialise}. */
  static async create(settings: ScratchSettings): Promise<Scratch> {
    try {
      return new Scratch(await mkdtemp(join(settings.temporaryFolder, 'modproof-')), settings);
    } catch (error) {
      throw new GitError('unavailable', 'No temporary folder could be made for git.', { cause: error });
    }
  }

  /** Tells whether {@link initialise} was called. */
  get initialised(): boolean {
    return this.#configuration !== null;
  }

  /** Makes the bare repository, without the user's template and its hooks. */
  async initialise(format: ObjectFormat, signal: AbortSignal): Promise<void> {
    const args = ['init', '--quiet', '--bare', '--template=', `--object-format=${format}`, this.#folder];
    const run = await this.run(args, { maxBytes: 1 << 16, signal });
    if (run.exitCode !== 0)
      throw new GitError('unavailable', `git could not make a repository: ${run.stderr}`);
    this.#configuration = readFileSync(this.#configurationFile);
  }

  /** Runs git here. Rejects with {@link GitError}; `too-large` also when the folder outgrows `maxBytes`. */
  run(args: readonly string[], limits: ScratchLimits, stdin?: string): Promise<GitRun> {
    const startBytes = this.#packBytes();
    return runGit({
      args: [...FIXED_CONFIGURATION, ...args],
      folder: this.#folder,
      environment: gitEnvironment(this.#settings.environment, this.#folder, this.#settings.allowPlainHttp),
      ...(stdin === undefined ? {} : { stdin }),
      maxOutputBytes: limits.maxBytes,
      signal: limits.signal,
      watch: () => {
        if (this.#packBytes() - startBytes > limits.maxBytes) {
          throw new GitError('too-large', `The repository sends more than ${limits.maxBytes} bytes.`);
        }
      },
    });
  }

  /**
   * Forgets what a filtered fetch wrote into the configuration. With it, a later
   * git would ask the server for every object that it misses, and so find
   * commits that no head or tag reaches.
   */
  forgetPromises(): void {
    if (this.#configuration !== null) writeFileSync(this.#configurationFile, this.#configuration);
    rmSync(join(this.#folder, 'FETCH_HEAD'), { force: true });
  }

  /** Removes the folder. Never rejects. */
  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }

  get #configurationFile(): string {
    return join(this.#folder, 'config');
  }

  #packBytes(): number {
    let total = 0;
    const folder = join(this.#folder, 'objects', 'pack');
    let names: string[];
    try {
      names = readdirSync(folder);
    } catch {
      return 0;
    }
    for (const name of names) {
      // A pack that is complete is moved to its final name while this looks.
      total += statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
    }
    return total;
  }
}
