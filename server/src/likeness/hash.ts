/** Starts a running hash. */
export const HASH_SEED = 0x811c9dc5;

/** Adds a value of 32 bits to a running hash of 32 bits. No hash for secrets: whoever tries finds collisions. */
export function mixHash(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x9e3779b1);
  mixed ^= mixed >>> 15;
  return Math.imul(mixed, 0x85ebca77) ^ (mixed >>> 13);
}
