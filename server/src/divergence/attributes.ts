import { type AttributeLine, type AttributeState, parseAttributes } from './attributeFile.ts';
import { matchesPattern } from './attributePattern.ts';
import type { Effort } from './effort.ts';

/** The states of the attributes of one path, by name. A name that is not there is unspecified. */
export type PathAttributes = ReadonlyMap<string, AttributeState>;

/** The name of the files that {@link AttributeTree} is built from. */
export const ATTRIBUTE_FILE = '.gitattributes';

/** The one macro that git knows by itself. */
const BUILT_IN = parseAttributes(new TextEncoder().encode('[attr]binary -diff -merge -text\n'));

/**
 * The attributes of a whole commit, from the .gitattributes files of its tree.
 *
 * A file deeper in the tree wins over one nearer to the root, a later line over
 * an earlier one, a later word over an earlier one of the same line. Macros
 * expand where they are set, and are defined in the file at the root alone.
 *
 * Follows gitattributes(5) as `git archive` applies it: nothing but the archived
 * tree counts, from the root of the repository on, and `export-ignore` and
 * `export-subst` are taken out by the go command.
 */
export class AttributeTree {
  readonly #lines = new Map<string, readonly AttributeLine[]>();
  readonly #macros = new Map<string, AttributeLine>();

  /** `files`: content of each .gitattributes file by its path in the repository. */
  constructor(files: ReadonlyMap<string, Uint8Array>) {
    for (const [path, fileBytes] of files) {
      const directory = path.slice(0, Math.max(0, path.length - ATTRIBUTE_FILE.length - 1));
      this.#lines.set(directory, parseAttributes(fileBytes));
    }
    for (const line of [...BUILT_IN, ...(this.#lines.get('') ?? [])]) {
      if (line.kind === 'macro') this.#macros.set(line.name, line);
    }
  }

  /** The attributes that a go command applies to a path of the repository. Throws TooComplex. */
  ofFile(path: string, effort: Effort): PathAttributes {
    const neutralised: AttributeState = { kind: 'unset' };
    return this.#evaluate(path, false, effort, [
      ['export-ignore', neutralised],
      ['export-subst', neutralised],
    ]);
  }

  /** The attributes that a plain `git archive` applies to a path, file or directory. Throws TooComplex. */
  asWritten(path: string, isDirectory: boolean, effort: Effort): PathAttributes {
    return this.#evaluate(path, isDirectory, effort, []);
  }

  #evaluate(
    path: string,
    isDirectory: boolean,
    effort: Effort,
    fixed: readonly (readonly [string, AttributeState])[],
  ): PathAttributes {
    const states = new Map<string, AttributeState>(fixed);
    for (const directory of directoriesAbove(path)) {
      const lines = this.#lines.get(directory);
      if (lines === undefined) continue;
      const relative = toBinary(directory === '' ? path : path.slice(directory.length + 1));
      for (let index = lines.length - 1; index >= 0; index--) {
        effort.spend(1);
        const line = lines[index];
        if (line?.kind === 'pattern' && matchesPattern(line.pattern, relative, isDirectory, effort)) {
          this.#fill(states, line, effort);
        }
      }
    }
    return states;
  }

  /** Takes the states of a line for all attributes that have none yet, macros opened as they come. */
  #fill(states: Map<string, AttributeState>, line: AttributeLine, effort: Effort): void {
    const pending = [...line.assignments];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      effort.spend(1);
      if (states.has(next.name)) continue;
      states.set(next.name, next.state);
      const macro = next.state.kind === 'set' ? this.#macros.get(next.name) : undefined;
      if (macro !== undefined) pending.push(...macro.assignments);
    }
  }
}

/** The directories that hold a path, deepest first, `''` for the root last. */
function* directoriesAbove(path: string): Generator<string> {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    yield path.slice(0, slash);
  }
  yield '';
}

/** UTF-8 bytes as a string of one character a byte, the way attribute files are read. */
function toBinary(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text;
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return binary;
}
