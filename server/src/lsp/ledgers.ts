import type { AuditFile } from '../audit/index.ts';
import type { Files } from '../ports/index.ts';

/** A team's tag ledger, beside a go.mod or above it. */
const LEDGER = ['.modproof', 'ledger'] as const;

/** Finds the tag ledgers of projects, and remembers where they are. */
export class Ledgers {
  readonly #files: Files;
  readonly #path: { join(...parts: string[]): string; dirname(path: string): string };
  readonly #found = new Map<string, string | null>();
  readonly #looking = new Map<string, Promise<void>>();

  constructor(files: Files, path: { join(...parts: string[]): string; dirname(path: string): string }) {
    this.#files = files;
    this.#path = path;
  }

  /** Whether it is known which ledgers count for these files. */
  know(files: readonly AuditFile[]): boolean {
    return files.every(({ directory }) => this.#found.has(directory));
  }

  /** Begins to look which ledger counts for a go.mod or go.work: nobody is asked for it before that is known. */
  lookBeside(path: string): void {
    void this.#look(this.#path.dirname(path));
  }

  /** The ledgers that are known to count for these files; where none was looked for yet, that is begun. */
  of(files: readonly AuditFile[]): readonly string[] {
    const ledgers = new Set<string>();
    for (const { directory } of files) {
      const known = this.#found.get(directory);
      if (known === undefined) void this.#look(directory);
      else if (known !== null) ledgers.add(known);
    }
    return [...ledgers];
  }

  /** The ledgers that count for these files. Never rejects. */
  async find(files: readonly AuditFile[]): Promise<readonly string[]> {
    await Promise.all(files.map(({ directory }) => this.#look(directory)));
    return this.of(files);
  }

  /** Looks anew for all. */
  forget(): void {
    this.#found.clear();
    // Looks that are under way find what was there before.
    this.#looking.clear();
  }

  #look(directory: string): Promise<void> {
    if (this.#found.has(directory)) return Promise.resolve();
    const running = this.#looking.get(directory);
    if (running !== undefined) return running;
    const looking = this.#nearest(directory).then((found) => {
      if (this.#looking.get(directory) !== looking) return;
      this.#looking.delete(directory);
      this.#found.set(directory, found);
    });
    this.#looking.set(directory, looking);
    return looking;
  }

  async #nearest(directory: string): Promise<string | null> {
    for (let at = directory; ; at = this.#path.dirname(at)) {
      const path = this.#path.join(at, ...LEDGER);
      if ((await this.#files.kind(path).catch(() => null)) === 'file') return path;
      if (this.#path.dirname(at) === at) return null;
    }
  }
}
