import { createHash } from 'node:crypto';
import type { Finding } from './finding.ts';

/** Stands first in what a finding rests on when it is of the graver form of its code. */
export const AGGRAVATED = 'aggravated';

/**
 * What a finding rests on, as `sha256:` and 64 hex digits: whoever accepts a
 * finding accepts this, and when it changes they are asked again.
 *
 * Hashed is the UTF-8 of a JSON array without blanks: `"modproof-evidence/1"`,
 * code, module, version, and each string of `restsOn`. Messages, days, counts
 * and severities are no part of it, so that it is the same in every run until
 * what was found is another thing.
 */
export function evidenceHash(finding: Pick<Finding, 'code' | 'module' | 'version' | 'restsOn'>): string {
  const { code, module, version, restsOn = [] } = finding;
  const canonical = JSON.stringify(['modproof-evidence/1', code, module, version, ...restsOn]);
  return `sha256:${createHash('sha256').update(canonical).digest('hex')}`;
}
