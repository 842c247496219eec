/**
 * The bytes that standard, padded base64 stands for; null when `text` is none.
 *
 * As in Go's base64.StdEncoding, the unused bits of the last digit may be
 * anything. Line ends, which Go skips, are refused: none can occur here. Linear.
 */
export function decodeBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  return Buffer.from(text, 'base64');
}

/** Standard, padded base64 of `bytes`. */
export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
