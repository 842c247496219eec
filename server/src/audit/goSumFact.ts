import type { ModuleVersion } from '../module/index.ts';
import { type ChecksumFact, notApplicable } from '../verdict/index.ts';
import type { GoSum } from './auditFile.ts';
import type { ExaminedFacts } from './examinedFacts.ts';

/**
 * What the go.sum files of a project say about the bytes that the mirror serves.
 *
 * A hash of another kind than `h1:` is passed over, as the go command does; of
 * several hashes one that is equal is enough.
 */
export function checksumOf(
  module: ModuleVersion,
  examined: ExaminedFacts,
  goSums: readonly GoSum[],
): ChecksumFact {
  const { mirror } = examined;
  if (mirror.state === 'not-applicable') return notApplicable(mirror.why);
  const key = `${module.path} ${module.version}`;
  const goModHashes = goSums.flatMap(({ goMods }) => h1Of(goMods.get(key)));
  const zipHashes = goSums.flatMap(({ zips }) => h1Of(zips.get(key)));
  if (mirror.state === 'undetermined') return mirror;
  const goMod = compare(goModHashes, mirror.goModH1);
  if (goMod !== null && !goMod.equal)
    return { state: 'mismatch', h1: mirror.goModH1 ?? '', expected: goMod.expected };
  const zip = compare(zipHashes, mirror.h1);
  if (zip === null)
    return { state: 'missing', h1: mirror.h1, goModLine: goModHashes.length > 0, goSum: goSums.length > 0 };
  return zip.equal
    ? { state: 'matches-go-sum', h1: mirror.h1 }
    : { state: 'mismatch', h1: mirror.h1, expected: zip.expected };
}

function compare(hashes: readonly string[], h1: string | null): { equal: boolean; expected: string } | null {
  const [first] = hashes;
  if (first === undefined || h1 === null) return null;
  return { equal: hashes.includes(h1), expected: first };
}

function h1Of(hashes: readonly string[] | undefined): readonly string[] {
  return (hashes ?? []).filter((hash) => hash.startsWith('h1:'));
}
