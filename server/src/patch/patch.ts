import { newAllowance, PATCH_BOUNDS, type PatchBounds } from './bounds.ts';
import { type FileDiff, type FileVersions, unifiedDiff } from './fileDiff.ts';

/** How many files differ, as plain data. Texts in hunks are safe to show, paths are not. */
export interface Patch {
  /** In the order given. Versions that are the same are left out. */
  readonly files: readonly FileDiff[];
  /** What the bounds left out: lines that were removed or added, and how many files they are of. */
  readonly leftOut: { readonly lines: number; readonly files: number };
}

/** Compares files one after the other. What comes first is shown first when there is more than the bounds allow. */
export function patchOf(files: readonly FileVersions[], bounds: PatchBounds = PATCH_BOUNDS): Patch {
  const allowance = newAllowance(bounds);
  const diffs = files.filter(differs).map((file) => unifiedDiff(file, bounds, allowance));
  const cut = diffs.filter((file) => file.cut > 0);
  return {
    files: diffs,
    leftOut: { lines: cut.reduce((total, file) => total + file.cut, 0), files: cut.length },
  };
}

function differs({ before, after }: FileVersions): boolean {
  if (before === null || after === null) return before !== after;
  if (before.length !== after.length) return true;
  let at = 0;
  while (at < before.length && before[at] === after[at]) at++;
  return at < before.length;
}
