import { NodeFiles } from '../../server/src/adapters/index.ts';
import type { Files } from '../../server/src/ports/index.ts';

/** The files of this machine, of which some take as long to be read as a test says. */
export class HeldFiles extends NodeFiles {
  readonly #waiting: { readonly path: string; readonly go: () => void }[] = [];
  readonly #heard = new Set<() => void>();
  #holds: (path: string) => boolean = () => false;

  /** Has whoever reads such a file wait with what it has read. */
  hold(holds: (path: string) => boolean): void {
    this.#holds = holds;
  }

  /** Paths of the files that were read, by those who wait. */
  get held(): readonly string[] {
    return this.#waiting.map(({ path }) => path);
  }

  /** Lets those go on who wait, and holds nobody any more. */
  release(): void {
    this.#holds = () => false;
    for (const { go } of this.#waiting.splice(0)) go();
  }

  /** Waits until so many wait. */
  async untilHeld(count: number): Promise<void> {
    while (this.#waiting.length < count) await new Promise<void>((resolve) => this.#heard.add(resolve));
  }

  override async read(...[path, limits]: Parameters<Files['read']>): Promise<Uint8Array> {
    const bytes = await super.read(path, limits);
    await this.#pass(path);
    return bytes;
  }

  override async kind(path: string): ReturnType<Files['kind']> {
    const kind = await super.kind(path);
    await this.#pass(path);
    return kind;
  }

  async #pass(path: string): Promise<void> {
    if (!this.#holds(path.replaceAll('\\', '/'))) return;
    await new Promise<void>((go) => {
      this.#waiting.push({ path, go });
      const heard = [...this.#heard];
      this.#heard.clear();
      for (const resume of heard) resume();
    });
  }
}
