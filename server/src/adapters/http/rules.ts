import { HttpError, type NamedBy } from '../../ports/index.ts';
import { isPrivateHostName } from '../addresses.ts';

/** A chain of redirects that is longer than this is given up. */
export const MAX_REDIRECTS = 5;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Where an answer redirects to; null when it does not. Rejects an address that cannot be read as `malformed`. */
export function redirectOf(status: number, headers: ReadonlyMap<string, string>, asked: URL): URL | null {
  const location = headers.get('location');
  if (!REDIRECTS.has(status) || location === undefined) return null;
  let next: URL;
  try {
    next = new URL(location, asked);
  } catch (error) {
    throw new HttpError('malformed', `${asked.host} redirects to an address that cannot be read.`, {
      cause: error,
    });
  }
  if (asked.protocol === 'https:' && next.protocol !== 'https:') {
    throw new HttpError('address-not-allowed', `${asked.host} redirects from https to ${next.protocol}//`);
  }
  return next;
}

/**
 * Refuses, with `address-not-allowed`, what may not be asked: anything but https
 * (or http that the user's settings name), and for a stranger's address a host
 * that is surely inside the user's network. Names are judged once more when they resolve.
 */
export function assertAllowed(url: URL, namedBy: NamedBy): void {
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && namedBy === 'user')) {
    throw new HttpError('address-not-allowed', `${url.protocol}//${url.host} is not asked: only https is.`);
  }
  if (namedBy === 'stranger' && isPrivateHostName(url.hostname)) {
    throw new HttpError(
      'address-not-allowed',
      `${url.host} is an address inside a private network and is not asked.`,
    );
  }
}

/** The error of a chain of redirects that does not end. */
export function redirectLoop(host: string): HttpError {
  return new HttpError('redirect-loop', `${host} redirects more than ${MAX_REDIRECTS} times.`);
}
