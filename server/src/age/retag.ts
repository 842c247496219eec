/** Clocks of committers, mirrors and witnesses differ by minutes, in bad cases by hours and a time zone. Seconds. */
const SLACK = 86_400;

/**
 * Tells whether a commit is too young to be the one that was logged:
 * `committedAt`, its committer date, is more than a day later than `before`, by when the
 * version was in the log. Both in seconds since 1970.
 *
 * A version is logged from a commit that exists, so the commit that stands for it
 * today is another one, made or rewritten since. Nobody can hide a retag from
 * this by a date that is too late. Two limits: a commit date that is too
 * early hides it, as the committer chooses the date; and a committer whose clock was
 * ahead looks like a retag, so this alone is a reason to look at the bytes and
 * no verdict on them.
 */
export function provesRetag(committedAt: number, before: number): boolean {
  return committedAt - before > SLACK;
}
