/** The lines of a file. The bytes are attacker-controlled. */
export interface Lines {
  readonly bytes: Uint8Array;
  /** One text for each line, line end included, that is the same exactly when the bytes are. */
  readonly keys: readonly string[];
  /** Offset in bytes of each line, and one behind the last. */
  readonly offsets: readonly number[];
}

/** Splits a file behind each LF. The last line may have none. */
export function linesOf(bytes: Uint8Array): Lines {
  // This decoder gives each byte a character of its own, so that offsets stay what they are.
  const text = new TextDecoder('latin1').decode(bytes);
  const keys: string[] = [];
  const offsets: number[] = [0];
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found + 1;
    keys.push(text.slice(start, end));
    offsets.push(end);
    start = end;
  }
  return { bytes, keys, offsets };
}

/** The bytes of line `index` without its LF. */
export function lineBytes({ bytes, keys, offsets }: Lines, index: number): Uint8Array {
  const end = offsets[index + 1] ?? bytes.length;
  return bytes.subarray(offsets[index] ?? end, keys[index]?.endsWith('\n') === true ? end - 1 : end);
}

/** Whether a file counts as binary: a NUL in its first 8000 bytes (git, `buffer_is_binary`). */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 8000).includes(0);
}
