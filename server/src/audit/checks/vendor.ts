import type { VendorFact } from '../../examination/index.ts';
import type { Evidence, Location, Observation } from '../../finding/index.ts';
import type { ModuleVersion } from '../../module/index.ts';
import type { VendoredFile } from '../../vendored/index.ts';

/** More files and modules than this are counted and not named. */
const MAX_NAMED = 10;

/** Files that differ, and what lies there in their place. */
type Differing = Extract<VendorFact, { state: 'differs' }>;

/**
 * Finding: environment/vendor-differs
 *
 * The vendored files of one module are not those of its zip.
 */
export function observeVendorDifference(
  required: ModuleVersion,
  location: Location,
  { h1, difference, isBuilt }: Differing,
  files: ReadonlyMap<string, VendoredFile>,
): Observation {
  const kinds = [
    ['changed', difference.changed],
    ['added', difference.added],
    ['missing', difference.missing],
  ] as const;
  const present = kinds.filter(([, paths]) => paths.length > 0);
  const counts = present.map(([kind, paths]) => `${paths.length} ${kind}`).join(', ');
  return {
    code: 'environment/vendor-differs',
    grade: isBuilt ? 'usual' : 'eased',
    module: required.path,
    version: required.version,
    message: `The vendor folder does not hold what the verified zip holds; files: ${counts}.`,
    location,
    evidence: present.map(([kind, paths]): Evidence => ({ kind, text: named(paths) })),
    restsOn: [
      h1,
      ...present.flatMap(([kind, paths]) =>
        [...paths].sort().map((path) => `${kind} ${path} ${files.get(path)?.sha256 ?? ''}`),
      ),
    ],
    fixes: [],
  };
}

/**
 * As {@link observeVendorDifference}: vendor/modules.txt names another version, or
 * another replacement, than go.mod takes, or a go.work with its go.mod files.
 */
export function observeOtherVersion(
  required: ModuleVersion,
  location: Location,
  { listed, taken }: { readonly listed: string; readonly taken: string },
  takenBy: 'go.mod' | 'go.work',
): Observation {
  return {
    code: 'environment/vendor-differs',
    grade: 'eased',
    module: required.path,
    version: required.version,
    message: `vendor/modules.txt does not name what ${takenBy} takes, so that its files were not compared.`,
    location,
    evidence: [
      { kind: 'vendor/modules.txt', text: listed },
      { kind: takenBy, text: taken },
    ],
    restsOn: [listed, taken],
    fixes: [],
  };
}

/** As {@link observeVendorDifference}: files that no module of vendor/modules.txt explains. */
export function observeStrays(
  location: Location,
  strays: readonly string[],
  files: ReadonlyMap<string, VendoredFile>,
  isBuilt: boolean,
): Observation {
  const sorted = [...strays].sort();
  return {
    code: 'environment/vendor-differs',
    grade: isBuilt ? 'usual' : 'eased',
    module: '',
    version: '',
    message: `The vendor folder holds files of no module that vendor/modules.txt lists: ${sorted.length}.`,
    location,
    evidence: [{ kind: 'added', text: named(sorted) }],
    restsOn: sorted.map((path) => `added ${path} ${files.get(path)?.sha256 ?? ''}`),
    fixes: [],
  };
}

/** One thing that could not be compared. */
export interface Uncompared {
  /** A module with its version, or a path below the vendor folder. */
  readonly what: string;
  readonly why: string;
  /** False where it can be compared on no machine, or only where somebody has it: then it fails no audit. */
  readonly counts: boolean;
}

/**
 * Finding: environment/vendor-undetermined
 *
 * Vendored files could not be compared; told once for a vendor folder.
 */
export function observeUncompared(location: Location, uncompared: readonly Uncompared[]): Observation {
  const lines = uncompared.slice(0, MAX_NAMED).map(({ what, why }) => `${what}: ${why}`);
  const more = uncompared.length - lines.length;
  return {
    code: 'environment/vendor-undetermined',
    grade: 'usual',
    module: '',
    version: '',
    message: 'Not everything in the vendor folder could be compared with verified zips.',
    location,
    evidence: [
      ...lines.map((text) => ({ kind: 'not-compared', text })),
      ...(more > 0 ? [{ kind: 'more', text: `${more} more` }] : []),
    ],
    restsOn: uncompared.map(({ what, why }) => `${what} ${why}`).sort(),
    fixes: [],
  };
}

function named(paths: readonly string[]): string {
  const shown = paths.slice(0, MAX_NAMED).join(', ');
  const more = paths.length - MAX_NAMED;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
