import { type ModuleFacts, REASON_SENTENCES, type UpstreamFact } from '../verdict/index.ts';
import { fail, notApplicable, type Outcome, pass, unknown } from './outcome.ts';

/**
 * The gate "verified upstream commit": the bytes that are served are those that
 * the commit gives to which upstream's tag points today, or differ by proven
 * harmless causes alone.
 *
 * A tag that was moved to a commit with the same bytes passes here, as does a
 * repository that redirects: who moved what is asked elsewhere, and the bytes are
 * upstream's. A module that is public and cannot be compared, as one from another version
 * control system, is undetermined.
 */
export function upstreamGate({
  content,
  upstream,
  checksum,
}: Pick<ModuleFacts, 'content' | 'upstream' | 'checksum'>): Outcome {
  switch (content.state) {
    case 'match':
    case 'match-explained':
      return whereUpstreamStands(upstream);
    case 'diverged':
      return fail('its bytes are not those of the upstream commit');
    case 'undetermined': {
      const gone = goneWords(upstream);
      return gone === null ? unknown(REASON_SENTENCES[content.reason]) : fail(gone);
    }
    case 'not-applicable':
      return checksum.state === 'not-applicable' ? notApplicable(content.why) : unknown(content.why);
  }
}

/** The bytes were those of a commit: whether upstream still gives that one. */
function whereUpstreamStands(upstream: UpstreamFact): Outcome {
  switch (upstream.state) {
    case 'present':
    case 'tag-moved':
    case 'owner-changed':
      return pass(`its bytes are those of commit ${upstream.commit?.slice(0, 12) ?? 'of upstream'}`);
    case 'tag-missing':
    case 'repository-gone':
      return fail(goneWords(upstream) ?? 'upstream does not have it');
    case 'undetermined':
      return unknown(
        upstream.reason === null ? 'upstream could not be asked' : REASON_SENTENCES[upstream.reason],
      );
    case 'not-applicable':
      return unknown(upstream.detail);
  }
}

function goneWords({ state }: UpstreamFact): string | null {
  if (state === 'tag-missing') return 'upstream has no such tag';
  if (state === 'repository-gone') return 'the repository is gone or no longer public';
  return null;
}
