import { sha256 } from './syntheticLog.ts';

/**
 * Computes both roots from a consistency proof, as RFC 9162, section 2.1.4.2,
 * says: an iteration that is written in another way than what makes the proof.
 * Hashes are base64. `oldRoot` begins the proof where it is left out of it.
 */
export function checkTreeProof(
  proof: readonly string[],
  newSize: number,
  oldSize: number,
  oldRoot: string,
): { oldRoot: string; newRoot: string } {
  const hashes = proof.map((hash) => Buffer.from(hash, 'base64'));
  const isPower = 2 ** Math.round(Math.log2(oldSize)) === oldSize;
  if (isPower) hashes.unshift(Buffer.from(oldRoot, 'base64'));
  let fn = oldSize - 1;
  let sn = newSize - 1;
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  const [first = Buffer.alloc(0), ...rest] = hashes;
  let fr: Uint8Array = first;
  let sr: Uint8Array = first;
  for (const hash of rest) {
    if (sn === 0) throw new Error('the proof is too long');
    if (fn % 2 === 1 || fn === sn) {
      fr = sha256(Uint8Array.of(1), hash, fr);
      sr = sha256(Uint8Array.of(1), hash, sr);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else {
      sr = sha256(Uint8Array.of(1), sr, hash);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  if (sn !== 0) throw new Error('the proof is too short');
  return { oldRoot: Buffer.from(fr).toString('base64'), newRoot: Buffer.from(sr).toString('base64') };
}
