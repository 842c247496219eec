import { GitError, type NamedBy } from '../../ports/index.ts';
import { isPrivateHostName, PrivateAddressError, resolvePublic } from '../addresses.ts';

/**
 * Checks that `address` may be asked, and gives the configuration that pins its
 * host to the addresses that were checked, so that a name cannot change its mind.
 *
 * Rejects with {@link GitError} `address-not-allowed` for anything but https (or
 * http that the user's settings name), and for an address inside the user's
 * network that a stranger named; `unreachable` when the name does not resolve.
 */
export async function checkAddress(
  address: string,
  namedBy: NamedBy,
  throughProxy: boolean,
): Promise<readonly string[]> {
  const url = parseAddress(address);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && namedBy === 'user')) {
    throw new GitError(
      'address-not-allowed',
      `${url.protocol}// is not spoken to a repository: only https is.`,
    );
  }
  if (namedBy === 'user') return [];
  if (isPrivateHostName(url.hostname)) throw privateAddress(url.host);
  // A proxy resolves names itself.
  if (throughProxy) return [];
  try {
    const addresses = await resolvePublic(url.hostname);
    const port = url.port === '' ? '443' : url.port;
    const list = addresses.map(({ address: ip, family }) => (family === 6 ? `[${ip}]` : ip)).join(',');
    return ['-c', `http.curloptResolve=${url.hostname}:${port}:${list}`];
  } catch (error) {
    if (error instanceof PrivateAddressError) throw privateAddress(url.host);
    throw new GitError('unreachable', `${url.host} could not be found by name.`, { cause: error });
  }
}

/** Parses the address of a repository. Rejects `ssh`-like short forms, which have no scheme. */
export function parseAddress(address: string): URL {
  try {
    if (/[\s\p{Cc}]/u.test(address)) throw new TypeError('blank or control character');
    return new URL(address);
  } catch (error) {
    throw new GitError('address-not-allowed', 'The address of the repository is not an https address.', {
      cause: error,
    });
  }
}

/**
 * Tells whether NO_PROXY takes a host out: `*`, or a list of names and of the
 * domains that they end with, as curl reads it. Address ranges are passed over,
 * which errs towards asking the proxy.
 */
export function isExcepted(hostname: string, noProxy: string): boolean {
  const host = hostname.toLowerCase();
  return noProxy.split(/[\s,]+/).some((entry) => {
    const name = entry.toLowerCase().replace(/^\./, '').replace(/:\d+$/, '');
    return name === '*' || (name !== '' && (host === name || host.endsWith(`.${name}`)));
  });
}

function privateAddress(host: string): GitError {
  return new GitError(
    'address-not-allowed',
    `${host} is an address inside a private network and is not asked.`,
  );
}
