const CR = 13;
const LF = 10;
const NUL = 0;

/** Puts a CR before every LF that has none. Gives the same array back where nothing changes. */
export function lfToCrlf(contentBytes: Uint8Array): Uint8Array {
  const { bareLf } = countBytes(contentBytes);
  if (bareLf === 0) return contentBytes;
  const converted = new Uint8Array(contentBytes.length + bareLf);
  let at = 0;
  let previous = -1;
  for (const byte of contentBytes) {
    if (byte === LF && previous !== CR) converted[at++] = CR;
    converted[at++] = byte;
    previous = byte;
  }
  return converted;
}

/** Removes the CR before every LF that has one. Gives the same array back where nothing changes. */
export function crlfToLf(contentBytes: Uint8Array): Uint8Array {
  if (!contentBytes.includes(CR)) return contentBytes;
  const converted = new Uint8Array(contentBytes.length);
  let at = 0;
  contentBytes.forEach((byte, index) => {
    if (byte !== CR || contentBytes[index + 1] !== LF) converted[at++] = byte;
  });
  return at === contentBytes.length ? contentBytes : converted.subarray(0, at);
}

/**
 * Tells whether git would turn the line ends of this content into CRLF when it
 * decides by itself (`text=auto`): it looks like text and has no CR at all.
 *
 * Follows will_convert_lf_to_crlf and convert_is_binary of git's convert.c.
 */
export function isTextWithLf(contentBytes: Uint8Array): boolean {
  const { bareLf, anyCr, nul, printable, nonPrintable } = countBytes(contentBytes);
  return bareLf > 0 && !anyCr && nul === 0 && Math.floor(printable / 128) >= nonPrintable;
}

function countBytes(contentBytes: Uint8Array) {
  let bareLf = 0;
  let anyCr = false;
  let nul = 0;
  let printable = 0;
  let nonPrintable = 0;
  let previous = -1;
  for (const byte of contentBytes) {
    if (byte === LF) {
      if (previous !== CR) bareLf++;
    } else if (byte === CR) {
      anyCr = true;
    } else if (isPrintable(byte)) {
      printable++;
    } else {
      nonPrintable++;
      if (byte === NUL) nul++;
    }
    previous = byte;
  }
  // A single trailing SUB is an old end-of-file mark, not a sign of binary content.
  if (previous === 0x1a) nonPrintable--;
  return { bareLf, anyCr, nul, printable, nonPrintable };
}

/** Backspace, tab, form feed and escape count as printable for git; bytes from 0x80 on as well. */
function isPrintable(byte: number): boolean {
  if (byte >= 0x20) return byte !== 0x7f;
  return byte === 8 || byte === 9 || byte === 12 || byte === 27;
}
