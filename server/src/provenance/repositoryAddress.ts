/** What an address of a source names: a repository, and a ref in it. */
export interface SourceAddress {
  /** As code hosts compare it: in lower case, without a final `.git` and slashes. */
  readonly repository: string;
  /** Null where it names none. */
  readonly ref: string | null;
}

/** An address that is longer than this names nothing, in UTF-16 units. */
const MAX_LENGTH = 2048;

/**
 * Reads `git+https://host/owner/name@refs/tags/v1` and the like, attacker-controlled;
 * null for what is no https address. Code hosts pass over letter case in owners
 * and names, so it is passed over here.
 */
export function readSourceAddress(text: string): SourceAddress | null {
  if (text.length > MAX_LENGTH) return null;
  const address = text.startsWith('git+') ? text.slice('git+'.length) : text;
  if (!address.startsWith('https://')) return null;
  const at = address.indexOf('@');
  const repository = at < 0 ? address : address.slice(0, at);
  return {
    repository: repository
      .toLowerCase()
      .replace(/\/{1,8}$/, '')
      .replace(/\.git$/, ''),
    ref: at < 0 ? null : address.slice(at + 1),
  };
}

/** Tells whether two addresses name one repository. */
export function isSameRepository(one: string, other: string): boolean {
  const [first, second] = [readSourceAddress(one), readSourceAddress(other)];
  return first !== null && second !== null && first.repository === second.repository;
}
