import type { GitSetting } from './configuration.ts';

/** Settings of `http` that change nothing that a server sees, or that we decide ourselves. */
const HARMLESS = new Set([
  'postbuffer',
  'lowspeedlimit',
  'lowspeedtime',
  'version',
  'useragent',
  'maxrequests',
  'minsessions',
  'followredirects',
  // Which library judges certificates; where Node judges otherwise, git is asked.
  'sslbackend',
  'schannelcheckrevoke',
  'schannelusesslcainfo',
]);

/** Certificates that the installer of git names, and not the user. */
const HARMLESS_FOR_SYSTEM = new Set(['sslcainfo', 'sslcapath']);

/** Certificates for git alone, and the variable that names those of every program. */
const CERTIFICATE_VARIABLES = [
  ['GIT_SSL_CAINFO', 'SSL_CERT_FILE'],
  ['GIT_SSL_CAPATH', 'SSL_CERT_DIR'],
] as const;

/**
 * Tells whether a request to `address` looks the same whether the user's git
 * makes it or we do: http or https without credentials in the address, and no setting
 * of the user about proxies, certificates, headers, cookies or protocols that applies to it.
 * Where that cannot be told, it does not.
 */
export function isPlainRequest(
  address: URL,
  settings: readonly GitSetting[],
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  if (address.protocol !== 'https:' && address.protocol !== 'http:') return false;
  if (address.username !== '' || address.password !== '') return false;
  if (address.search !== '' || address.hash !== '') return false;
  if (address.protocol === 'https:' && hasOwnCertificates(environment)) return false;
  return isReachedAlike(address, environment) && !settings.some((setting) => changes(setting, address));
}

/** Tells whether the user told git of logins. Without any, git can say no more about a 401 than we can. */
export function namesLogins(settings: readonly GitSetting[]): boolean {
  return settings.some(({ section }) => section === 'credential');
}

function hasOwnCertificates(environment: Readonly<Record<string, string | undefined>>): boolean {
  return CERTIFICATE_VARIABLES.some(
    ([forGit, forAll]) => !!environment[forGit] && environment[forGit] !== environment[forAll],
  );
}

/** curl and undici agree about HTTP_PROXY and HTTPS_PROXY as long as these name an http proxy. */
function isReachedAlike(address: URL, environment: Readonly<Record<string, string | undefined>>): boolean {
  const own =
    address.protocol === 'https:'
      ? environment.https_proxy || environment.HTTPS_PROXY
      : environment.http_proxy || environment.HTTP_PROXY;
  if (!own) return !(environment.all_proxy || environment.ALL_PROXY);
  return /^https?:\/\//i.test(own);
}

function changes({ scope, section, subsection, name, value }: GitSetting, address: URL): boolean {
  if (section === 'remote')
    return subsection === address.href || subsection === address.href.replace(/\/$/, '');
  if (section === 'protocol') return name === 'allow' && value !== 'always';
  if (section !== 'http') return false;
  if (HARMLESS.has(name)) return false;
  if (name.startsWith('ssl') && address.protocol === 'http:') return false;
  if (scope === 'system' && HARMLESS_FOR_SYSTEM.has(name)) return false;
  if (name === 'sslverify' && (value === null || value.toLowerCase() === 'true')) return false;
  return subsection === '' || mayMatch(subsection, address.hostname);
}

/** Tells whether `http.<pattern>.*` may be about a host. Path, port and user are not looked at. */
function mayMatch(pattern: string, hostname: string): boolean {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]*)/i.exec(pattern)?.[1];
  if (host === undefined) return true;
  const wanted = host.toLowerCase().replace(/\.$/, '').split('.');
  const labels = hostname.toLowerCase().replace(/\.$/, '').split('.');
  // As git has it: `*` stands for one label.
  return (
    wanted.length === labels.length &&
    wanted.every((label, index) => label === '*' || label === labels[index])
  );
}
