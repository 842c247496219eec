import type { Apart } from './apart.ts';
import type { Fingerprint, FingerprintFile } from './fingerprint.ts';
import { type FileMatches, matchFiles } from './matchFiles.ts';

/** How alike two modules are, whatever they are called. */
export interface Likeness extends FileMatches {
  /** Share of the suspect's Go code that is the target's, 0 to 1. */
  readonly share: number;
  /** Share of the target's Go code that is in the suspect, 0 to 1. */
  readonly covered: number;
  /** Whether the suspect is, for the most part, the target under another name. */
  readonly isNearCopy: boolean;
  /** Whether the shares mean anything. */
  readonly isComparable: boolean;
  /** Why they do not; null when they do. Code that is generated or copied in is not counted. */
  readonly reason: 'too-little-code' | 'unreadable' | null;
}

/**
 * Less Go code says nothing: any two authors write the same twenty lines. In
 * tokens that are no punctuation; about 40 lines.
 */
const LEAST_CODE = 150;

/**
 * So much is enough when all of the target's code is there, token for token:
 * chance does not repeat eight lines with all their names.
 */
const LEAST_EXACT_CODE = 40;

/**
 * From here on most of the suspect is the target. A loader of a few hundred
 * lines in a small module leaves more than this; another project with the same
 * purpose, or the same interface, stays far below.
 */
const NEAR_COPY_SHARE = 0.7;

/**
 * Whoever holds nearly all of the target is a copy of it too, as long as that
 * is no small part of a larger work: code that was added to hide it must not.
 */
const NEAR_COPY_COVERED = 0.9;
const LEAST_SHARE_WHEN_COVERED = 0.25;

/**
 * Compares a suspect with a target. Linear in both but for sorting paths.
 *
 * Counted is Go code of which programs are built. What the *target* marks as
 * generated or keeps as somebody else's counts on neither side. The suspect's
 * own marks are its author's word: they keep a file out of the sum unless most
 * of it is the target's. Where there is too little of it, tests are counted as well.
 */
export function likenessOf(suspect: Fingerprint, target: Fingerprint): Likeness {
  const built = shares(suspect, target, new Set());
  const isEnough = built.weight >= LEAST_CODE && built.targetWeight >= LEAST_CODE;
  const found = isEnough ? built : shares(suspect, target, new Set<Apart>(['test']));
  const { share, covered } = found;
  const needed = covered === 1 ? LEAST_EXACT_CODE : LEAST_CODE;
  const isComparable = found.weight >= needed && found.targetWeight >= needed;
  const reason = isComparable
    ? null
    : isUnread(suspect) || isUnread(target)
      ? 'unreadable'
      : 'too-little-code';
  return {
    ...matchFiles(suspect, target),
    share,
    covered,
    isComparable,
    isNearCopy:
      isComparable &&
      (share >= NEAR_COPY_SHARE || (covered >= NEAR_COPY_COVERED && share >= LEAST_SHARE_WHEN_COVERED)),
    reason,
  };
}

interface Shares {
  readonly share: number;
  readonly covered: number;
  readonly weight: number;
  readonly targetWeight: number;
}

function shares(suspect: Fingerprint, target: Fingerprint, alsoCounted: ReadonlySet<Apart>): Shares {
  const counts = (file: FingerprintFile): boolean => file.apart === null || alsoCounted.has(file.apart);
  const inSuspect = { found: 0, total: 0 };
  for (const file of suspect.files) {
    const { found, total } = weighFile(file, (piece) => {
      const holder = target.holders.get(piece);
      return holder === undefined
        ? 'missing'
        : counts(target.files[holder] as FingerprintFile)
          ? 'found'
          : 'apart';
    });
    // Code that is set apart counts where most of it is the target's: the mark is then all that is new.
    if (!counts(file) && found < LEAST_SHARE_OF_APART * total) continue;
    inSuspect.found += found;
    inSuspect.total += total;
  }
  const inTarget = { found: 0, total: 0 };
  for (const file of target.files) {
    if (!counts(file)) continue;
    const { found, total } = weighFile(file, (piece) => (suspect.holders.has(piece) ? 'found' : 'missing'));
    inTarget.found += found;
    inTarget.total += total;
  }
  return {
    share: inSuspect.total === 0 ? 0 : inSuspect.found / inSuspect.total,
    covered: inTarget.total === 0 ? 0 : inTarget.found / inTarget.total,
    weight: inSuspect.total,
    targetWeight: inTarget.total,
  };
}

const LEAST_SHARE_OF_APART = 0.5;

/** Weighs a file's pieces; what the other module sets apart is left out. */
function weighFile(
  { statements }: FingerprintFile,
  judge: (piece: number) => 'found' | 'missing' | 'apart',
): { readonly found: number; readonly total: number } {
  let [found, total] = [0, 0];
  if (statements === null) return { found, total };
  for (const [index, piece] of statements.pieces.entries()) {
    const verdict = judge(piece);
    if (verdict === 'apart') continue;
    const weight = statements.weights[index] as number;
    total += weight;
    if (verdict === 'found') found += weight;
  }
  return { found, total };
}

/** Whether there is Go code that could not be read. Of tests that need not be read nothing is known. */
function isUnread(fingerprint: Fingerprint): boolean {
  return fingerprint.files.some(
    ({ path, kind, statements }) => path.endsWith('.go') && kind !== 'go-test' && statements === null,
  );
}
