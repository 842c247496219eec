import { checkPrefixPatterns, matchPrefixPatterns } from '../module/index.ts';
import { ownerOffset, registrableDomain } from './host.ts';
import type { NameIndex } from './nameIndex.ts';

/** A pattern that matches known modules of so many publishers was not made for one's own. */
const MANY = 3;

/** What has a meaning of its own in a pattern of `path.Match`. */
const WILD = /[*?[\\]/;

/** A longer pattern is no setting of a person, and is not held against the corpus. In UTF-16 units. */
const MAX_LENGTH = 1000;

/**
 * Tells how much of what strangers publish a pattern covers, as GOPRIVATE has them.
 *
 * `many-publishers`: a wildcard stands in the part of the host that somebody has
 * to register, all owners of a host of many are meant, or known modules of three
 * publishers match. `known-publisher`: known modules match, of one or two. `none`:
 * no known module matches, as it is with one's own hosts and owners,
 * and with a pattern that is malformed.
 *
 * Linear in the corpus; the pattern may come with a checkout.
 */
export function patternBreadth(
  pattern: string,
  index: NameIndex,
): 'many-publishers' | 'known-publisher' | 'none' {
  const [host = '', owner = ''] = pattern.split('/', 2);
  if (pattern.length > MAX_LENGTH || checkPrefixPatterns(pattern) !== null) return 'none';
  if (WILD.test(registrableDomain(host.toLowerCase()))) return 'many-publishers';
  if (!WILD.test(host) && ownerOffset(host, 'p/') !== null && /^\**$/.test(owner)) return 'many-publishers';
  const publishers = new Set<string>();
  for (const repository of index.repositories.values()) {
    if (publishers.has(repository.publisher)) continue;
    if (!repository.modules.some(({ path }) => matchPrefixPatterns(pattern, path))) continue;
    publishers.add(repository.publisher);
    if (publishers.size >= MANY) return 'many-publishers';
  }
  return publishers.size > 0 ? 'known-publisher' : 'none';
}
