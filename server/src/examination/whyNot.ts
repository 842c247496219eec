import type { NoPlace, UpstreamPlace } from '../sources/index.ts';
import { type ContentFact, undetermined } from '../verdict/index.ts';
import type { Located } from './located.ts';

/** The content of a version where upstream gives no commit to compare with. */
export function whyNot(located: Located, place: UpstreamPlace | NoPlace): ContentFact {
  switch (located.kind) {
    case 'not-applicable':
      return { state: 'not-applicable', why: located.why };
    case 'undetermined':
      return undetermined(located.reason, located.detail);
    case 'repository-gone':
      return undetermined('repository-gone', located.detail);
    case 'tag-missing':
      return undetermined(
        'tag-missing',
        place.kind === 'place' && place.reference.kind === 'tag' ? place.reference.ref : '',
      );
    case 'commit':
      return undetermined('internal');
  }
}
