/** A name longer than this, as it is written, is nobody's: lines stay short enough to be appended in one piece. */
const MAX_FIELD_LENGTH = 1024;

const PERCENT = 0x25;

/**
 * Writes a name as one field: visible ASCII as it is, every other byte of its
 * UTF-8 and the percent sign as `%` and two hex digits. What looks like
 * something else in an editor, or is not seen at all, is thus plain to see.
 * Null for a name that is empty or too long. The name is attacker-controlled.
 */
export function encodeField(name: string): string | null {
  if (name === '' || name.length > MAX_FIELD_LENGTH) return null;
  let field = '';
  for (const byte of new TextEncoder().encode(name)) {
    const isPlain = byte > 0x20 && byte < 0x7f && byte !== PERCENT;
    field += isPlain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return field.length > MAX_FIELD_LENGTH ? null : field;
}

/** Reads a field; null when it is none: empty, too long, not visible ASCII, a broken escape, no UTF-8 in the end. */
export function decodeField(field: string): string | null {
  if (field === '' || field.length > MAX_FIELD_LENGTH || !/^[!-~]+$/.test(field)) return null;
  if (!field.includes('%')) return field;
  try {
    return decodeURIComponent(field);
  } catch {
    return null;
  }
}
