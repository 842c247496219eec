import type { Evidence, FindingCode } from '../../finding/index.ts';
import type { ContentFact, UpstreamFact, UpstreamState } from '../../verdict/index.ts';
import type { Check } from '../check.ts';
import { observe } from '../check.ts';
import { commitWords, dayOf, listWords, pathsOf } from '../words.ts';

/**
 * Finding: origin/tag-moved, origin/tag-missing, origin/repository-gone, origin/owner-changed
 *
 * Upstream does not stand where the mirror saw it. None of this is a
 * divergence by itself: honest maintainers move and delete tags, too.
 * `origin/tag-moved` is aggravated when the code differs as well.
 */
export const upstreamState: Check = {
  codes: ['origin/tag-moved', 'origin/tag-missing', 'origin/repository-gone', 'origin/owner-changed'],
  run({ dependency, facts: { upstream, content } }) {
    const code = CODE_OF[upstream.state];
    if (code === undefined) return [];
    const version = (dependency.effective ?? dependency.required).version;
    const grade = content.state === 'diverged' && content.built.length > 0 ? 'aggravated' : 'usual';
    const served = isServed(content) ? `; the mirror still serves ${version}` : '';
    const messages: Readonly<Record<typeof code, string>> = {
      'origin/tag-moved': `Tag ${version} was moved${sinceWords(upstream)}${differenceWords(content)}.`,
      'origin/tag-missing': `Upstream has no tag for ${version}${served}.`,
      'origin/repository-gone': `The repository is gone or no longer public${served}.`,
      'origin/owner-changed': `The repository redirects to another owner: ${upstream.redirectsTo ?? 'unknown'}.`,
    };
    return [
      observe(dependency, code, messages[code], {
        grade,
        evidence: evidenceOf(upstream),
        restsOn: placeOf(code, upstream),
      }),
    ];
  },
};

/** Where upstream stands now. What the mirror saw is fixed by the version, and who told it may differ. */
function placeOf(code: Code, { ref, commit, repository, redirectsTo }: UpstreamFact): readonly string[] {
  switch (code) {
    case 'origin/tag-moved':
      return [ref ?? '', commit ?? ''];
    case 'origin/owner-changed':
      return [redirectsTo ?? ''];
    default:
      return [repository ?? ''];
  }
}

/** After what the tag was moved: what the mirror says, or when somebody saw it elsewhere. */
function sinceWords({ mirrorCommit, commit, seenBefore: [latest], loggedBefore }: UpstreamFact): string {
  if (latest !== undefined && (mirrorCommit === null || mirrorCommit === commit))
    return ` since ${dayOf(latest.lastSeen)}`;
  if (loggedBefore !== null) return ' after the checksum database logged it';
  return ' after the mirror cached it';
}

/** What a moved tag changed, where the contents could be compared and it was no code. */
function differenceWords(content: ContentFact): string {
  if (content.state === 'match' || content.state === 'match-explained') return '; the files are the same';
  if (content.state !== 'diverged' || content.built.length > 0) return '';
  const differs = `${listWords(pathsOf(content))} differs`;
  return content.undecided.length === 0 ? ` (${differs}, no code)` : ` (${differs})`;
}

/** Whether the mirror is known to have the version. */
function isServed(content: ContentFact): boolean {
  return (
    content.state !== 'undetermined' ||
    content.reason === 'repository-gone' ||
    content.reason === 'tag-missing'
  );
}

type Code = Extract<
  FindingCode,
  'origin/tag-moved' | 'origin/tag-missing' | 'origin/repository-gone' | 'origin/owner-changed'
>;

const CODE_OF: Readonly<Partial<Record<UpstreamState, Code>>> = {
  'tag-moved': 'origin/tag-moved',
  'tag-missing': 'origin/tag-missing',
  'repository-gone': 'origin/repository-gone',
  'owner-changed': 'origin/owner-changed',
};

function evidenceOf(upstream: UpstreamFact): Evidence[] {
  const evidence: Evidence[] = [];
  if (upstream.repository !== null) evidence.push({ kind: 'repository', text: upstream.repository });
  if (upstream.mirrorCommit !== null || upstream.mirrorTime !== null) {
    evidence.push({ kind: 'mirror', text: commitWords(upstream.mirrorCommit, upstream.mirrorTime) });
  }
  if (upstream.commit !== null) {
    evidence.push({ kind: 'upstream', text: commitWords(upstream.commit, upstream.committedAt) });
  }
  for (const { commit, firstSeen, lastSeen } of upstream.seenBefore.slice(0, MAX_SEEN)) {
    evidence.push({ kind: 'seen', text: seenWords(commit, firstSeen, lastSeen) });
  }
  if (upstream.loggedBefore !== null) {
    const day = dayOf(upstream.loggedBefore);
    evidence.push({ kind: 'log', text: `the version was logged before ${day}, the commit is younger` });
  }
  return evidence;
}

/** How many earlier places of a tag are told. */
const MAX_SEEN = 4;

function seenWords(commit: string, firstSeen: number, lastSeen: number): string {
  const [first, last] = [dayOf(firstSeen), dayOf(lastSeen)];
  const days = first === last ? `on ${first}` : `from ${first} to ${last}`;
  return `the ledger saw the tag at ${commitWords(commit, null)} ${days}`;
}
