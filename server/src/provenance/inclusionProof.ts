import type { Bundle } from '@sigstore/bundle';
import { faultOfHashed, isHashed } from './hashedEntry.ts';

/** A host name, or a path below one: what a log is called in its signed tree heads. */
const LOG_NAME = /^[A-Za-z0-9][A-Za-z0-9.:/_-]{0,200}$/;

/**
 * What is wrong with the inclusion proofs of a bundle before their cryptography
 * is looked at; null for nothing.
 *
 * The library takes the name in a signature line, which is attacker-controlled,
 * for a regular expression, and passes over the root and the size that the proof
 * says besides the signed tree head. Names that are more than a name are refused
 * here, and so are proofs that contradict their own tree head.
 *
 * Follows the signed note format and the checkpoint format of transparency-dev.
 */
export function faultOfProofs({ verificationMaterial }: Bundle): string | null {
  for (const entry of verificationMaterial.tlogEntries) {
    const fault = isHashed(entry) ? faultOfHashed(entry) : null;
    if (fault !== null) return fault;
    const { inclusionProof } = entry;
    if (inclusionProof === undefined) continue;
    const envelope = inclusionProof.checkpoint?.envelope ?? '';
    const end = envelope.indexOf('\n\n');
    if (end < 0) return 'the log entry has no signed tree head';
    for (const line of envelope.slice(end + 2).split('\n')) {
      if (line === '') continue;
      const [dash, name = '', signature, ...more] = line.split(' ');
      if (dash !== '\u2014' || signature === undefined || more.length > 0 || !LOG_NAME.test(name))
        return 'the signed tree head has a signature line that is none';
    }
    const [, size, root] = envelope.slice(0, end).split('\n');
    if (size !== inclusionProof.treeSize || root !== inclusionProof.rootHash.toString('base64'))
      return 'the inclusion proof is not of its own signed tree head';
  }
  return null;
}
