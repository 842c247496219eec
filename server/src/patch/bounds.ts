/** How much of a difference is looked for and shown. */
export interface PatchBounds {
  /** Versions of a file that are longer, in bytes, are not compared line by line. */
  readonly fileBytes: number;
  /** Lines of hunks that are shown of one file, and of all. */
  readonly linesOfFile: number;
  readonly lines: number;
  /** Length of all text that is shown, in UTF-16 units. */
  readonly textLength: number;
  /** Length of one line that is shown, in UTF-16 units. What is longer is cut in its middle. */
  readonly lineLength: number;
  /** Steps of the search for the shortest difference, of all files together. */
  readonly steps: number;
}

/** Enough for a person to read, and done within a few seconds whatever the contents are. */
export const PATCH_BOUNDS: PatchBounds = {
  fileBytes: 4 << 20,
  linesOfFile: 600,
  lines: 4000,
  textLength: 1 << 19,
  lineLength: 360,
  steps: 2e7,
};

/** What is left of the bounds while files are compared one after the other. */
export interface Allowance {
  steps: number;
  lines: number;
  textLength: number;
}

/** The whole of the bounds. */
export function newAllowance({ steps, lines, textLength }: PatchBounds): Allowance {
  return { steps, lines, textLength };
}
