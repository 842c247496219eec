/** The folders of the workspace on this machine, and those that have left it. */
export class Folders {
  readonly #path: { join(...parts: string[]): string };
  #now: readonly string[] = [];
  #left: readonly string[] = [];

  constructor(path: { join(...parts: string[]): string }) {
    this.#path = path;
  }

  /** The folders of the workspace now. */
  get now(): readonly string[] {
    return this.#now;
  }

  /** Takes the folders that there are now. Tells whether any that was there before is not among them. */
  take(folders: readonly string[]): boolean {
    const before = this.#left.length;
    this.#left = [...this.#left, ...this.#now].filter((one) => !folders.includes(one));
    this.#now = folders;
    return this.#left.length !== before;
  }

  /** Whether a file lies in a folder that has left, and in none that is there. */
  hasLeft(path: string): boolean {
    const isIn = (folder: string): boolean => path.startsWith(this.#path.join(folder, '.x').slice(0, -2));
    return this.#left.some(isIn) && !this.#now.some(isIn);
  }
}
