import { createHash } from 'node:crypto';
import { compareBytewise, isPseudoVersion } from '../module/index.ts';
import { canonical } from '../semver/index.ts';

/** What a ref points to. Ids are full lower-case hex. */
export interface RefTarget {
  readonly id: string;
  /** What an annotated tag ends at, after all peeling. */
  readonly peeled?: string;
}

/**
 * The digest of the tags that a version choice depends on: `t1:` and base64 of a
 * SHA-256. Equal to the `TagSum` of an origin with this `TagPrefix` while no tag
 * came, went or moved since.
 *
 * `refs` is what the server lists; refs other than tags are passed over. Names
 * are attacker-controlled. Follows gitRepo.Tags of cmd/go/internal/modfetch/codehost.
 */
export function tagSum(refs: ReadonlyMap<string, RefTarget>, tagPrefix: string): string {
  const folder = tagPrefix.slice(0, tagPrefix.lastIndexOf('/') + 1);
  const tags: [string, RefTarget][] = [];
  for (const [ref, target] of refs) {
    if (!ref.startsWith(`refs/tags/${tagPrefix}`)) continue;
    const tag = ref.slice('refs/tags/'.length);
    if (countsForVersions(tag.slice(folder.length))) tags.push([tag, target]);
  }
  return `t1:${digest(tags)}`;
}

/**
 * The digest of all branches, tags and HEAD: `r1:` and base64 of a SHA-256, equal
 * to the `RepoSum` of an origin while nothing changed. Follows gitRepo.repoSum.
 */
export function repoSum(refs: ReadonlyMap<string, RefTarget>): string {
  const counted = [...refs].filter(
    ([ref]) => ref === 'HEAD' || ref.startsWith('refs/heads/') || ref.startsWith('refs/tags/'),
  );
  return `r1:${digest(counted)}`;
}

/** Tags that are no versions, or look like pseudo-versions, never decide anything. */
function countsForVersions(tag: string): boolean {
  const version = canonical(tag);
  return version !== '' && tag.startsWith(version) && !isPseudoVersion(tag);
}

function digest(refs: [string, RefTarget][]): string {
  const hash = createHash('sha256');
  for (const [name, target] of refs.sort(([a], [b]) => compareBytewise(a, b))) {
    hash.update(`${goQuote(name)} ${target.peeled ?? target.id}\n`);
  }
  return hash.digest('base64');
}

/** Characters that Go prints as they are, beyond ASCII: letters, marks, numbers, punctuation, symbols. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u;

/**
 * The Go literal of a ref name, as `%q` prints it. Git allows neither control
 * characters nor a backslash in names. Limits: a name that is not UTF-8 has lost
 * its bytes before it comes here, and which characters are printable follows the
 * Unicode version of the runtime, not of Go; the digest then differs.
 */
function goQuote(name: string): string {
  let quoted = '"';
  for (const character of name) {
    const code = character.codePointAt(0) ?? 0;
    if (character === '"' || character === '\\') quoted += `\\${character}`;
    else if ((code >= 0x20 && code < 0x7f) || PRINTABLE.test(character)) quoted += character;
    else if (code < 0x20 || code === 0x7f) quoted += `\\x${code.toString(16).padStart(2, '0')}`;
    else if (code <= 0xffff) quoted += `\\u${code.toString(16).padStart(4, '0')}`;
    else quoted += `\\U${code.toString(16).padStart(8, '0')}`;
  }
  return `${quoted}"`;
}
