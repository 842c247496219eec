/**
 * Hosts where many people publish, with the path elements that stand between
 * the host and the owner. Every other host is one publisher's own.
 *
 * A host that is missing here is treated as one publisher's own, which makes
 * more of its modules `known`; that is why the large ones are all listed.
 */
const BEFORE_OWNER: ReadonlyMap<string, string> = new Map([
  ['github.com', ''],
  ['gitlab.com', ''],
  ['bitbucket.org', ''],
  ['codeberg.org', ''],
  ['gitee.com', ''],
  ['gitea.com', ''],
  ['notabug.org', ''],
  ['framagit.org', ''],
  ['tildegit.org', ''],
  ['git.sr.ht', ''],
  ['hg.sr.ht', ''],
  ['launchpad.net', ''],
  ['salsa.debian.org', ''],
  ['invent.kde.org', ''],
  ['code.google.com', 'p/'],
  ['git.code.sf.net', 'p/'],
  ['hg.code.sf.net', 'p/'],
  ['buf.build', 'gen/go/'],
]);

/** First labels by which a server of somebody's own names its software; there, too, many people publish. */
const FORGE_LABELS: ReadonlySet<string> = new Set(['gitlab', 'gitea', 'forgejo', 'gogs', 'bitbucket']);

/**
 * Tells where in `path`, the elements behind `host`, the owner starts, or null
 * when the path belongs to the host's one publisher. Both are in lower case.
 */
export function ownerOffset(host: string, path: string): number | null {
  const before = BEFORE_OWNER.get(host);
  if (before !== undefined) return path.startsWith(before) ? before.length : null;
  const dot = host.indexOf('.');
  const isServer = dot > 0 && host.includes('.', dot + 1) && FORGE_LABELS.has(host.slice(0, dot));
  return isServer ? 0 : null;
}

/** Domains under which strangers are given a name each, as the private part of the Public Suffix List has them. */
const SHARED_DOMAINS: ReadonlySet<string> = new Set([
  'appspot.com',
  'azurewebsites.net',
  'cloudfront.net',
  'codeberg.page',
  'deno.dev',
  'duckdns.org',
  'eu.org',
  'firebaseapp.com',
  'fly.dev',
  'github.dev',
  'github.io',
  'gitlab.io',
  'herokuapp.com',
  'netlify.app',
  'ngrok.io',
  'onrender.com',
  'pages.dev',
  'run.app',
  'srht.site',
  'surge.sh',
  'vercel.app',
  'web.app',
  'workers.dev',
]);

/** Second labels that countries use for groups of registrants: `example.co.uk`. */
const GROUP_LABELS: ReadonlySet<string> = new Set([
  'ac',
  'co',
  'com',
  'edu',
  'gob',
  'gov',
  'gr',
  'ne',
  'net',
  'nom',
  'or',
  'org',
]);

/**
 * The part of `host` that somebody registered: `uber.org` of `go.uber.org`.
 *
 * An approximation of the Public Suffix List (https://publicsuffix.org/list/)
 * without its size. Where it errs it errs towards too long a domain.
 */
export function registrableDomain(host: string): string {
  const last = host.lastIndexOf('.');
  const second = host.lastIndexOf('.', last - 1);
  if (last < 0 || second < 0) return host;
  const domain = host.slice(second + 1);
  const isSuffix =
    SHARED_DOMAINS.has(domain) ||
    (host.length - last - 1 === 2 && GROUP_LABELS.has(host.slice(second + 1, last)));
  return isSuffix ? host.slice(host.lastIndexOf('.', second - 1) + 1) : domain;
}

/** The label that somebody registered: `uber` of `go.uber.org`. */
export function domainLabel(host: string): string {
  const domain = registrableDomain(host);
  const dot = domain.indexOf('.');
  return dot < 0 ? domain : domain.slice(0, dot);
}
