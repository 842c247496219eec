import type { AuditResult } from '../audit/index.ts';

/**
 * A result with the paths of its files as people of a workspace know them: from
 * its folder, with the folder's name in front where there are several. Paths
 * outside the folders stay. `original` gives the path that a shown one stands for.
 */
export function withShortPaths(
  result: AuditResult,
  folders: readonly string[],
): { readonly result: AuditResult; readonly original: (path: string) => string } {
  const originals = new Map<string, string>();
  const short = (path: string): string => {
    const folder = folders.find((one) => path.startsWith(`${one}/`) || path.startsWith(`${one}\\`));
    if (folder === undefined) return path;
    const inside = path.slice(folder.length + 1);
    const name = folder.slice(Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\')) + 1);
    const shown = folders.length === 1 ? inside : `${name}/${inside}`;
    originals.set(shown, path);
    return shown;
  };
  const renamed = <Item extends { readonly path: string }>(items: readonly Item[]): Item[] =>
    items.map((item) => ({ ...item, path: short(item.path) }));
  const placed = (finding: AuditResult['findings'][number]): AuditResult['findings'][number] =>
    finding.location === null
      ? finding
      : { ...finding, location: { ...finding.location, path: short(finding.location.path) } };
  return {
    result: {
      ...result,
      files: renamed(result.files),
      surroundings: renamed(result.surroundings),
      goFiles: renamed(result.goFiles),
      problems: renamed(result.problems),
      policyFiles: renamed(result.policyFiles),
      ledgerTroubles: renamed(result.ledgerTroubles),
      leftOut: result.leftOut.map(short),
      modules: result.modules.map((one) => ({ ...one, requiredBy: one.requiredBy.map(short) })),
      findings: result.findings.map(placed),
      waived: result.waived.map((one) => ({ ...one, finding: placed(one.finding) })),
    },
    original: (path) => originals.get(path) ?? path,
  };
}
