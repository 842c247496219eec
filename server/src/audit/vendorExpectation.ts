import type { ModuleVersion } from '../module/index.ts';
import type { VendoredModule } from '../vendored/index.ts';
import { REASON_SENTENCES } from '../verdict/index.ts';
import { lineOf, type VendorBasis } from './vendorBasis.ts';

/** What a vendored module is to be held against. */
export type Expectation =
  | { readonly kind: 'zip'; readonly module: ModuleVersion; readonly expected: ReadonlySet<string> }
  /** modules.txt names something else than go.mod takes. */
  | { readonly kind: 'other-version'; readonly listed: string; readonly taken: string }
  /** It cannot be compared. `counts` is false where nothing on any machine could change that. */
  | { readonly kind: 'none'; readonly why: string; readonly counts: boolean };

const UNVOUCHED = 'neither go.sum nor the checksum database vouches for its zip';
const UNASKED = 'no go.sum vouches for its zip, and no audited go.mod requires it';

/**
 * Tells which zip the vendored files of a module come from, and which hashes
 * prove that it is that one.
 *
 * Nothing may require it: up to go 1.16 go.mod does not list all modules of a
 * build. Then go.sum alone vouches, and for a private module it does as well.
 */
export function expectationOf(
  module: VendoredModule,
  { taken, checksum, goSums }: Pick<VendorBasis, 'taken' | 'checksum' | 'goSums'>,
): Expectation {
  const listed = lineOf(module.path, module.version, module.replacement);
  if (taken !== null && taken !== listed) return { kind: 'other-version', listed, taken };
  const { replacement } = module;
  if (replacement?.version === null)
    return { kind: 'none', why: 'it is replaced by a folder, and has no zip', counts: false };
  const effective =
    replacement === null
      ? { path: module.path, version: module.version }
      : { path: replacement.path, version: replacement.version };
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
        : { kind: 'none', why: checksum === null ? UNASKED : UNVOUCHED, counts: true };
  }
}
