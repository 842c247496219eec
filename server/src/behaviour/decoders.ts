import type { AssembledHow } from './effect.ts';

/**
 * How a function of the standard library turns back what was hidden, or null. `name` and `method` as in `actOf`.
 * Read from the packages' documentation as of Go 1.26.
 */
export function decoderOf(path: string, name: string, method: string): AssembledHow | null {
  const last = method === '' ? name : method;
  switch (path) {
    case 'encoding/hex':
      return DECODES.has(last) ? 'hex' : null;
    case 'encoding/base64':
      return DECODES.has(last) ? 'base64' : null;
    case 'encoding/base32':
    case 'encoding/ascii85':
    case 'encoding/pem':
    case 'mime/quotedprintable':
    case 'encoding/csv':
    case 'encoding/gob':
      return DECODES.has(last) || last === 'NewReader' ? 'decoded' : null;
    case 'encoding/binary':
      return /^(?:Put|Append)Uint/.test(last) ? 'decoded' : null;
    case 'unicode/utf16':
      return last === 'Decode' || last === 'AppendRune' ? 'decoded' : null;
    case 'math/big':
      return last === 'Bytes' || last === 'FillBytes' ? 'decoded' : null;
    case 'strconv':
      return last === 'Unquote' || last === 'UnquoteChar' ? 'decoded' : null;
    case 'html':
      return last === 'UnescapeString' ? 'decoded' : null;
    case 'net/url':
      return last === 'QueryUnescape' || last === 'PathUnescape' ? 'decoded' : null;
    case 'strings':
    case 'bytes':
      if (name === 'NewReplacer') return method === 'Replace' ? 'replaced' : null;
      return last === 'Map' ? 'character-arithmetic' : null;
    case 'text/template':
    case 'html/template':
      return last === 'Execute' || last === 'ExecuteTemplate' ? 'replaced' : null;
    case 'os':
      return name === 'Expand' ? 'replaced' : null;
    case 'fmt':
      return name === 'Sscanf' ? 'decoded' : null;
    case 'regexp':
      return /^ReplaceAll/.test(method) ? 'replaced' : null;
    case 'slices':
      return last === 'Reverse' || last === 'Backward' ? 'reversed' : null;
  }
  if (path.startsWith('crypto/') || path.startsWith('golang.org/x/crypto/')) {
    return DECRYPTS.has(last) ? 'decrypted' : null;
  }
  return path.startsWith('compress/') && /^NewReader/.test(last) ? 'decompressed' : null;
}

const DECODES: ReadonlySet<string> = new Set(['DecodeString', 'Decode', 'AppendDecode', 'NewDecoder']);

const DECRYPTS: ReadonlySet<string> = new Set([
  'XORKeyStream',
  'CryptBlocks',
  'Decrypt',
  'Open',
  'StreamReader',
  'NewCFBDecrypter',
  'NewCBCDecrypter',
  'NewOFB',
  'NewCTR',
  'XORBytes',
]);
