import type { ComparisonOptions, CopyDifference, Examinations } from '../examination/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import type { AuditResult } from './result.ts';

/** Differences that are looked up for one report: a person reads no more. */
const MAX_DIFFERENCES = 24;

/** A difference that a report shows beside its findings. */
export interface ReportedDifference {
  readonly module: ModuleVersion;
  /** Another module that it was compared with; null for its own upstream. */
  readonly against: ModuleVersion | null;
  readonly difference: CopyDifference;
}

/**
 * Looks up, line by line, what an audit found to differ: copies of the mirror
 * that differ from upstream, and near copies beside the module that they copy.
 * At most {@link MAX_DIFFERENCES} of them, in the order of the result. Rejects on cancellation alone.
 */
export async function differencesOf(
  result: AuditResult,
  examinations: Pick<Examinations, 'compare'>,
  options: ComparisonOptions,
): Promise<readonly ReportedDifference[]> {
  const wanted = result.modules.flatMap(({ required, replacement, facts }) => {
    const module = replacement?.kind === 'module' ? replacement.module : required;
    const { content, likeness } = facts;
    return [
      ...(content.state === 'diverged' ? [{ module, against: null }] : []),
      ...(likeness.state === 'near-copy' ? [{ module, against: likeness.target }] : []),
    ];
  });
  const found: ReportedDifference[] = [];
  // One after the other: each comparison asks for several things at once by itself.
  for (const { module, against } of wanted.slice(0, MAX_DIFFERENCES)) {
    found.push({ module, against, difference: await examinations.compare(module, against, options) });
  }
  return found;
}
