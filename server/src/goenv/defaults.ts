/**
 * The public services that are asked when the user's settings name no others:
 * the go command's own defaults, and one that the go command does not know.
 * No other file of the product names them.
 */

/** Default of GOPROXY: the public module mirror, then the repository itself. */
export const DEFAULT_PROXY_LIST = 'https://proxy.golang.org,direct';

/** Default of GOSUMDB: the public checksum database. */
export const DEFAULT_CHECKSUM_DATABASE = 'sum.golang.org';

/** Who is asked how many known modules require a suspect one: Open Source Insights (https://docs.deps.dev/api/). */
export const DEFAULT_IMPORTER_SERVICE = 'https://api.deps.dev';

/**
 * From where the list of malicious modules is renewed when somebody asks for it:
 * all of OSV about Go (https://google.github.io/osv.dev/data/), and the Go
 * vulnerability database (https://go.dev/doc/security/vuln/database). Both are
 * downloaded as a whole; no module is named to anybody.
 */
export const DEFAULT_FEED_SOURCES =
  'https://osv-vulnerabilities.storage.googleapis.com/Go/all.zip,https://vuln.go.dev/vulndb.zip';

/** Tells whether a GOPROXY element is the public module mirror itself, as the default of GOPROXY names it. */
export function isPublicMirror(address: URL): boolean {
  const [first = ''] = DEFAULT_PROXY_LIST.split(',');
  return address.origin === new URL(first).origin;
}
