import type { Capability } from '../gosource/index.ts';

/**
 * What happens when somebody imports a package of a module.
 *
 * All names and texts come from the module and are attacker-controlled: whoever
 * shows them escapes them.
 */
export interface ImportBehaviour {
  /** One for each trigger that acts, the gravest first, at most {@link MAX_EFFECTS}. */
  readonly effects: readonly EffectOnImport[];
  /**
   * Paths of Go files that a build may hold and that could not be read as Go source, or not followed to the end,
   * at most {@link MAX_UNREAD}. When it is not empty, the answer is incomplete.
   */
  readonly unread: readonly string[];
}

/** More effects of one module are not told. */
export const MAX_EFFECTS = 64;

/** More unread files are not named. */
export const MAX_UNREAD = 100;

/** An `init` function or the initialiser of package-level variables that acts. Lines count from 0. */
export interface EffectOnImport {
  readonly trigger: 'init' | 'package variable';
  /** `init`, or the names of the variables. */
  readonly name: string;
  /** The import path of the package. */
  readonly packagePath: string;
  /** Whether it is package main, which nobody imports: it runs when the program starts. */
  readonly isMain: boolean;
  /** Where alone the first file on the way that is not built everywhere is built (`windows`); null when all are. */
  readonly builtOnlyFor: string | null;
  readonly file: string;
  readonly line: number;
  /** What is exercised, the gravest first: process, network, plugin, files, system-call. */
  readonly acts: readonly Capability[];
  /** The functions on the way from the trigger to the one that holds the sink, both included, at most 16. */
  readonly chain: readonly string[];
  /** The call that acts: `exec.Command`. */
  readonly sink: Place & { readonly callee: string };
  /** How strings on the way were hidden, at most 8; empty when none was. */
  readonly assembled: readonly Assembled[];
  readonly weight: Weight;
  /** One sentence for people. Names are cut to 40 UTF-16 units. */
  readonly sentence: string;
}

/**
 * - `grave`: a process, a connection or loaded code with a hidden argument, or a shell or program that is handed
 *   what was fetched.
 * - `telling`: a process or a connection on import, or a file that is written with hidden text.
 * - `minor`: what honest modules do: files, libraries of the system that are loaded when needed.
 */
export type Weight = 'grave' | 'telling' | 'minor';

/** Where something stands. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A text that the source does not show as it is. */
export interface Assembled extends Place {
  readonly how: AssembledHow;
  /** The text, cut to 80 UTF-16 units; null when it is not known without running the program. */
  readonly text: string | null;
  /** How many pieces it is put together from, where that was counted: `41` runes. */
  readonly pieces: number | null;
}

/**
 * - `byte-array`, `rune-array`, `letter-array`: put together from numbers, runes or short strings in a list.
 * - `hex`, `base64`, `decoded`: decoded by the standard library, `decoded` by anything else of it.
 * - `decrypted`, `decompressed`: turned back by a cipher, or by a decompressor from a literal.
 * - `escapes`: written in escapes although it could be written in letters.
 * - `split-literal`: joined from pieces that meet inside a word.
 * - `replaced`, `reversed`: made of another text by replacing or turning it round.
 * - `character-arithmetic`: computed letter by letter, or letter by letter from character codes.
 */
export type AssembledHow =
  | 'byte-array'
  | 'rune-array'
  | 'letter-array'
  | 'hex'
  | 'base64'
  | 'decoded'
  | 'decrypted'
  | 'decompressed'
  | 'escapes'
  | 'split-literal'
  | 'replaced'
  | 'reversed'
  | 'character-arithmetic';
