import {
  type Protection,
  protectionByRulesets,
  protectionByTagRules,
  readRelease,
  readRuleset,
  readRulesetIds,
  readTagRules,
} from '../protection/index.ts';
import { type ProtectionFact, type Undetermined, undetermined } from '../verdict/index.ts';
import type { HostService } from './hostService.ts';

/** A repository has more rulesets about tags than are read. */
const MAX_RULESETS = 20;

/**
 * Who may move a tag of a repository, `owner/name`, by what its code host shows.
 * Never rejects but for cancellation.
 */
export function tagProtection(
  service: HostService,
  repository: string,
  tag: string,
  signal: AbortSignal,
): Promise<ProtectionFact> {
  return service.host.kind === 'github'
    ? gitHubProtection(service, repository, tag, signal)
    : gitLabProtection(service, repository, tag, signal);
}

/** A release that locks the tag says more than any rule, and is asked for first. */
async function gitHubProtection(
  service: HostService,
  repository: string,
  tag: string,
  signal: AbortSignal,
): Promise<ProtectionFact> {
  const released = await service.ask(`repos/${repository}/releases/tags/${pathOf(tag)}`, signal);
  if ('state' in released) return released;
  if (released.kind === 'found') {
    const release = readRelease(released.text);
    if (release === null) return notReadable(service);
    if (release.isImmutable && release.tag === tag) {
      const mayMove = 'nobody: the code host keeps it where it is, even when the repository is deleted';
      return { state: 'immutable', by: `immutable release ${tag}`, mayMove, sources: [released.url] };
    }
  }
  const listed = await service.ask(
    `repos/${repository}/rulesets?includes_parents=true&targets=tag&per_page=100`,
    signal,
  );
  if ('state' in listed) return listed;
  if (listed.kind === 'not-found') return hidden(service);
  const ids = readRulesetIds(listed.text);
  if (ids === null) return notReadable(service);
  if (ids.length > MAX_RULESETS) return undetermined('too-large', `there are ${ids.length} rulesets`);
  return byRulesets(service, repository, { tag, ids, listedAt: listed.url }, signal);
}

async function byRulesets(
  service: HostService,
  repository: string,
  {
    tag,
    ids,
    listedAt,
  }: { readonly tag: string; readonly ids: readonly number[]; readonly listedAt: string },
  signal: AbortSignal,
): Promise<ProtectionFact> {
  const sources = [listedAt];
  const rulesets = [];
  let unread: Undetermined | null = null;
  for (const id of ids) {
    const answer = await service.ask(`repos/${repository}/rulesets/${id}`, signal);
    const ruleset = 'state' in answer || answer.kind !== 'found' ? null : readRuleset(answer.text);
    if (ruleset !== null) {
      rulesets.push(ruleset);
      sources.push(...('url' in answer ? [answer.url] : []));
    } else {
      unread ??=
        'state' in answer ? answer : answer.kind === 'found' ? notReadable(service) : hidden(service);
    }
  }
  const protection = protectionByRulesets(rulesets, `refs/tags/${tag}`);
  // What was not read could only add to what protects the tag.
  if (protection?.state === 'restricted') return { ...protection, sources };
  if (unread !== null) return unread;
  if (protection === null)
    return undetermined('upstream-malformed', 'a ruleset has a pattern that is not read');
  return withSources(protection, sources);
}

async function gitLabProtection(
  service: HostService,
  repository: string,
  tag: string,
  signal: AbortSignal,
): Promise<ProtectionFact> {
  const path = `projects/${encodeURIComponent(repository)}/protected_tags?per_page=100`;
  const answer = await service.ask(path, signal);
  if ('state' in answer) return answer;
  if (answer.kind === 'not-found') return hidden(service);
  const rules = readTagRules(answer.text);
  return rules === null ? notReadable(service) : withSources(protectionByTagRules(rules, tag), [answer.url]);
}

function withSources(protection: Protection, sources: readonly string[]): ProtectionFact {
  return { ...protection, sources };
}

/** A tag's name in the path of an address: its slashes stay. */
function pathOf(tag: string): string {
  return tag.split('/').map(encodeURIComponent).join('/');
}

function hidden(service: HostService): Undetermined {
  return undetermined('host-hides', `${service.host.address.host} answered with status 404`);
}

function notReadable(service: HostService): Undetermined {
  return undetermined('upstream-malformed', `${service.host.address.host} answered with something else`);
}
