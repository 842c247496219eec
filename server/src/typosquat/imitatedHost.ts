import { MAX_SEGMENT, SegmentHash } from './keyTable.ts';
import type { NameIndex } from './nameIndex.ts';
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
  for (const known of index.hosts.neighbours(host, new SegmentHash(host))) {
    if (known.length < LEAST_LENGTH || index.hosts.weightOf(known) < LEAST_WEIGHT) continue;
    const slip = findSlip(host, known);
    if (slip !== null && slip.kind !== 'rearranged') return { host: known, slip };
  }
  return null;
}
