import type { Gains } from '../gosource/index.ts';
import type { Likeness } from './likeness.ts';

/**
 * How alike two modules are, in a few words:
 * `97 % of its Go code is github.com/x/y; 1 file differs; gained: network, process, init`.
 *
 * `gains` is null when they could not be told. Holds the target's path, which
 * may be attacker-controlled: whoever shows the text escapes it.
 */
export function likenessPhrase(likeness: Likeness, targetPath: string, gains: Gains | null): string {
  if (!likeness.isComparable) {
    const why =
      likeness.reason === 'unreadable'
        ? 'its Go code could not be read'
        : 'there is too little Go code of its own';
    return `could not be compared with ${targetPath}: ${why}`;
  }
  const { changed, added, missing } = likeness;
  const files = [
    countPhrase(changed.filter(isSource).length, 'differs', 'differ'),
    countPhrase(added.filter(isSource).length, 'is added', 'are added'),
    countPhrase(missing.filter(isSource).length, 'is missing', 'are missing'),
  ].filter((part) => part !== '');
  return [
    `${percent(likeness.share)} of its Go code is ${targetPath}`,
    files.length === 0 ? 'no source file differs' : files.join(', '),
    gainedPhrase(gains),
  ].join('; ');
}

/** Rounded down: code that is not the target's must never read as 100 %. */
function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}

function gainedPhrase(gains: Gains | null): string {
  if (gains === null) return 'what it gained could not be told';
  const gained = [
    ...gains.capabilities.map((each) => each.replace('-', ' ')),
    ...(gains.initAdded ? ['init'] : []),
  ];
  if (gained.length > 0) return `gained: ${gained.join(', ')}`;
  return gains.unreadable.length > 0 ? 'what it gained could not all be read' : 'gained nothing of weight';
}

/** Files that may be compiled, tests among them. */
function isSource(path: string): boolean {
  return /\.(?:go|s|S|sx|c|cc|cpp|cxx|m|h|hh|hpp|hxx|f|F|for|f90|swig|swigcxx|syso)$/.test(path);
}

function countPhrase(count: number, singular: string, plural: string): string {
  return count === 0 ? '' : `${count} ${count === 1 ? `file ${singular}` : `files ${plural}`}`;
}
