import { REASON_SENTENCES, type UndeterminedReason } from '../../verdict/index.ts';
import type { Check } from '../check.ts';
import { observe } from '../check.ts';

/** Reasons that the finding of another check already tells. */
const TOLD_ELSEWHERE = new Set<UndeterminedReason>(['blocked-by-mirror', 'not-at-mirror']);

/**
 * Finding: origin/undetermined
 *
 * The content could not be compared with upstream. This is neither good nor
 * bad, and it is never left unsaid.
 */
export const undeterminedContent: Check = {
  codes: ['origin/undetermined'],
  run({ dependency, facts: { content, upstream } }) {
    if (content.state !== 'undetermined' || TOLD_ELSEWHERE.has(content.reason)) return [];
    if (content.reason === upstream.state) return [];
    const detail = content.detail === '' ? REASON_SENTENCES[content.reason] : content.detail;
    return [
      observe(dependency, 'origin/undetermined', `Upstream could not be compared: ${withoutStop(detail)}.`, {
        restsOn: [content.reason],
        evidence: [{ kind: 'reason', text: `${content.reason}: ${REASON_SENTENCES[content.reason]}` }],
      }),
    ];
  },
};

function withoutStop(text: string): string {
  return text.replace(/\.$/, '');
}
