import {
  combinePolicies,
  DEFAULT_POLICY,
  POLICY_FILE_NAME,
  type Policy,
  type PolicyProblem,
  parsePolicy,
} from '../policy/index.ts';
import { FileError, type Files } from '../ports/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import type { FoundMachinePolicy } from './machinePolicy.ts';

const MAX_POLICY_BYTES = 1 << 20;

/** The policy for the files of one folder. */
export interface FoundPolicy {
  /** The default one where none was found, and where the one that was found cannot be followed. */
  readonly policy: Policy;
  /** Where it was found; null for none. */
  readonly path: string | null;
  readonly text: string;
  /** Why it cannot be followed: then nothing of it is. */
  readonly problems: readonly PolicyProblem[];
  /** Why the policy of this machine cannot be followed, where that is so: then nothing here is an "all clear". */
  readonly machineProblem?: string;
}

const NONE: FoundPolicy = { policy: DEFAULT_POLICY, path: null, text: '', problems: [] };

/** Finds the nearest `.modproof.json` beside a file or above it, and remembers what it found. */
export class Policies {
  readonly #files: Files;
  readonly #path: { join(...parts: string[]): string; dirname(path: string): string };
  readonly #changed: () => void;
  readonly #machine: () => Promise<FoundMachinePolicy>;
  /** By what was found of the project: under the same machine's policy it is the same one again. */
  readonly #under = new WeakMap<FoundPolicy, { readonly machine: Policy; readonly found: FoundPolicy }>();
  readonly #found = new Map<string, FoundPolicy>();
  /** By path: the files of several folders have the same policy, and not one each. */
  readonly #read = new Map<string, FoundPolicy>();
  readonly #looking = new Map<string, Promise<void>>();

  /**
   * `changed` is called when a policy was found that {@link of} had not given before.
   * `machine` gives the policy of this machine, under which the others stand.
   */
  constructor(
    files: Files,
    path: { join(...parts: string[]): string; dirname(path: string): string },
    changed: () => void,
    machine: () => Promise<FoundMachinePolicy> = async () => ({ policy: null, problem: null }),
  ) {
    this.#files = files;
    this.#path = path;
    this.#changed = changed;
    this.#machine = machine;
  }

  /** The policy for a folder of this machine, as far as it is known; a look is taken in the background. */
  of(folder: string): FoundPolicy {
    const known = this.#found.get(folder);
    if (known !== undefined) return known;
    void this.#look(folder);
    return NONE;
  }

  /** Resolves to the policy for a folder. Never rejects. */
  async find(folder: string): Promise<FoundPolicy> {
    for (;;) {
      const known = this.#found.get(folder);
      if (known !== undefined) return known;
      await this.#look(folder);
    }
  }

  /** Looks anew for everything. */
  forget(): void {
    this.#found.clear();
    this.#read.clear();
    // Looks that are under way find what was there before.
    this.#looking.clear();
    this.#changed();
  }

  #look(folder: string): Promise<void> {
    const running = this.#looking.get(folder);
    if (running !== undefined) return running;
    const looking = this.#nearest(folder)
      // Without the policy its gates would seem to pass.
      .catch((error: unknown) => unreadable(null, `it could not be looked for: ${String(error)}`))
      .then((found) => this.#underMachine(found))
      .then((found) => {
        if (this.#looking.get(folder) !== looking) return;
        this.#looking.delete(folder);
        this.#found.set(folder, found);
        if (found !== NONE) this.#changed();
      });
    this.#looking.set(folder, looking);
    return looking;
  }

  async #underMachine(found: FoundPolicy): Promise<FoundPolicy> {
    const { policy: machine, problem } = await this.#machine();
    if (problem !== null) return { ...found, machineProblem: problem };
    if (machine === null) return found;
    const known = this.#under.get(found);
    if (known?.machine === machine) return known.found;
    const combined = { ...found, policy: combinePolicies(machine, found.policy) };
    this.#under.set(found, { machine, found: combined });
    return combined;
  }

  async #nearest(folder: string): Promise<FoundPolicy> {
    const { signal } = new AbortController();
    for (let at = folder; ; at = this.#path.dirname(at)) {
      const path = this.#path.join(at, POLICY_FILE_NAME);
      try {
        const text = decodeUtf8(await this.#files.read(path, { maxBytes: MAX_POLICY_BYTES, signal }));
        const known = this.#read.get(path);
        if (known?.text === text) return known;
        const { policy, problems } = parsePolicy(text, path);
        const found = { policy: problems.length > 0 ? DEFAULT_POLICY : policy, path, text, problems };
        this.#read.set(path, found);
        return found;
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        if (error.code !== 'not-found') {
          return unreadable(path, error.message);
        }
      }
      if (this.#path.dirname(at) === at) return NONE;
    }
  }
}

function unreadable(path: string | null, message: string): FoundPolicy {
  const problem: PolicyProblem = { span: { start: 0, end: 0 }, kind: 'semantic', message };
  return { policy: DEFAULT_POLICY, path, text: '', problems: [problem] };
}
