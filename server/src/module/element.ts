/** Module, import and file paths allow different characters. */
export type PathKind = 'module' | 'import' | 'file';

const MODULE_CHARACTERS = /^[A-Za-z0-9._~-]*$/;
const IMPORT_CHARACTERS = /^[A-Za-z0-9._~+-]*$/;
/** All of ASCII but control characters and `" ' * < > ? | : ; \ /` and the backtick; any letter beyond ASCII. */
const FILE_CHARACTERS = /^[A-Za-z0-9!#$%&()+,\-.=@[\]^_{}~ \p{L}]*$/u;

/** Names that Windows keeps for devices, whatever extension follows. */
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|(?:com|lpt)[1-9])$/;

/** Why `element`, a part between slashes, is not allowed in a path of that kind; null when it is. */
export function checkElement(element: string, kind: PathKind): string | null {
  if (element === '') return 'it has an empty element';
  if (/^\.+$/.test(element)) return 'it has an element made of dots only';
  if (element.startsWith('.') && kind === 'module') return 'it has an element that starts with a dot';
  if (element.endsWith('.')) return 'it has an element that ends with a dot';
  const allowed =
    kind === 'module' ? MODULE_CHARACTERS : kind === 'import' ? IMPORT_CHARACTERS : FILE_CHARACTERS;
  if (!allowed.test(element)) return 'it has a character that is not allowed there';

  const dot = element.indexOf('.');
  const stem = dot < 0 ? element : element.slice(0, dot);
  if (stem.length <= 4 && WINDOWS_DEVICE.test(asciiLowerCase(stem))) {
    return 'it has an element that Windows keeps for a device';
  }
  if (kind !== 'file' && looksLikeShortName(stem)) {
    return 'it has an element that ends with a tilde and digits, like a short name on Windows';
  }
  return null;
}

/** Lower case for A to Z alone: other letters never fold into the names that are looked for. */
function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function looksLikeShortName(stem: string): boolean {
  const tilde = stem.lastIndexOf('~');
  return tilde >= 0 && /^[0-9]+$/.test(stem.slice(tilde + 1));
}
