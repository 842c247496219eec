/**
 * Tells whether a text is what `export-subst` could make of a content: all of it,
 * but each `$Format:…$` replaced by something. Names a cause, proves none.
 */
export function looksSubstituted(contentBytes: Uint8Array, exportedBytes: Uint8Array): boolean {
  const content = toBinary(contentBytes);
  const exported = toBinary(exportedBytes);
  const literals = content.split(/\$Format:[^$]*\$/);
  const first = literals.shift() ?? '';
  const last = literals.pop();
  if (last === undefined || !exported.startsWith(first)) return false;
  let at = first.length;
  for (const literal of literals) {
    const found = exported.indexOf(literal, at);
    if (found < 0) return false;
    at = found + literal.length;
  }
  return exported.endsWith(last) && exported.length - last.length >= at;
}

function toBinary(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
