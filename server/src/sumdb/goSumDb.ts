import { parseVerifierKey, type VerifierKey } from './verifierKey.ts';

/** The keys of databases that may be named without one, as the go command knows them. */
const KNOWN_KEYS: ReadonlyMap<string, string> = new Map([
  ['sum.golang.org', 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8'],
]);

/** A name that stands for the public database at another address. */
const ALIAS = 'sum.golang.google.cn';
const ALIASED = 'sum.golang.org';

/** A host, perhaps with a port, and perhaps a path. The name becomes a part of addresses and of file names. */
const DATABASE_NAME =
  /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?:\/[A-Za-z0-9_~$&=:@.-]+)*$/;

/** What GOSUMDB says. */
export type ChecksumDatabaseSetting =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'database';
      readonly name: string;
      readonly key: VerifierKey;
      /** The address that is written there, which is then asked instead of any mirror; null when none is. */
      readonly url: string | null;
    }
  | { readonly kind: 'invalid'; readonly reason: string };

/**
 * Reads the setting GOSUMDB: `off`, or the name of a known database or a
 * verifier key `name+hash+key`, and perhaps an address behind it. An address
 * without a scheme gets `https://`.
 *
 * Follows dbDial of cmd/go/internal/modfetch.
 */
export function parseChecksumDatabase(value: string): ChecksumDatabaseSetting {
  if (value === 'off') return { kind: 'off' };
  const written = value === ALIAS ? `${ALIASED} https://${ALIAS}` : value;
  const [nameOrKey, address, ...more] = written.split(BLANKS).filter((field) => field !== '');
  if (nameOrKey === undefined) return invalid('it is empty');
  if (more.length > 0) return invalid('it has more than two fields');
  const key = parseVerifierKey(KNOWN_KEYS.get(nameOrKey) ?? nameOrKey);
  if (key === null) return invalid('it names no known database, and is no verifier key');
  if (!isDatabaseName(key.name)) return invalid('the name in the key is no host with a path');
  const url = address === undefined ? null : toUrl(address);
  if (url === 'invalid') return invalid('the address is no http or https address');
  return { kind: 'database', name: key.name, key, url };
}

/**
 * What the log that a key signs is called by whoever tells of its records: the
 * name in the key, or the whole key where a known database of that name has
 * another one. A log of one's own that borrows the name has other records.
 */
export function logNameOf(key: VerifierKey): string {
  return borrowsName(key) ? key.text : key.name;
}

/**
 * Tells whether a key is of a log that bears the name of a known database and is
 * not that one. Hosts are the same in capitals, and the alias is a name as well.
 */
export function borrowsName({ name, text }: VerifierKey): boolean {
  const host = name.toLowerCase();
  const known = KNOWN_KEYS.get(host === ALIAS ? ALIASED : host);
  return known !== undefined && keyPartOf(known) !== keyPartOf(text);
}

/** What stands behind name and hash. The hash may be written in capitals, and the key of 33 bytes in one way only. */
function keyPartOf(text: string): string {
  return text.slice(text.indexOf('+', text.indexOf('+') + 1) + 1);
}

/** What Go's strings.Fields splits at. */
const BLANKS = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

function isDatabaseName(name: string): boolean {
  return DATABASE_NAME.test(name) && !name.split('/').some((element) => element === '.' || element === '..');
}

function toUrl(address: string): string | 'invalid' {
  const url = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(address) ? address : `https://${address}`;
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? url : 'invalid';
}

function invalid(reason: string): ChecksumDatabaseSetting {
  return { kind: 'invalid', reason };
}
