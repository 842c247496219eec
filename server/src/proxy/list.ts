import { trimBlanks } from './blank.ts';

/** One element of GOPROXY. `fallthrough` says after which outcomes the next element is asked. */
export type ProxyEntry =
  | { readonly kind: 'url'; readonly url: URL; readonly fallthrough: 'not-found' | 'any-error' }
  | { readonly kind: 'direct' }
  | { readonly kind: 'off' };

/** What GOPROXY says. With a problem the go command refuses to fetch anything, and there are no entries. */
export interface ProxyList {
  readonly entries: readonly ProxyEntry[];
  /** A sentence without the user's credentials, or null. */
  readonly problem: string | null;
}

/** How asking one entry ended: `not-found` is 404 or 410 alone. */
export type Outcome = 'ok' | 'not-found' | 'error';

/**
 * Reads a GOPROXY value.
 *
 * Elements end with `,` (the next one is asked after 404 and 410 alone) or `|`
 * (after any error). Blanks around elements and empty elements are passed over.
 * What looks like a host or a path gets `https://`; another bare word is a
 * problem. `direct` and `off` end the list, whatever comes behind them.
 * Addresses are http, https or file; a file address is nothing but a path.
 *
 * The URL may hold credentials. GOPROXY is the user's own, but a checkout can
 * bring an env file, so nothing here trusts its length.
 *
 * Follows proxyList and newProxyRepo of cmd/go/internal/modfetch. One
 * difference: an address without a host is a problem here at once, where the go
 * command fails at the first request.
 */
export function parseProxyList(value: string): ProxyList {
  const entries: ProxyEntry[] = [];
  let start = 0;
  while (start < value.length) {
    const end = elementEnd(value, start);
    const element = trimBlanks(value.slice(start, end));
    const fallthrough = value[end] === '|' ? 'any-error' : 'not-found';
    start = end + 1;
    if (element === '') continue;
    if (element === 'direct' || element === 'off') {
      entries.push({ kind: element });
      break;
    }
    const url = parseAddress(element);
    if (typeof url === 'string') return { entries: [], problem: url };
    entries.push({ kind: 'url', url, fallthrough });
  }
  if (entries.length === 0) return { entries, problem: 'GOPROXY has no entry.' };
  return { entries, problem: null };
}

/** Tells whether the element after `entry` is asked when `entry` ended with `outcome`. */
export function continuesAfter(entry: ProxyEntry, outcome: Outcome): boolean {
  if (entry.kind !== 'url' || outcome === 'ok') return false;
  return outcome === 'not-found' || entry.fallthrough === 'any-error';
}

function elementEnd(value: string, start: number): number {
  for (let at = start; at < value.length; at++) {
    if (value[at] === ',' || value[at] === '|') return at;
  }
  return value.length;
}

/** The address of an element, or the problem with it. */
function parseAddress(element: string): URL | string {
  const bare = /[.:/]/.test(element) && !element.includes(':/') && !element.startsWith('/');
  const text = bare ? `https://${element}` : element;
  const shown = quote(text);
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return `The GOPROXY element ${shown} has no scheme.`;
  if (scheme === 'file') {
    // The address parser would drop `localhost` and the like, which Go refuses.
    if (!/^file:\/\/(\/[^?#]*)?$/i.test(text)) {
      return `The GOPROXY element ${shown} is a file address with more than a path.`;
    }
  } else if (scheme !== 'http' && scheme !== 'https') {
    return `The GOPROXY element ${shown} is neither https, http nor file.`;
  } else if (!/^[a-z]+:\/\/[^/?#\\]+([/?#]|$)/i.test(text)) {
    // The address parser would take `https:///name` for the host `name`.
    return `The GOPROXY element ${shown} has no host.`;
  }
  try {
    return new URL(text);
  } catch {
    return `The GOPROXY element ${shown} is not an address.`;
  }
}

/** The element for people: without credentials, and not longer than a line. */
function quote(element: string): string {
  const at = element.lastIndexOf('@');
  const slashes = element.indexOf('//');
  const shown =
    at >= 0 && slashes >= 0 && slashes < at ? `${element.slice(0, slashes)}//…${element.slice(at)}` : element;
  return JSON.stringify(shown.length > 100 ? `${shown.slice(0, 100)}…` : shown);
}
