import type { ModuleVersion } from '../module/index.ts';
import type { VendoredModule } from '../vendored/index.ts';
import { REASON_SENTENCES } from '../verdict/index.ts';
import type { GoSum } from './auditFile.ts';
import type { JudgedRequirement } from './gather.ts';

/** What a vendored module is to be held against. */
export type Expectation =
  | { readonly kind: 'zip'; readonly module: ModuleVersion; readonly expected: ReadonlySet<string> }
  /** modules.txt names something else than go.mod takes. */
  | { readonly kind: 'other-version'; readonly listed: string; readonly taken: string }
  /** It cannot be compared. `counts` is false where nothing on any machine could change that. */
  | { readonly kind: 'none'; readonly why: string; readonly counts: boolean };

/**
 * Tells which zip the vendored files of a module come from, and which hashes
 * prove that it is that one.
 *
 * `requirement` is the one of go.mod, null where there is none: up to go 1.16
 * go.mod does not list all modules of a build, and then go.sum alone vouches. For
 * a private module it does as well.
 */
export function expectationOf(
  module: VendoredModule,
  requirement: Pick<JudgedRequirement, 'dependency' | 'facts'> | null,
  goSums: readonly GoSum[],
): Expectation {
  const listed = lineOf(module.path, module.version, module.replacement);
  if (requirement !== null) {
    const { required, replacement } = requirement.dependency;
    const taken = lineOf(
      required.path,
      required.version,
      replacement === null
        ? null
        : replacement.kind === 'module'
          ? replacement.module
          : { path: replacement.path, version: null },
    );
    if (taken !== listed) return { kind: 'other-version', listed, taken };
  }
  const { replacement } = module;
  if (replacement?.version === null)
    return { kind: 'none', why: 'it is replaced by a folder, and has no zip', counts: false };
  const effective =
    replacement === null
      ? { path: module.path, version: module.version }
      : { path: replacement.path, version: replacement.version };
  const checksum = requirement?.facts.checksum ?? null;
  const ofGoSum = new Set(
    goSums.flatMap(({ zips }) => zips.get(`${effective.path} ${effective.version}`) ?? []),
  );
  switch (checksum?.state) {
    case 'proven':
    case 'matches-go-sum':
      return { kind: 'zip', module: effective, expected: new Set([checksum.h1]) };
    case 'mismatch':
      return { kind: 'none', why: 'go.sum, its zip and the checksum database do not agree', counts: true };
    case 'undetermined': {
      const { reason, detail } = checksum;
      const why = detail === '' ? REASON_SENTENCES[reason] : `${REASON_SENTENCES[reason]} (${detail})`;
      return { kind: 'none', why, counts: true };
    }
    default:
      return ofGoSum.size > 0
        ? { kind: 'zip', module: effective, expected: ofGoSum }
        : { kind: 'none', why: 'neither go.sum nor the checksum database vouches for its zip', counts: true };
  }
}

/** A module as modules.txt writes it. */
function lineOf(
  path: string,
  version: string,
  replacement: { readonly path: string; readonly version: string | null } | null,
): string {
  const module = version === '' ? path : `${path} ${version}`;
  if (replacement === null) return module;
  const target =
    replacement.version === null ? replacement.path : `${replacement.path} ${replacement.version}`;
  return `${module} => ${target}`;
}
