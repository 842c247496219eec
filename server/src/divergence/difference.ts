import { compareBytewise } from '../module/index.ts';
import type { Manifest } from './manifest.ts';
import type { ExpectedFile, Selection } from './select.ts';
import { selectFiles } from './select.ts';
import type { UpstreamEntry } from './tree.ts';
import type { VendorRule } from './vendor.ts';

/** What the mirror's zip and a selection of upstream's tree do not have in common. Sorted bytewise. */
export interface RawDifference {
  readonly changed: readonly ExpectedFile[];
  readonly onlyMirror: readonly string[];
  readonly onlyUpstream: readonly ExpectedFile[];
}

/** Compares by path and blob id alone. */
export function differenceOf(manifest: Manifest, files: readonly ExpectedFile[]): RawDifference {
  const changed: ExpectedFile[] = [];
  const onlyUpstream: ExpectedFile[] = [];
  const onlyMirror = new Set(manifest.files.keys());
  for (const file of files) {
    const mirrored = manifest.files.get(file.path);
    onlyMirror.delete(file.path);
    if (mirrored === undefined) onlyUpstream.push(file);
    else if (mirrored.blobId !== file.id) changed.push(file);
  }
  const byPath = (a: ExpectedFile, b: ExpectedFile): number => compareBytewise(a.path, b.path);
  return {
    changed: changed.sort(byPath),
    onlyMirror: [...onlyMirror].sort(compareBytewise),
    onlyUpstream: onlyUpstream.sort(byPath),
  };
}

/** Tells whether nothing differs. */
export function isEmpty({ changed, onlyMirror, onlyUpstream }: RawDifference): boolean {
  return changed.length + onlyMirror.length + onlyUpstream.length === 0;
}

/** The selections under both vendor rules, and the paths on which they disagree. */
export interface BothSelections {
  readonly selections: Readonly<Record<VendorRule, Selection>>;
  /** Each path that only one rule takes, with that rule. */
  readonly disputed: ReadonlyMap<string, VendorRule>;
  /** False: it makes no difference which rule applies. */
  readonly isRuleNeeded: boolean;
}

/** Selects under both rules; does the work once where no path has a `vendor` directory. */
export function selectBoth(entries: readonly UpstreamEntry[], directory: string): BothSelections {
  const newer = selectFiles(entries, directory, 'go1.24');
  const hasVendor = entries.some(({ path }) => path.includes('vendor/'));
  const older = hasVendor ? selectFiles(entries, directory, 'before') : newer;
  const disputed = new Map<string, VendorRule>();
  if (older !== newer) {
    const newerPaths = takenPaths(newer);
    const olderPaths = takenPaths(older);
    for (const path of newerPaths) if (!olderPaths.has(path)) disputed.set(path, 'go1.24');
    for (const path of olderPaths) if (!newerPaths.has(path)) disputed.set(path, 'before');
  }
  // A link that only one rule leaves out early is never in a zip, but may collide.
  const isRuleNeeded = disputed.size > 0 || older.unbuildable.length !== newer.unbuildable.length;
  return { selections: { before: older, 'go1.24': newer }, disputed, isRuleNeeded };
}

function takenPaths({ files, invalid }: Selection): ReadonlySet<string> {
  return new Set([...files, ...invalid].map(({ path }) => path));
}

/** Tells whether the mirror has exactly those of the disputed paths that a rule takes. */
export function follows(
  rule: VendorRule,
  disputed: ReadonlyMap<string, VendorRule>,
  manifest: Manifest,
): boolean {
  for (const [path, taker] of disputed) {
    if (manifest.files.has(path) !== (taker === rule)) return false;
  }
  return true;
}
