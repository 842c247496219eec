import { type Copy, compareCopy, shareOf } from './contentVerdict.ts';
import { relatives } from './relatives.ts';
import { atMostShare, information, type Row } from './row.ts';

/** Rows about honest forks, renamed modules and successors: copies, and nobody's attack. Each side is held against the other. */
export function relativeRows(): Row[] {
  const { pairs, of } = relatives();
  const compared = pairs.flatMap(({ a, b, relation }) => {
    return [
      { suspect: a, relation, copy: compareCopy(a, b) },
      { suspect: b, relation, copy: compareCopy(b, a) },
    ];
  });
  const grave = compared.filter(({ copy }) => copy.grade === 'aggravated');
  const near = compared.filter(({ copy }) => copy.grade !== null);
  const told = ({ suspect, relation, copy }: (typeof compared)[number]): string =>
    `${suspect.module.path} and ${copy.target} (${relation}): share ${shareOf(copy).toFixed(2)}${gained(copy)}`;
  return [
    atMostShare(
      { what: 'honest forks, renamed modules and successors, near copy at error', details: grave.map(told) },
      grave.length,
      compared.length,
      0,
    ),
    information(
      { what: 'the same that are near copies, and so information', details: compared.map(told) },
      `${near.length} of ${compared.length}, ${pairs.length} of ${of} pairs could be had`,
    ),
  ];
}

function gained({ fact, grade }: Copy): string {
  if (fact.state !== 'near-copy' || fact.gained === null) return '';
  const { capabilities, actsOnImport } = fact.gained;
  return `, near copy ${grade}, gained ${capabilities.join(', ') || 'nothing'}; on import ${actsOnImport.join(', ') || 'nothing'}`;
}
