import type { Check } from '../check.ts';
import { observe } from '../check.ts';

/**
 * Finding: provenance/unattested
 *
 * Nothing that upstream publishes attests the commit of the version. That is so
 * for nearly every module, so it is told where a project asks for it alone.
 */
export const attestation: Check = {
  codes: ['provenance/unattested'],
  run({ dependency, facts: { provenance } }) {
    if (provenance.state !== 'none-published') return [];
    const { version } = dependency.effective ?? dependency.required;
    const { refused } = provenance;
    const message =
      refused.length === 0
        ? `Upstream publishes no attestation of ${version}.`
        : `What upstream publishes as an attestation of ${version} does not verify.`;
    return [
      observe(dependency, 'provenance/unattested', message, {
        evidence: refused.map(({ reason, detail }) => ({ kind: 'refused', text: `${reason}: ${detail}` })),
        restsOn: [...new Set(refused.map(({ reason }) => reason))].sort(),
      }),
    ];
  },
};
