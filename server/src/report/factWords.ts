import type { AuditedModule } from '../audit/index.ts';
import {
  type AgeFact,
  type BehaviourFact,
  type ChecksumFact,
  type ContentFact,
  type IdentityFact,
  type LikenessFact,
  type NameFact,
  type NotApplicable,
  REASON_SENTENCES,
  type Undetermined,
  type UpstreamFact,
} from '../verdict/index.ts';

import { hostWordsOf } from './hostWords.ts';
import { signatureWords } from './signatureWords.ts';

/** A fact in words: what it is about, and what was learnt. May hold text from outside, not made safe. */
export type FactWords = readonly [label: string, words: string];

/** What was learnt about one module version, in the order in which reports tell it. */
export function factWordsOf({ facts }: AuditedModule): readonly FactWords[] {
  const { name, content, behaviour, identity, likeness, checksum, age, upstream } = facts;
  const signed = signatureWords(upstream);
  const commit = upstream.commit === null ? '' : `, commit ${upstream.commit.slice(0, 12)}`;
  return [
    ['name', nameWords(name)],
    ['content', `${contentWords(content)}${commit}`],
    ['on import', behaviourWords(behaviour)],
    ['texts', identityWords(identity)],
    ['copy', likenessWords(likeness)],
    ['checksum', checksumWords(checksum)],
    ['age', ageWords(age)],
    ...(signed === null ? [] : [['signed', signed] as const]),
    ...hostWordsOf(facts),
  ];
}

/** Where upstream stands today, in words; null where it stands where the mirror saw it. */
export function upstreamWords({ state, ref, commit, mirrorCommit, ...more }: UpstreamFact): string | null {
  const name = ref === null ? 'its commit' : `tag ${ref.replace(/^refs\/tags\//, '')}`;
  switch (state) {
    case 'present':
      return null;
    case 'tag-moved': {
      const saw = mirrorCommit === null ? '' : `, the mirror saw ${mirrorCommit.slice(0, 7)}`;
      return `${name} was moved${commit === null ? '' : `, it is at ${commit.slice(0, 7)}`}${saw}`;
    }
    case 'tag-missing':
      return `${name} is gone`;
    case 'repository-gone':
      return 'the repository is gone';
    case 'owner-changed':
      return `the repository redirects${more.redirectsTo === null ? '' : ` to ${more.redirectsTo}`}`;
    case 'undetermined':
      return `could not be determined${more.reason === null ? '' : `: ${REASON_SENTENCES[more.reason]}`}`;
    case 'not-applicable':
      return `not applicable${more.detail === '' ? '' : `: ${more.detail}`}`;
  }
}

function nameWords(name: NameFact): string {
  switch (name.state) {
    case 'known':
      return 'its publisher is known';
    case 'unremarkable':
      return 'resembles no known module';
    case 'suspect':
      return name.code === 'squat/other-owner'
        ? `has the repository name of ${name.target}`
        : `resembles ${name.target}: ${name.rule}`;
  }
}

function behaviourWords(behaviour: BehaviourFact): string {
  if (behaviour.state === 'quiet') return 'nothing of note';
  if (behaviour.state !== 'runs-on-import') return unknownWords(behaviour);
  const [first] = behaviour.effects;
  const more = behaviour.effects.length - 1;
  return `${first?.sentence ?? 'something'}${more > 0 ? ` (and ${more} more)` : ''}`;
}

function identityWords(identity: IdentityFact): string {
  if (identity.state === 'other') return `name ${identity.named.path}`;
  if (identity.state !== 'own') return unknownWords(identity);
  const { declared } = identity;
  return declared === null ? 'name this module' : `name this module, and ${declared.path} (${declared.how})`;
}

function likenessWords(likeness: LikenessFact): string {
  switch (likeness.state) {
    case 'near-copy':
      return likeness.phrase;
    case 'unlike':
      return `no copy of ${likeness.target.path}`;
    case 'undetermined':
      return `${unknownWords(likeness)}${likeness.target === '' ? '' : ` (${likeness.target})`}`;
    case 'not-applicable':
      return likeness.why;
  }
}

/** Why a fact was not learnt, in words. */
export function unknownWords(fact: Undetermined | NotApplicable): string {
  if (fact.state === 'not-applicable') return `not applicable: ${fact.why}`;
  return `could not be determined: ${REASON_SENTENCES[fact.reason]}`;
}

function contentWords(content: ContentFact): string {
  switch (content.state) {
    case 'match':
      return 'same as upstream';
    case 'match-explained':
      return 'same as upstream, each difference explained';
    case 'diverged':
      return 'differs from upstream';
    default:
      return unknownWords(content);
  }
}

function checksumWords(checksum: ChecksumFact): string {
  switch (checksum.state) {
    case 'proven':
      return `proven by the checksum database, record ${checksum.record}`;
    case 'matches-go-sum':
      return 'as go.sum has it';
    case 'mismatch':
      return 'two that must agree do not';
    case 'missing':
      return checksum.goSum ? 'go.sum has no line for it' : 'nobody could be asked for it';
    case 'unlogged':
      return 'the checksum database does not hold it';
    default:
      return unknownWords(checksum);
  }
}

function ageWords(age: AgeFact): string {
  if (age.state !== 'determined') return unknownWords(age);
  const day = new Date(age.loggedBefore * 1000).toISOString().slice(0, 10);
  const ago = age.days === 0 ? '' : `, at least ${age.days} ${age.days === 1 ? 'day' : 'days'} ago`;
  return `in the log before ${day}${ago}; witness: ${age.witness}`;
}
