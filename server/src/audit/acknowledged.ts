import { splitName } from '../typosquat/index.ts';
import type { ModuleFacts } from '../verdict/index.ts';

/**
 * Whether a module and one that it resembles are known to be one project: the
 * other names it as its successor, or the module is an earlier address of it.
 */
export function isAcknowledged(facts: ModuleFacts, target: string): boolean {
  return facts.circumstances?.acknowledged === 'successor' || isEarlierAddress(facts, target);
}

/**
 * Whether a module is an earlier address of another: the code host leads its
 * repository on to the other's, which only a rename or a transfer that was
 * accepted brings about, and its bytes are those of that repository's commit.
 */
export function isEarlierAddress({ upstream, content }: ModuleFacts, target: string): boolean {
  if (upstream.redirectsTo === null) return false;
  if (content.state !== 'match' && content.state !== 'match-explained') return false;
  const now = splitName(upstream.redirectsTo.replace(/^https:\/\//, '').replace(/(?:\.git)?\/*$/, ''));
  const its = splitName(target);
  return now !== null && its !== null && now.owner !== '' && now.repositoryPath === its.repositoryPath;
}
