import { gainsPhrase } from '../gosource/index.ts';
import { hostWordsOf, unknownWords } from '../report/index.ts';
import {
  type AgeFact,
  type ChecksumFact,
  type ContentFact,
  type ModuleFacts,
  type NameFact,
  REASON_SENTENCES,
  type UpstreamFact,
} from '../verdict/index.ts';

/** A fact on one short line: what it is about, and what was learnt. May hold text from outside, not escaped. */
export type FactWords = readonly [label: string, words: string];

/** The five facts about a module, as a card shows them. */
export function fiveFacts({ name, content, upstream, checksum, age }: ModuleFacts): readonly FactWords[] {
  return [
    ['Name', nameWords(name)],
    ['Content', contentWords(content)],
    ['Upstream', upstreamWords(upstream)],
    ['Checksum', checksumWords(checksum)],
    ['Age', ageWords(age)],
  ];
}

/** What the code host said, where it was asked: at most two lines more. */
export function hostFacts(facts: ModuleFacts): readonly FactWords[] {
  return hostWordsOf(facts).map(([label, words]) => [label.charAt(0).toUpperCase() + label.slice(1), words]);
}

/** What is good about a module of which nothing is bad, in half a line. */
export function goodWords({ content, upstream, checksum, age, ...facts }: ModuleFacts): string {
  const of = upstream.ref === null ? 'commit' : refWords(upstream.ref);
  return [
    content.state === 'match-explained'
      ? `same as upstream ${of}, with an explanation`
      : `same as upstream ${of}`,
    checksum.state === 'proven' ? 'checksum proven' : `checksum ${checksumWords(checksum)}`,
    ageWords(age),
    ...goodHostWords(facts),
  ].join(' · ');
}

function goodHostWords({ provenance, protection }: Pick<ModuleFacts, 'provenance' | 'protection'>): string[] {
  return [
    ...(provenance.state === 'attested' ? ['attested'] : []),
    ...(protection.state === 'immutable' ? ['tag locked by a release'] : []),
    ...(protection.state === 'restricted' ? ['tag protected by a rule'] : []),
  ];
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
        : `imitates ${name.target} (${name.rule})`;
  }
}

function contentWords(content: ContentFact): string {
  switch (content.state) {
    case 'match':
      return 'same as upstream';
    case 'match-explained':
      return `same as upstream; ${content.explanations.length} ${content.explanations.length === 1 ? 'difference' : 'differences'} explained`;
    case 'diverged': {
      const files = content.changed.length + content.onlyMirror.length + content.onlyUpstream.length;
      const gains = content.gains === null ? '' : gainsPhrase(content.gains);
      return `differs from upstream: ${files} ${files === 1 ? 'file' : 'files'}${gains === '' ? '' : `, ${gains}`}`;
    }
    default:
      return unknownWords(content);
  }
}

function upstreamWords(upstream: UpstreamFact): string {
  const { state, ref, commit, mirrorCommit, redirectsTo, reason, detail } = upstream;
  const what = ref === null ? 'the commit' : refWords(ref);
  const at = commit === null ? '' : ` at ${commit.slice(0, 7)}`;
  switch (state) {
    case 'present':
      return `${what}${at}`;
    case 'tag-moved':
      return mirrorCommit === null
        ? `${what} was moved; it is now${at}`
        : `${what} was moved: the mirror saw ${mirrorCommit.slice(0, 7)}, it is now${at}`;
    case 'tag-missing':
      return `${what} is gone`;
    case 'repository-gone':
      return 'the repository is gone';
    case 'owner-changed':
      return redirectsTo === null ? 'the repository redirects' : `the repository redirects to ${redirectsTo}`;
    case 'undetermined':
      return reason === null
        ? 'could not be determined'
        : `could not be determined: ${REASON_SENTENCES[reason]}`;
    case 'not-applicable':
      return detail === '' ? 'not applicable' : `not applicable: ${detail}`;
  }
}

function checksumWords(checksum: ChecksumFact): string {
  switch (checksum.state) {
    case 'proven':
      return `proven in the checksum database (record ${checksum.record.toLocaleString('en-US')})`;
    case 'matches-go-sum':
      return 'as go.sum has it';
    case 'mismatch':
      return `${checksum.from === 'go.sum' ? 'go.sum' : 'what is served'} does not agree with ${checksum.against === 'go.sum' ? 'go.sum' : 'the checksum database'}`;
    case 'missing':
      return checksum.goSum ? 'go.sum has no line for it' : 'there is no go.sum';
    case 'unlogged':
      return 'the checksum database does not hold it';
    default:
      return unknownWords(checksum);
  }
}

function ageWords(age: AgeFact): string {
  if (age.state !== 'determined') return unknownWords(age);
  return `in the log before ${new Date(age.loggedBefore * 1000).toISOString().slice(0, 10)}`;
}

function refWords(ref: string): string {
  return ref.startsWith('refs/tags/') ? `tag ${ref.slice('refs/tags/'.length)}` : ref;
}
