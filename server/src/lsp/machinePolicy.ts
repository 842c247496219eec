import { isAbsolutePath, type MachinePolicyPlace, type Policy, parsePolicy } from '../policy/index.ts';
import { FileError, type Files } from '../ports/index.ts';
import { decodeUtf8, LineIndex } from '../text/index.ts';
import type { LanguageServices } from './services.ts';

const MAX_POLICY_BYTES = 1 << 20;

/** The policy of this machine's administrators. */
export interface FoundMachinePolicy {
  /** Null where there is none, and where it cannot be followed. */
  readonly policy: Policy | null;
  /** Why it cannot be followed, in a sentence with its place; null where it can, or where there is none. */
  readonly problem: string | null;
}

const NONE: FoundMachinePolicy = { policy: null, problem: null };

/** Finds the policy of this machine, which is no document of the editor. */
export function machinePolicyOf(
  services: Pick<LanguageServices, 'files' | 'machinePolicy'>,
): () => Promise<FoundMachinePolicy> {
  const machine = new MachinePolicy(services.files, () => services.machinePolicy());
  return () => machine.find();
}

/** Reads the policy of a machine, anew each time; the same text is the same policy. */
class MachinePolicy {
  readonly #files: Files;
  readonly #place: () => MachinePolicyPlace;
  #known: { readonly path: string; readonly text: string; readonly found: FoundMachinePolicy } | null = null;

  constructor(files: Files, place: () => MachinePolicyPlace) {
    this.#files = files;
    this.#place = place;
  }

  /** Never rejects: what cannot be read is a problem, and not no policy. */
  async find(): Promise<FoundMachinePolicy> {
    const { path, isNamed } = this.#place();
    if (!isAbsolutePath(path))
      return { policy: null, problem: `MODPROOF_MACHINE_POLICY must be an absolute path: ${path}` };
    try {
      const { signal } = new AbortController();
      const text = decodeUtf8(await this.#files.read(path, { maxBytes: MAX_POLICY_BYTES, signal }));
      if (this.#known?.path !== path || this.#known.text !== text)
        this.#known = { path, text, found: understood(path, text) };
      return this.#known.found;
    } catch (error) {
      if (error instanceof FileError && error.code === 'not-found' && !isNamed) return NONE;
      const why = error instanceof Error ? error.message : String(error);
      return { policy: null, problem: `The policy of this machine cannot be read: ${why}` };
    }
  }
}

function understood(path: string, text: string): FoundMachinePolicy {
  const { policy, problems } = parsePolicy(text, path);
  const [first] = problems;
  if (first === undefined) return { policy, problem: null };
  const { line, character } = new LineIndex(text).positionAt(first.span.start);
  const place = `${path}:${line + 1}:${character + 1}`;
  return {
    policy: null,
    problem: `The policy of this machine cannot be followed: ${place}: ${first.message}`,
  };
}
