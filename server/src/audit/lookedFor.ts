import type { FindingCode } from '../finding/index.ts';
import type { ModuleFacts } from '../verdict/index.ts';

/**
 * Tells whether findings of a code were looked for in earnest: every fact on
 * which they rest was determined. Then a finding that is not there is gone, and
 * not only out of sight.
 *
 * A fact that does not apply was not looked at: whether a module is private is
 * a setting of this machine, and the next one may have another.
 * `namesWereJudged` is false where there was no list of known modules.
 */
export function wasLookedFor(code: FindingCode, facts: ModuleFacts, namesWereJudged: boolean): boolean {
  const { advisories, content, upstream, checksum, likeness, identity, behaviour, notices } = facts;
  const { age, provenance, protection } = facts;
  switch (code) {
    case 'squat/misspelling':
    case 'squat/owner-affix':
    case 'squat/host-swap':
    case 'squat/lookalike':
    case 'squat/other-owner':
    case 'squat/case-variant':
      // The name alone decides that there is a finding; all else, how grave it is.
      return namesWereJudged;
    case 'squat/near-copy':
      return isDetermined(likeness);
    case 'squat/other-identity':
      return isDetermined(identity);
    case 'behaviour/runs-on-import':
      return isDetermined(behaviour);
    case 'feed/malicious':
      return isDetermined(advisories);
    case 'version/retracted':
    case 'version/deprecated':
      return isDetermined(notices);
    case 'origin/diverged':
    case 'origin/undetermined':
    case 'feed/mirror-block':
    case 'version/unknown':
      return isDetermined(content);
    case 'origin/tag-moved':
    case 'origin/tag-missing':
    case 'origin/repository-gone':
    case 'origin/owner-changed':
      return isDetermined(upstream);
    case 'checksum/mismatch':
    case 'checksum/unlogged':
    case 'policy/checksum-gate':
      // go.sum alone does not say what the database would.
      return isDetermined(checksum) && checksum.state !== 'matches-go-sum' && checksum.state !== 'missing';
    case 'checksum/missing':
      return isDetermined(checksum);
    case 'provenance/unattested':
      return isDetermined(provenance);
    case 'provenance/unprotected-tags':
      return isDetermined(protection);
    case 'checksum/fork':
      // It is told once, for whichever module meets it first.
      return false;
    case 'version/young':
      return isDetermined(age);
    case 'policy/upstream-gate':
      return isDetermined(content) && isDetermined(upstream);
    case 'policy/provenance-gate':
      return [content, upstream, checksum, age, provenance].every(isDetermined);
    case 'policy/tag-protection-gate':
      return isDetermined(protection);
    case 'policy/gate-undetermined':
      return [content, upstream, checksum].every(isDetermined);
    case 'environment/checksums-off':
    case 'environment/wide-pattern':
    case 'environment/insecure':
    case 'environment/block-bypassed':
    case 'environment/replaced':
    case 'environment/vendor-differs':
    case 'environment/vendor-undetermined':
      // About this machine: the next one may have other settings, and other folders.
      return false;
    case 'squat/hidden-characters':
    case 'policy/waiver-expired':
    case 'policy/waiver-dead':
      // Not about a module.
      return false;
  }
}

function isDetermined({ state }: { readonly state: string }): boolean {
  return state !== 'undetermined' && state !== 'not-applicable';
}
