const DOLLAR = 0x24;
const COLON = 0x3a;
const SPACE = 0x20;
const LF = 10;

/**
 * Puts a blob's id into each `$Id$` and `$Id:…$` of its content, as the `ident`
 * attribute asks. A keyword with a blank inside its text belongs to another
 * version control system and stays; one that runs over a line end is none.
 * `$Id:$` counts as a keyword, although git reads past it and sometimes crashes.
 *
 * Follows ident_to_worktree of git's convert.c.
 */
export function expandIdent(contentBytes: Uint8Array, id: string): Uint8Array {
  return replaceIdent(contentBytes, new TextEncoder().encode(`Id: ${id} $`));
}

/** Takes the ids out again: each `$Id:…$` that {@link expandIdent} could have written becomes `$Id$`. */
export function collapseIdent(contentBytes: Uint8Array): Uint8Array {
  return replaceIdent(contentBytes, new TextEncoder().encode('Id$'));
}

function replaceIdent(contentBytes: Uint8Array, replacement: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let copied = 0;
  let dollar = contentBytes.indexOf(DOLLAR);
  while (dollar >= 0) {
    const end = keywordEnd(contentBytes, dollar + 1);
    if (end === 'none') break;
    if (end === null) {
      dollar = contentBytes.indexOf(DOLLAR, dollar + 1);
      continue;
    }
    parts.push(contentBytes.subarray(copied, dollar + 1), replacement);
    copied = end;
    dollar = contentBytes.indexOf(DOLLAR, end);
  }
  if (parts.length === 0) return contentBytes;
  parts.push(contentBytes.subarray(copied));
  return join(parts);
}

/** The offset behind the keyword that starts at `start`; null when there is none here, `none` when none can follow. */
function keywordEnd(contentBytes: Uint8Array, start: number): number | null | 'none' {
  if (contentBytes[start] !== 0x49 || contentBytes[start + 1] !== 0x64) return null;
  const next = contentBytes[start + 2];
  if (next === DOLLAR) return start + 3;
  if (next !== COLON) return null;
  const close = contentBytes.indexOf(DOLLAR, start + 3);
  if (close < 0) return 'none';
  const inside = contentBytes.subarray(start + 3, close);
  if (inside.includes(LF)) return null;
  const space = inside.indexOf(SPACE, 1);
  return space >= 0 && space < inside.length - 1 ? null : close + 1;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
