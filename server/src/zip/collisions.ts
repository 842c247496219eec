import { foldPath } from './fold.ts';

/**
 * Finds paths that cannot exist side by side in one directory tree on every
 * system: equal but for case, the same twice, or both a file and a directory.
 *
 * Remembers every path and every parent it was shown, colliding ones included.
 * Judges as collisionChecker of golang.org/x/mod/zip does, in time linear in the
 * length of the path, which is attacker-controlled.
 */
export class Collisions {
  readonly #spelled = new Map<string, number>();
  readonly #folded = new Map<string, number>();
  readonly #first: { path: string; spelling: number; isDirectory: boolean }[] = [];

  /** Adds a clean, relative path; returns why it collides with an earlier one, or null. */
  add(path: string, isDirectory: boolean): string | null {
    let reason: (() => string) | null = null;
    let spelling = -1;
    let fold = -1;
    for (let start = 0; start <= path.length; ) {
      const slash = path.indexOf('/', start);
      const end = slash < 0 ? path.length : slash;
      const element = path.slice(start, end);
      const isParent = end < path.length;
      spelling = intern(this.#spelled, `${spelling}/${element}`);
      fold = intern(this.#folded, `${fold}/${foldPath(element)}`);
      const first = this.#first[fold];
      const directory = isParent || isDirectory;
      if (first === undefined) {
        this.#first[fold] = { path: path.slice(0, end), spelling, isDirectory: directory };
      } else if (first.spelling !== spelling) {
        reason = () => `differs only in case from ${JSON.stringify(first.path)}`;
      } else if (first.isDirectory !== directory) {
        reason = () => `${JSON.stringify(first.path)} is both a file and a directory`;
      } else if (!directory) {
        reason = () => 'is there twice';
      }
      start = end + 1;
    }
    return reason === null ? null : reason();
  }
}

/** The number of a text, given out in order of first sight. */
function intern(numbers: Map<string, number>, text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, numbers.size);
  return numbers.size - 1;
}
