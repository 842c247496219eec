const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/**
 * A content with line feeds alone at the ends of its lines; null for one that has
 * no `\r\n`, as most have. Linear; attacker-controlled.
 */
export function withLineFeeds(bytes: Uint8Array): Uint8Array | null {
  let at = bytes.indexOf(CARRIAGE_RETURN);
  if (at < 0) return null;
  const kept = new Uint8Array(bytes.length);
  let [length, from] = [0, 0];
  const keep = (end: number): void => {
    kept.set(bytes.subarray(from, end), length);
    length += end - from;
  };
  for (; at >= 0; at = bytes.indexOf(CARRIAGE_RETURN, at + 1)) {
    if (bytes[at + 1] !== LINE_FEED) continue;
    keep(at);
    from = at + 1;
  }
  keep(bytes.length);
  return length === bytes.length ? null : kept.subarray(0, length);
}
