import type { Evidence } from '../../finding/index.ts';
import { gainsPhrase } from '../../gosource/index.ts';
import type { Divergence, EqualCommit, UpstreamFact } from '../../verdict/index.ts';
import type { Check } from '../check.ts';
import { bytesOf, observe } from '../check.ts';
import { commitWords, listWords, pathsOf } from '../words.ts';

/**
 * Finding: origin/diverged
 *
 * The mirror serves bytes that the upstream commit does not give, and no
 * harmless cause of the difference could be proven. Aggravated when files
 * differ that are built or run by whoever requires the module.
 */
export const diverged: Check = {
  codes: ['origin/diverged'],
  run({ dependency, facts }) {
    const { content, upstream, name } = facts;
    if (content.state !== 'diverged') return [];
    const module = dependency.effective ?? dependency.required;
    const built = content.built.length > 0;
    const what = upstream.ref === null ? 'commit' : module.version;
    const target = name.state === 'suspect' && name.code !== 'squat/other-owner' ? name.target : null;
    return [
      observe(
        dependency,
        'origin/diverged',
        built
          ? `The mirror serves other code than upstream's ${what}.`
          : `The mirror serves other files than upstream's ${what}${unbuiltWords(content)}.`,
        {
          grade: built ? 'aggravated' : 'usual',
          evidence: evidenceOf(content, upstream),
          restsOn: [bytesOf(facts), upstream.commit ?? ''],
          fixes:
            target === null
              ? []
              : [{ title: `Replace ${module.path} with ${target}`, kind: 'replace-module', to: target }],
        },
      ),
    ];
  },
};

/** Says that no code differs only where that was settled. */
function unbuiltWords({ undecided }: Divergence): string {
  if (undecided.length === 0) return ', none of which is built';
  return '; whether its code differs could not be determined';
}

function evidenceOf(content: Divergence, upstream: UpstreamFact): Evidence[] {
  const gains = content.gains === null ? '' : gainsPhrase(content.gains);
  const evidence: Evidence[] = [
    { kind: 'mirror', text: commitWords(upstream.mirrorCommit, upstream.mirrorTime) },
    { kind: 'upstream', text: upstreamWords(upstream) },
    { kind: 'differs', text: listWords(pathsOf(content)) },
  ];
  if (content.equals !== null) evidence.push({ kind: 'equals', text: equalWords(content.equals) });
  if (gains !== '') evidence.push({ kind: 'gains', text: gains });
  if (content.undecided.length > 0) {
    evidence.push({ kind: 'undecided', text: listWords(content.undecided) });
  }
  return evidence;
}

/** Where the mirror's bytes are found in the repository. */
function equalWords({ commit, ref, reachable }: EqualCommit): string {
  const bytes = `the mirror's files are those of ${commitWords(commit, null)}`;
  if (ref !== null) return `${bytes}, which ${refWords(ref)} points to`;
  if (reachable) return `${bytes}, which upstream's history holds`;
  return `${bytes}, which no branch and no tag reaches`;
}

function refWords(ref: string): string {
  if (ref.startsWith('refs/tags/')) return `tag ${ref.slice('refs/tags/'.length)}`;
  if (ref.startsWith('refs/heads/')) return `branch ${ref.slice('refs/heads/'.length)}`;
  return 'the default branch';
}

function upstreamWords(upstream: UpstreamFact): string {
  const tag = upstream.ref?.replace(/^refs\/tags\//, '');
  const commit = commitWords(upstream.commit, upstream.committedAt);
  if (tag === undefined) return commit;
  if (upstream.commit === null) return `tag ${tag} is gone`;
  return upstream.state === 'tag-moved' ? `tag ${tag} now at ${commit}` : `tag ${tag} at ${commit}`;
}
