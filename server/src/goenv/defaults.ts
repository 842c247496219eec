/**
 * The public services that are asked when the user's settings name no others:
 * the go command's own defaults, and those that the go command does not know.
 * No other file of the product names them.
 */

/** Default of GOPROXY: the public module mirror, then the repository itself. */
export const DEFAULT_PROXY_LIST = 'https://proxy.golang.org,direct';

/** Default of GOSUMDB: the public checksum database. */
export const DEFAULT_CHECKSUM_DATABASE = 'sum.golang.org';

/** Who is asked how many known modules require a suspect one: Open Source Insights (https://docs.deps.dev/api/). */
export const DEFAULT_IMPORTER_SERVICE = 'https://api.deps.dev';

/** Where GitHub tells of attestations, releases and rules of its repositories (https://docs.github.com/rest). */
export const DEFAULT_GITHUB_API = 'https://api.github.com';

/** Where GitLab tells of the rules of its projects (https://docs.gitlab.com/api). */
export const DEFAULT_GITLAB_API = 'https://gitlab.com/api/v4';

/** The host of the repositories that the default address tells of. */
export const DEFAULT_GITHUB_HOST = 'github.com';

/** Who vouches for workflows that run at the host of the default address. */
export const DEFAULT_WORKFLOW_ISSUER = 'https://token.actions.githubusercontent.com';

/** Who signs immutable releases of the host of the default address. */
export const DEFAULT_RELEASE_IDENTITY = 'https://dotcom.releases.github.com';

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
