/** Every code that this version gives. Each has one page, `docs/findings/<code with - for />.md`. */
export const FINDING_CODES = [
  'squat/misspelling',
  'squat/owner-affix',
  'squat/host-swap',
  'squat/lookalike',
  'squat/other-owner',
  'squat/case-variant',
  'squat/hidden-characters',
  'squat/near-copy',
  'squat/other-identity',
  'behaviour/runs-on-import',
  'origin/diverged',
  'origin/tag-moved',
  'origin/tag-missing',
  'origin/repository-gone',
  'origin/owner-changed',
  'origin/undetermined',
  'checksum/mismatch',
  'checksum/missing',
  'checksum/unlogged',
  'checksum/fork',
  'feed/malicious',
  'feed/mirror-block',
  'version/retracted',
  'version/deprecated',
  'version/unknown',
  'version/young',
  'provenance/unattested',
  'provenance/unprotected-tags',
  'policy/checksum-gate',
  'policy/upstream-gate',
  'policy/provenance-gate',
  'policy/tag-protection-gate',
  'policy/gate-undetermined',
  'environment/checksums-off',
  'environment/wide-pattern',
  'environment/insecure',
  'environment/block-bypassed',
  'environment/replaced',
  'environment/vendor-differs',
  'environment/vendor-undetermined',
  'policy/waiver-expired',
  'policy/waiver-dead',
] as const;

export type FindingCode = (typeof FINDING_CODES)[number];

/**
 * Tells whether findings of a code say what a project demands, and not that
 * anything is wrong with the module: a good version that is young fails a gate.
 */
export function isDemand(code: FindingCode): boolean {
  return code === 'version/young' || code.startsWith('policy/') || code.startsWith('provenance/');
}

/** Tells whether `text` is a code of this version. */
export function isFindingCode(text: string): text is FindingCode {
  return (FINDING_CODES as readonly string[]).includes(text);
}
