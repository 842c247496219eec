import { blobId, type ObjectFormat } from '../dirhash/index.ts';
import type { Conversion } from './conversion.ts';
import type { Codec } from './encoding.ts';
import { collapseIdent, expandIdent } from './ident.ts';
import { crlfToLf, isTextWithLf, lfToCrlf } from './lineEnding.ts';

/** A step of the conversion that changed the content. */
export type ConversionStep = 'ident' | 'line-endings' | 'encoding';

/** The content of a file in an archive, and what made it differ from its blob. */
export interface ArchivedForm {
  readonly contentBytes: Uint8Array;
  readonly steps: readonly ConversionStep[];
}

/**
 * Converts a blob's content as `git archive` does, filter drivers aside: first
 * `ident`, then line ends, then the encoding.
 *
 * Returns one form for each codec of the encoding, GNU iconv's first; none when
 * the encoding is not implemented here. Content that cannot be encoded stays as
 * it is, as git leaves it. Follows convert_to_working_tree of git's convert.c.
 */
export function archivedForms(
  blobBytes: Uint8Array,
  conversion: Conversion,
  id: string,
): readonly ArchivedForm[] {
  const steps: ConversionStep[] = [];
  let contentBytes = blobBytes;
  if (conversion.ident) {
    const expanded = expandIdent(contentBytes, id);
    if (expanded !== contentBytes) steps.push('ident');
    contentBytes = expanded;
  }
  const { lineEndings, encoding } = conversion;
  if (lineEndings === 'always' || (lineEndings === 'ifText' && isTextWithLf(contentBytes))) {
    const converted = lfToCrlf(contentBytes);
    if (converted !== contentBytes) steps.push('line-endings');
    contentBytes = converted;
  }
  if (encoding === 'unknown') return [];
  if (encoding === null || contentBytes.length === 0) return [{ contentBytes, steps }];
  const text = decodeUtf8(contentBytes);
  return encoding.map((codec) => {
    const encoded = text === null ? null : codec.encode(text);
    return encoded === null
      ? { contentBytes, steps }
      : { contentBytes: encoded, steps: [...steps, 'encoding'] };
  });
}

/** The first form of {@link archivedForms}: what the public mirror's git makes; null when the encoding is not implemented. */
export function archiveBytes(blobBytes: Uint8Array, conversion: Conversion, id: string): Uint8Array | null {
  return archivedForms(blobBytes, conversion, id)[0]?.contentBytes ?? null;
}

/**
 * Finds the blob's content from a file of an archive by taking the conversion
 * back, without fetching the blob: null when no way back leads to the blob's id.
 *
 * A result only proves what the blob holds. Whether the archive's file follows
 * from it is for {@link archivedForms} to say.
 */
export function recoverBlob(
  archivedBytes: Uint8Array,
  conversion: Conversion,
  id: string,
  format: ObjectFormat,
): Uint8Array | null {
  let forms: Uint8Array[] = [archivedBytes];
  const { encoding, lineEndings, ident } = conversion;
  if (encoding !== null && encoding !== 'unknown') {
    forms.push(...encoding.flatMap((codec) => decodeWith(codec, archivedBytes)));
  }
  if (lineEndings !== 'never') forms = forms.flatMap((form) => withChanged(form, crlfToLf(form)));
  if (ident) forms = forms.flatMap((form) => withChanged(form, collapseIdent(form)));
  return forms.find((form) => blobId(form, format) === id) ?? null;
}

function withChanged(form: Uint8Array, changed: Uint8Array): Uint8Array[] {
  return changed === form ? [form] : [changed, form];
}

function decodeWith(codec: Codec, encodedBytes: Uint8Array): Uint8Array[] {
  const text = codec.decode(encodedBytes);
  return text === null ? [] : [new TextEncoder().encode(text)];
}

function decodeUtf8(contentBytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(contentBytes);
  } catch {
    return null;
  }
}
