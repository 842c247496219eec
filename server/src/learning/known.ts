import type { ExaminedFacts } from '../examination/index.ts';

/** What is known of a module version. */
export interface Known {
  readonly facts: ExaminedFacts;
  /** When mirror and upstream were asked for it, in milliseconds since 1970; null when they were not. */
  readonly askedAt: number | null;
  /** Something could not be determined when they were asked, so that they are asked again soon. */
  readonly isOpen: boolean;
}

const MINUTE = 60_000;
/** After these many milliseconds it is asked anew where a tag points, or what could not be determined. */
const FRESH_FOR = 6 * 60 * MINUTE;
const FRESH_FOR_WHEN_UNDETERMINED = 10 * MINUTE;

/** Whether what is known was asked so lately that it is not asked anew. `now` in milliseconds since 1970. */
export function isFresh(known: Known | null, now: number): boolean {
  if (known?.askedAt === null || known?.askedAt === undefined) return false;
  return now - known.askedAt < (known.isOpen ? FRESH_FOR_WHEN_UNDETERMINED : FRESH_FOR);
}

/** That the copies differ was proven for these bytes. Who cannot be reached today takes nothing of it back. */
export function withProof(facts: ExaminedFacts, before: Known | null): ExaminedFacts {
  const isProven = before?.facts.content.state === 'diverged';
  return isProven && facts.content.state === 'undetermined' ? before.facts : facts;
}

/** Whether the content, or where upstream stands, could not be determined. */
export function isUndetermined({ content, upstream }: ExaminedFacts): boolean {
  return content.state === 'undetermined' || upstream.state === 'undetermined';
}
