import { fieldsOf, parseAnswer } from './answer.ts';

/** A release of GitHub. */
export interface Release {
  /** The tag that it is of, without `refs/tags/`. */
  readonly tag: string;
  readonly isImmutable: boolean;
}

/** A release that was published; null where it is none, or a draft. */
export function readRelease(text: string): Release | null {
  const fields = fieldsOf(parseAnswer(text));
  if (fields === null || typeof fields.tag_name !== 'string' || fields.draft === true) return null;
  return { tag: fields.tag_name, isImmutable: fields.immutable === true };
}
