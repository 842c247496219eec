import { type AuditFile, type Way, waysTo } from '../audit/index.ts';
import type { GoSettings } from '../goenv/index.ts';
import type { Files } from '../ports/index.ts';

/** What ways are looked up with. */
export interface WayServices {
  readonly files: Files;
  readonly settings: () => Promise<GoSettings>;
  readonly log: (message: string) => void;
}

/** Knows by which direct requirement an indirect one comes in, as far as the module cache tells. */
export class Ways {
  readonly #services: WayServices;
  readonly #changed: () => void;
  readonly #stop = new AbortController();
  /** By the file's path: what it requires directly, and the ways that were looked for. */
  readonly #known = new Map<string, { readonly basis: string; readonly ways: Map<string, Way | null> }>();

  /** `changed` is called when {@link to} has more to give. */
  constructor(services: WayServices, changed: () => void) {
    this.#services = services;
    this.#changed = changed;
  }

  /** The way to a module; null where none is known, and then it is looked for in the background. */
  to(path: string, file: AuditFile): Way | null {
    if (file.content.kind !== 'go.mod') return null;
    const direct = file.content.file.require.filter(({ indirect }) => !indirect);
    const basis = direct.map((one) => `${one.path}@${one.version}`).join();
    let known = this.#known.get(file.path);
    if (known?.basis !== basis) {
      known = { basis, ways: new Map() };
      this.#known.set(file.path, known);
    }
    const way = known.ways.get(path);
    if (way !== undefined) return way;
    known.ways.set(path, null);
    void this.#look(path, file, known.ways);
    return null;
  }

  /** Ends what goes on in the background. */
  close(): void {
    this.#stop.abort();
  }

  async #look(path: string, file: AuditFile, ways: Map<string, Way | null>): Promise<void> {
    const { files, settings, log } = this.#services;
    try {
      const found = await waysTo(
        new Set([path]),
        file,
        { files, settings: await settings(), log: { debug: () => undefined, warn: log } },
        this.#stop.signal,
      );
      const way = found.get(path);
      if (way === undefined) return;
      ways.set(path, way);
      this.#changed();
    } catch {
      // Cancelled: nobody is left to be told.
    }
  }
}
