/** One element of DER: its tag, and where its content lies. */
interface Element {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

const SEQUENCE = 0x30;
const BIT_STRING = 0x03;

/**
 * Tells whether bytes have the outer form of a certificate (RFC 5280, section
 * 4.1), and nothing after it. Attacker-controlled. The library reads the parts by
 * their order and passes over what they are tagged as, so that some bytes outside
 * of what is signed could be anything; here they cannot.
 */
export function hasCertificateShape(bytes: Uint8Array): boolean {
  const whole = elementAt(bytes, 0, bytes.length);
  if (whole?.tag !== SEQUENCE || whole.end !== bytes.length) return false;
  const body = elementAt(bytes, whole.start, whole.end);
  const algorithm = body === null ? null : elementAt(bytes, body.end, whole.end);
  const signature = algorithm === null ? null : elementAt(bytes, algorithm.end, whole.end);
  return (
    body?.tag === SEQUENCE &&
    algorithm?.tag === SEQUENCE &&
    signature?.tag === BIT_STRING &&
    // The first byte counts the bits of the last one that do not belong to it.
    bytes[signature.start] === 0 &&
    signature.end === whole.end
  );
}

/** The element that begins at `at` and ends before `limit`; null where there is none. Lengths of up to three bytes. */
function elementAt(bytes: Uint8Array, at: number, limit: number): Element | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) return null;
  const count = first < 0x80 ? 0 : first - 0x80;
  if (count > 3) return null;
  const start = at + 2 + count;
  const length =
    count === 0 ? first : bytes.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  const end = start + length;
  return end > limit ? null : { tag, start, end };
}
