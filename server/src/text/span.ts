/** A part of a text, as half-open UTF-16 offsets: `start` belongs to it, `end` does not. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place between two characters. Both numbers count from 0; `character` counts UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A part of a text, as two positions; `end` does not belong to it. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}
