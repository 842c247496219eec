import { type LookupAddress, lookup as lookupName } from 'node:dns';
import { BlockList, isIP } from 'node:net';

/**
 * Address ranges that are not the public internet: this machine, the user's own
 * network, link-local and metadata services, and what is reserved.
 *
 * Specification: the IANA special-purpose address registries (RFC 6890 and its updates).
 */
const NOT_PUBLIC = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  NOT_PUBLIC.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b:1::', 48],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  NOT_PUBLIC.addSubnet(network, prefix, 'ipv6');
}

/** The IPv4 ranges as they look inside IPv6: mapped, and through the well-known NAT64 prefix. */
const EMBEDDED_IPV4 = /^(?:::ffff:|64:ff9b::)(?:(\d+\.\d+\.\d+\.\d+)|([0-9a-f]{1,4}):([0-9a-f]{1,4}))$/;

/** Tells whether an IP address, as text, belongs to the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  if (family === 4) return !NOT_PUBLIC.check(address, 'ipv4');
  // The URL parser writes an IPv6 address in its one canonical form.
  const canonical = new URL(`http://[${address.split('%')[0]}]/`).hostname.slice(1, -1);
  const embedded = EMBEDDED_IPV4.exec(canonical);
  if (embedded !== null) {
    const [, dotted, high, low] = embedded;
    return isPublicAddress(dotted ?? dottedOf(high ?? '0', low ?? '0'));
  }
  return !NOT_PUBLIC.check(canonical, 'ipv6');
}

/**
 * Tells from the name alone whether a host is surely not public: an address of
 * a private range, `localhost`, or a name without a dot.
 */
export function isPrivateHostName(hostname: string): boolean {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  if (isIP(bare) !== 0) return !isPublicAddress(bare);
  const name = bare.toLowerCase().replace(/\.$/, '');
  return (
    !name.includes('.') || name === 'localhost' || name.endsWith('.localhost') || name.endsWith('.local')
  );
}

/** A host whose addresses are not on the public internet. */
export class PrivateAddressError extends Error {
  constructor(hostname: string) {
    super(`${hostname} is an address inside a private network`);
    this.name = 'PrivateAddressError';
  }
}

/**
 * Resolves a host to its addresses, and rejects with {@link PrivateAddressError}
 * when any of them is not public: a name that strangers chose must not lead
 * into the user's network. Rejects with the system's error when there is none.
 */
export function resolvePublic(hostname: string): Promise<readonly LookupAddress[]> {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  if (isPrivateHostName(hostname)) return Promise.reject(new PrivateAddressError(hostname));
  return new Promise((resolve, reject) => {
    lookupName(bare, { all: true }, (error, addresses) => {
      if (error !== null) reject(error);
      else if (addresses.some(({ address }) => !isPublicAddress(address)))
        reject(new PrivateAddressError(hostname));
      else resolve(addresses);
    });
  });
}

function dottedOf(high: string, low: string): string {
  const first = Number.parseInt(high, 16);
  const second = Number.parseInt(low, 16);
  return `${first >> 8}.${first & 255}.${second >> 8}.${second & 255}`;
}
