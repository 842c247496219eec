/**
 * learning: what is known of module versions while an editor is open, and how
 * more is learnt without anybody waiting for it.
 *
 * Rules: what is stored is told first, then mirror and upstream are asked, in
 * batches and only about what somebody still wants to know. Examining is done
 * in another thread, so that no key waits for a zip; when that thread ends, what
 * it owed is undetermined and it is started again. Nothing here knows an editor.
 */
export { FarExaminations, type Thread, type ThreadLog } from './farExaminations.ts';
export type { Known } from './known.ts';
export { Learning, type LearningOptions, type LearningProgress } from './learning.ts';
export { serveExaminations } from './serveExaminations.ts';
export { SplitExaminations } from './splitExaminations.ts';
export type { ThreadMessage, ThreadPort } from './threadMessages.ts';
