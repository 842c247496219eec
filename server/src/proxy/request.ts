import { escapePath, escapeVersion } from '../module/index.ts';

/**
 * The addresses of the GOPROXY protocol. `base` is one element of GOPROXY
 * (http, https or file); its path, query and credentials are kept. The result
 * is null when path or version cannot be escaped, and so no mirror can hold it.
 *
 * Follows proxyRepo of cmd/go/internal/modfetch: after the escaping of capital
 * letters everything but `/` is percent-encoded, so `!` is sent as `%21`.
 */

/** The address of the list of versions. */
export function listUrl(base: URL, path: string): URL | null {
  return requestUrl(base, path, '@v/list');
}

/** The address of what the mirror says about a version. */
export function infoUrl(base: URL, path: string, version: string): URL | null {
  return versionUrl(base, path, version, 'info');
}

/** The address of a version's go.mod file. */
export function modUrl(base: URL, path: string, version: string): URL | null {
  return versionUrl(base, path, version, 'mod');
}

/** The address of a version's zip. */
export function zipUrl(base: URL, path: string, version: string): URL | null {
  return versionUrl(base, path, version, 'zip');
}

/** The address of the newest version; a mirror need not answer there. */
export function latestUrl(base: URL, path: string): URL | null {
  return requestUrl(base, path, '@latest');
}

function versionUrl(base: URL, path: string, version: string, extension: string): URL | null {
  const escaped = escapeVersion(version);
  return escaped === null ? null : requestUrl(base, path, `@v/${escaped}.${extension}`);
}

function requestUrl(base: URL, path: string, below: string): URL | null {
  const escaped = escapePath(path);
  if (escaped === null) return null;
  const url = new URL(base);
  const folder = base.pathname.split('/').filter((element) => element !== '');
  url.pathname = `/${[...folder, percentEncode(escaped), percentEncode(below)].join('/')}`;
  return url;
}

/** Go's url.PathEscape, with `/` left alone. The input is ASCII: escaping refused the rest. */
function percentEncode(text: string): string {
  return text.replace(/[^A-Za-z0-9\-_.~$&+:=@/]/g, (character) => {
    const code = character.charCodeAt(0);
    return `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
  });
}
