import type { FeedUsed } from './feedJudge.ts';

/**
 * What a person has to know of a refresh of the list of malicious modules, in
 * sentences: what was withdrawn, and that the download is older than what ships.
 * `date` is that of the download, `YYYY-MM-DD`; `takenBack` is empty for nothing
 * and attacker-controlled: escape it.
 */
export function refreshNotes(
  { date, takenBack }: { readonly date: string; readonly takenBack: string },
  used: FeedUsed,
): readonly string[] {
  return [
    ...(takenBack === '' ? [] : [`Withdrawn, and not listed any more: ${takenBack}.`]),
    ...(used.date === null || date >= used.date
      ? []
      : [`The download is of ${date}, older than what ships; that is followed where the two differ.`]),
  ];
}
