import { type Allowance, newAllowance, type PatchBounds } from './bounds.ts';
import { type Change, changesBetween, grouped, type Hunk, hunkOf } from './hunks.ts';
import { isBinary, type Lines, linesOf } from './lines.ts';
import { matchLines } from './matches.ts';

/** A file in two versions; null where it does not exist. Paths and bytes are attacker-controlled. */
export interface FileVersions {
  readonly path: string;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
}

/** How two versions of a file differ. */
export interface FileDiff {
  /** As given: whoever shows it escapes it. */
  readonly path: string;
  readonly status: 'added' | 'changed' | 'removed';
  /**
   * `lines`: told line by line. `binary`: not text. `too-large` and `too-different`: there was
   * too much to compare line by line.
   */
  readonly kind: 'lines' | 'binary' | 'too-large' | 'too-different';
  /** Lines that were removed and added; those of the whole file when it is too different; 0 when not text or too large. */
  readonly removed: number;
  readonly added: number;
  /** Lengths of the versions; null where there is none. */
  readonly beforeBytes: number | null;
  readonly afterBytes: number | null;
  /** Empty unless `lines`. */
  readonly hunks: readonly Hunk[];
  /** Removed and added lines that the hunks should show and do not. */
  readonly cut: number;
}

/**
 * Compares two versions of a file line by line, within bounds.
 *
 * With an `allowance` what was used is taken from it, so that many files share
 * one. Never throws; equal versions have no hunks.
 */
export function unifiedDiff(
  { path, before, after }: FileVersions,
  bounds: PatchBounds,
  allowance: Allowance = newAllowance(bounds),
): FileDiff {
  const facts = {
    path,
    status: before === null ? 'added' : after === null ? 'removed' : 'changed',
    beforeBytes: before?.length ?? null,
    afterBytes: after?.length ?? null,
  } as const;
  const [old, now] = [before ?? NOTHING, after ?? NOTHING];
  const untold = { removed: 0, added: 0, hunks: [], cut: 0 };
  if (isBinary(old) || isBinary(now)) return { ...facts, ...untold, kind: 'binary' };
  if (Math.max(old.length, now.length) > bounds.fileBytes) return { ...facts, ...untold, kind: 'too-large' };

  const [oldLines, nowLines] = [linesOf(old), linesOf(now)];
  // No single file takes all that is left, or one could keep the others from being compared.
  const matches = matchLines(oldLines.keys, nowLines.keys, Math.floor(allowance.steps / 2));
  allowance.steps -= matches.steps;
  if (matches.runs === null) {
    const lengths = { removed: oldLines.keys.length, added: nowLines.keys.length };
    return { ...facts, ...untold, ...lengths, kind: 'too-different' };
  }
  const changes = changesBetween(oldLines.keys.length, nowLines.keys.length, matches.runs);
  const removed = sum(changes, ({ before: { from, to } }) => to - from);
  const added = sum(changes, ({ after: { from, to } }) => to - from);
  const hunks = hunksWithin(changes, oldLines, nowLines, bounds, allowance);
  const shown = sum(hunks, ({ lines }) => lines.filter(({ kind }) => isChange(kind)).length);
  return { ...facts, kind: 'lines', removed, added, hunks, cut: removed + added - shown };
}

const NOTHING = new Uint8Array(0);

function hunksWithin(
  changes: readonly Change[],
  before: Lines,
  after: Lines,
  bounds: PatchBounds,
  allowance: Allowance,
): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let left = bounds.linesOfFile;
  for (const group of grouped(changes)) {
    const most = Math.min(left, allowance.lines, Math.floor(allowance.textLength / bounds.lineLength));
    if (most <= 0) break;
    const hunk = hunkOf(group, before, after, most, bounds.lineLength);
    hunks.push(hunk);
    left -= hunk.lines.length;
    allowance.lines -= hunk.lines.length;
    allowance.textLength -= sum(hunk.lines, ({ text }) => text.length + 1);
  }
  return hunks;
}

function isChange(kind: string): boolean {
  return kind === 'removed' || kind === 'added';
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
