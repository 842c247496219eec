import type { ExaminedFacts } from '../examination/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { type ChecksumFact, notApplicable, undetermined } from '../verdict/index.ts';
import type { GoSum } from './auditFile.ts';

/**
 * Holds three against each other: the bytes that are served, what the go.sum
 * files of a project say about them, and what the checksum database proves.
 *
 * A hash of another kind than `h1:` is passed over, as the go command does; of
 * several hashes one that is equal is enough.
 */
export function checksumFact(
  module: ModuleVersion,
  { copy, log }: ExaminedFacts,
  goSums: readonly GoSum[],
): ChecksumFact {
  if (copy.state === 'not-applicable') return notApplicable(copy.why);
  const key = `${module.path} ${module.version}`;
  const goModHashes = goSums.flatMap(({ goMods }) => h1Of(goMods.get(key)));
  const zipHashes = goSums.flatMap(({ zips }) => h1Of(zips.get(key)));
  if (copy.state === 'undetermined') {
    // Without the bytes, go.sum and the database can still contradict each other.
    const logged = log.state === 'proven' ? log : null;
    const wrong = differing(zipHashes, logged?.h1) ?? differing(goModHashes, logged?.goModH1);
    return wrong === null ? copy : { ...wrong, against: 'checksum-database', from: 'go.sum' };
  }
  const { h1, goModH1, from } = copy;
  for (const [hashes, hash] of [
    [goModHashes, goModH1],
    [zipHashes, h1],
  ] as const) {
    const [expected] = hashes;
    if (expected !== undefined && !hashes.includes(hash))
      return { state: 'mismatch', h1: hash, expected, against: 'go.sum', from };
  }
  if (log.state === 'proven') {
    const wrong =
      log.h1 === h1
        ? log.goModH1 === goModH1
          ? null
          : ([goModH1, log.goModH1] as const)
        : ([h1, log.h1] as const);
    if (wrong !== null)
      return { state: 'mismatch', h1: wrong[0], expected: wrong[1], against: 'checksum-database', from };
  }
  if (log.state === 'fork') return undetermined('database-fork', log.detail);
  const hasLine = zipHashes.length > 0;
  const goModLine = goModHashes.length > 0;
  const goSum = goSums.length > 0;
  // A version of which go.sum knows the go.mod alone is none that the build needs.
  if (!hasLine && goSum && !goModLine) return { state: 'missing', h1, goModLine, goSum };
  if (log.state === 'proven') return { state: 'proven', h1, record: log.record };
  if (log.state === 'unlogged') return { state: 'unlogged', h1, goSum: hasLine };
  return hasLine
    ? { state: 'matches-go-sum', h1, database: log }
    : { state: 'missing', h1, goModLine, goSum };
}

/** A hash of go.sum that the database contradicts; null when none does. */
function differing(
  hashes: readonly string[],
  logged: string | undefined,
): { readonly state: 'mismatch'; readonly h1: string; readonly expected: string } | null {
  const [first] = hashes;
  if (first === undefined || logged === undefined || hashes.includes(logged)) return null;
  return { state: 'mismatch', h1: first, expected: logged };
}

function h1Of(hashes: readonly string[] | undefined): readonly string[] {
  return (hashes ?? []).filter((hash) => hash.startsWith('h1:'));
}
