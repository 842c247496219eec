/** A server's address as it may be shown: credentials are left out. */
export function addressOf(base: URL): string {
  return base.protocol === 'file:'
    ? `file://${base.pathname}`
    : `${base.protocol}//${base.host}${base.pathname.replace(/\/$/, '')}`;
}

/** The address of `path`, which is ASCII and starts with a slash, below `base`; query and credentials are kept. */
export function below(base: URL, path: string): URL {
  const url = new URL(base);
  url.pathname = base.pathname.replace(/\/+$/, '') + path.replaceAll('%', '%25').replaceAll('!', '%21');
  return url;
}

/** The path that a file URL stands for; on Windows it starts with the drive and not with a slash. */
export function pathOf(url: URL): string {
  const path = decodeURIComponent(url.pathname);
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
}
