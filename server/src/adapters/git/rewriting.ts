import type { GitSetting } from './configuration.ts';

/**
 * Rewrites an address as `url.<base>.insteadOf` says: the longest beginning
 * that matches wins, and among equals the one that git reads first.
 *
 * Go by git-config(1), `url.<base>.insteadOf`, and git's `alias_url` (remote.c).
 */
export function rewriteAddress(address: string, settings: readonly GitSetting[]): string {
  // git groups by base, in the order in which the bases appear.
  const beginnings = new Map<string, string[]>();
  for (const { section, subsection, name, value } of settings) {
    if (section !== 'url' || name !== 'insteadof' || value === null) continue;
    const group = beginnings.get(subsection);
    if (group === undefined) beginnings.set(subsection, [value]);
    else group.push(value);
  }
  let best: { readonly base: string; readonly beginning: string } | null = null;
  for (const [base, group] of beginnings) {
    for (const beginning of group) {
      if (address.startsWith(beginning) && (best === null || beginning.length > best.beginning.length)) {
        best = { base, beginning };
      }
    }
  }
  return best === null ? address : best.base + address.slice(best.beginning.length);
}
