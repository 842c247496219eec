/**
 * The public services that are asked when the user's settings name no others:
 * the go command's own defaults. No other file of the product names them.
 */

/** Default of GOPROXY: the public module mirror, then the repository itself. */
export const DEFAULT_PROXY_LIST = 'https://proxy.golang.org,direct';

/** Default of GOSUMDB: the public checksum database. */
export const DEFAULT_CHECKSUM_DATABASE = 'sum.golang.org';

const PUBLIC_KEY = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';

/** What a GOSUMDB value without a key stands for: a key, and an address where the database is not at its name. */
export const KNOWN_DATABASES: ReadonlyMap<string, { readonly key: string; readonly address: string | null }> =
  new Map([
    [DEFAULT_CHECKSUM_DATABASE, { key: PUBLIC_KEY, address: null }],
    ['sum.golang.google.cn', { key: PUBLIC_KEY, address: 'https://sum.golang.google.cn' }],
  ]);

/** Tells whether a GOPROXY element is the public module mirror itself, as the default of GOPROXY names it. */
export function isPublicMirror(address: URL): boolean {
  const [first = ''] = DEFAULT_PROXY_LIST.split(',');
  return address.origin === new URL(first).origin;
}
