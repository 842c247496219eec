import { type Undetermined, undetermined } from '../verdict/index.ts';
import type { MirrorAnswer } from './moduleProxy.ts';

/** What an answer of the mirror that has no file in it means for a fact. */
export function undeterminedBy(answer: Exclude<MirrorAnswer, { kind: 'found' }>): Undetermined {
  switch (answer.kind) {
    case 'not-found':
      return undetermined(answer.cachedOnly ? 'not-cached' : 'not-at-mirror', answer.detail);
    case 'blocked':
      return undetermined('blocked-by-mirror', answer.detail);
    case 'undetermined':
      return undetermined(answer.reason, answer.detail);
  }
}
