import { URI } from 'vscode-uri';

/** The platform's path of a `file:` URI; null for any other. Never throws. */
export function pathOfUri(uri: string): string | null {
  try {
    const parsed = URI.parse(uri, true);
    return parsed.scheme === 'file' ? parsed.fsPath : null;
  } catch {
    return null;
  }
}

/** The URI of a path, or of what already is a URI, as documents of other schemes are named by theirs. */
export function uriOfPath(path: string): string {
  return /^[a-z][a-z0-9+.-]+:/i.test(path) && !/^[a-z]:[\\/]/i.test(path) ? path : URI.file(path).toString();
}

/** The folder that a document of another scheme lies in, without a slash at the end. */
export function folderOfUri(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
