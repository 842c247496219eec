import { skeleton } from './fold.ts';
import { hashText, MAX_SEGMENT, mixKey, SegmentHash } from './keyTable.ts';
import { KeySort, type NameIndex } from './nameIndex.ts';
import { findSlip, type Slip } from './slip.ts';

/** What a host must bring, in weight and in UTF-16 units, before a resemblance to it counts whatever the path. */
const LEAST_WEIGHT = 100;
const LEAST_LENGTH = 8;

/**
 * The much used host that `host` is one slip away from, or null.
 *
 * `host` is in lower case. Short hosts are left
 * out: two honest ones differ by a letter too often.
 */
export function imitatedHost(host: string, index: NameIndex): { host: string; slip: Slip } | null {
  if (host.length > MAX_SEGMENT) return null;
  const hash = new SegmentHash(host);
  const ids: number[] = [];
  index.hostSlips.collect(mixKey(hash.part(0, hash.length), 0, KeySort.slip), ids);
  for (let at = 0; at < hash.length; at++)
    index.hostSlips.collect(mixKey(hash.without(at), 0, KeySort.slip), ids);
  index.hostSlips.collect(mixKey(hashText(skeleton(host)), 0, KeySort.skeleton), ids);
  for (const id of new Set(ids)) {
    const known = index.hosts[id]!;
    if (known.length < LEAST_LENGTH || (index.hostWeights.get(known) ?? 0) < LEAST_WEIGHT) continue;
    const slip = findSlip(host, known);
    if (slip !== null && slip.kind !== 'rearranged') return { host: known, slip };
  }
  return null;
}
