import {
  type LikenessFact,
  notApplicable,
  type Reading,
  type Undetermined,
  type UndeterminedReason,
  undetermined,
} from '../verdict/index.ts';
import type { LikenessExamination } from './likenessExamination.ts';
import type { ModuleCopy } from './moduleCopy.ts';
import type { Question } from './question.ts';
import { readModule } from './reading.ts';
import type { StoredVerdict } from './verdictStore.ts';

/** What was learnt from the files of a copy. */
export interface CopyContents {
  readonly reading: Reading;
  readonly likeness: LikenessFact;
}

/** What the files of a copy show, alone and beside those of the modules that it may be a copy of. Rejects on cancellation alone. */
export async function readContents(
  { resembles, isKnown }: Question,
  { zip }: ModuleCopy,
  others: LikenessExamination,
): Promise<CopyContents> {
  const { reading, pointsAt } = readModule(zip);
  if (resembles === undefined) {
    return { reading, likeness: { ...undetermined('not-examined'), target: '' } };
  }
  if (isKnown === true) return { reading, likeness: notApplicable('its publisher is known') };
  const targets = [...(resembles === null ? [] : [resembles.target]), ...pointsAt];
  return { reading, likeness: await others.compare({ zip, behaviour: reading.behaviour, targets }) };
}

/** Nothing could be learnt from the files, for one reason. */
export function unreadContents(why: Undetermined): CopyContents {
  return { reading: { behaviour: why, identity: why }, likeness: { ...why, target: '' } };
}

/** Answers about likeness that hold as long as the zip is the same, though they settle nothing. */
const LASTING = new Set<UndeterminedReason>([
  'too-little-code',
  'zip-refused',
  'source-unread',
  'not-at-mirror',
]);

/** Whether a stored verdict tells what a comparison with the modules that are pointed at today would show. */
export function isLikenessSettled({ resembles }: Question, { likeness, resembled }: StoredVerdict): boolean {
  if (resembles === undefined) return true;
  if ((resembles?.target ?? null) !== resembled) return false;
  return likeness.state !== 'undetermined' || LASTING.has(likeness.reason);
}
