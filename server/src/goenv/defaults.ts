/**
 * The public services that are asked when the user's settings name no others:
 * the go command's own defaults. No other file of the product names them.
 */

/** Default of GOPROXY: the public module mirror, then the repository itself. */
export const DEFAULT_PROXY_LIST = 'https://proxy.golang.org,direct';

/** Default of GOSUMDB: the public checksum database. */
export const DEFAULT_CHECKSUM_DATABASE = 'sum.golang.org';
