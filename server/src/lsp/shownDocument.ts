import { CONTACTS_URI, SCHEME } from '../protocol/index.ts';

/** A read-only document of ours, by what its URI says. */
export type ShownDocument =
  | { readonly kind: 'contacts' }
  /** One file of one side of a difference. */
  | {
      readonly kind: 'side';
      readonly side: 'mirror' | 'upstream';
      readonly module: string;
      readonly version: string;
      readonly path: string;
    };

/**
 * The URI of one file of one side of a difference. Its name stands in front, so
 * that an editor knows its language; the side is no part of the path, so that an
 * editor does not take the two for a file that was renamed.
 */
export function sideUri(side: 'mirror' | 'upstream', module: string, version: string, path: string): string {
  return uriOf(path, { kind: 'side', side, module, version, path }, side);
}

/** Reads a URI of ours; null for any other. Never throws: it may come back from an old session. */
export function parseShownUri(uri: string): ShownDocument | null {
  if (decoded(uri) === decoded(CONTACTS_URI)) return { kind: 'contacts' };
  const at = uri.indexOf('?');
  if (!uri.startsWith(`${SCHEME}:`) || at < 0) return null;
  try {
    const value: unknown = JSON.parse(decodeURIComponent(uri.slice(at + 1)));
    return isShown(value) ? value : null;
  } catch {
    return null;
  }
}

function uriOf(name: string, document: ShownDocument, authority = ''): string {
  const path = name.split('/').map(encodeURIComponent).join('/');
  return `${SCHEME}:${authority === '' ? '' : `//${authority}`}/${path}?${encodeURIComponent(JSON.stringify(document))}`;
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

function isShown(value: unknown): value is ShownDocument {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, side, module, version, path } = value as Record<string, unknown>;
  switch (kind) {
    case 'contacts':
      return true;
    case 'side':
      return (
        (side === 'mirror' || side === 'upstream') &&
        typeof module === 'string' &&
        typeof version === 'string' &&
        typeof path === 'string'
      );
    default:
      return false;
  }
}
