import type { Check } from '../check.ts';
import { observe } from '../check.ts';

/**
 * Finding: checksum/fork
 *
 * The checksum database signed two tree heads that cannot both be true. The
 * signatures prove it by themselves, so both are shown and kept.
 */
export const fork: Check = {
  codes: ['checksum/fork'],
  run({ dependency, facts }) {
    if (facts.fork === null) return [];
    const [first, second] = facts.fork;
    return [
      observe(
        dependency,
        'checksum/fork',
        'The checksum database has signed two histories that cannot both be true. Keep both heads as evidence.',
        {
          at: null,
          restsOn: [first, second],
          evidence: [
            { kind: 'first-head', text: onOneLine(first) },
            { kind: 'second-head', text: onOneLine(second) },
          ],
        },
      ),
    ];
  },
};

/** A signed note with its line ends written as `\n`, so that it can be copied whole. */
function onOneLine(note: string): string {
  return note.replaceAll('\n', '\\n');
}
