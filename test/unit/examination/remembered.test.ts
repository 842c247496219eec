import { MemoryStore } from '../../../server/src/adapters/index.ts';
import { CircumstancesStore } from '../../../server/src/examination/circumstancesStore.ts';
import { isLikenessSettled, readContents } from '../../../server/src/examination/copyContents.ts';
import type { LikenessExamination } from '../../../server/src/examination/likenessExamination.ts';
import type { ModuleCopy } from '../../../server/src/examination/moduleCopy.ts';
import type { Question } from '../../../server/src/examination/question.ts';
import type { StoredVerdict } from '../../../server/src/examination/verdictStore.ts';
import type { Circumstances, LikenessFact } from '../../../server/src/verdict/index.ts';
import { notApplicable, undetermined } from '../../../server/src/verdict/index.ts';
import { describe, expect, test } from '../../kit.ts';

const MODULE = { path: 'example.com/some/thing', version: 'v1.0.0' };
const TARGET = 'example.com/known/thing';
const UNLIKE: LikenessFact = { state: 'unlike', target: { path: TARGET, version: 'v1.0.0' }, share: 0 };

function isSettled(
  resembles: Question['resembles'],
  likeness: LikenessFact,
  resembled: string | null,
): boolean {
  const question = {
    module: MODULE,
    expected: new Set<string>(),
    ...(resembles === undefined ? {} : { resembles }),
  };
  return isLikenessSettled(question, { likeness, resembled } as StoredVerdict);
}

const LIKE = { target: TARGET, isSuspect: true };

describe('what a stored verdict says of likeness', () => {
  test('holds for the same resemblance and for nobody who asks for none', () => {
    expect(isSettled(LIKE, UNLIKE, TARGET)).toBe(true);
    expect(isSettled(undefined, UNLIKE, TARGET)).toBe(true);
    expect(isSettled(null, notApplicable('nothing'), null)).toBe(true);
  });

  test('does not hold when the name resembles another module now, or one for the first time', () => {
    expect(isSettled({ ...LIKE, target: 'example.com/other/thing' }, UNLIKE, TARGET)).toBe(false);
    expect(isSettled(LIKE, notApplicable('nothing'), null)).toBe(false);
    expect(isSettled(null, UNLIKE, TARGET)).toBe(false);
  });

  test.each([
    ['offline', false],
    ['mirror-unreachable', false],
    ['not-examined', false],
    ['too-little-code', true],
    ['not-at-mirror', true],
  ] as const)('that is undetermined for %s: settled is %s', (reason, settled) => {
    expect(isSettled(LIKE, { ...undetermined(reason), target: TARGET }, TARGET)).toBe(settled);
  });
});

test('a module of a known publisher is compared with nobody', async () => {
  const others = { compare: () => Promise.reject(new Error('compared')) } as unknown as LikenessExamination;
  const zip = { module: MODULE, files: [] };
  const question = { module: MODULE, expected: new Set<string>(), resembles: LIKE };
  const copy = { zip } as unknown as ModuleCopy;
  const { likeness } = await readContents({ ...question, isKnown: true }, copy, others);
  expect(likeness).toEqual(notApplicable('its publisher is known'));
  await expect(readContents(question, copy, others)).rejects.toThrow('compared');
});

describe('what is known of a suspect', () => {
  const DAY = 24 * 3600 * 1000;
  const WHOLE: Circumstances = { versions: 2, importers: { direct: 1, all: 1 }, acknowledged: null };

  async function readAfter(days: number, circumstances: Circumstances, target = TARGET): Promise<unknown> {
    let now = 100 * DAY;
    const store = new CircumstancesStore(
      new MemoryStore(1 << 20),
      { now: () => now },
      'https://mirror.example',
    );
    await store.write(MODULE, TARGET, circumstances);
    now += days * DAY;
    return store.read(MODULE, target);
  }

  test('is remembered for a week, and for a day where something was not learnt', async () => {
    expect(await readAfter(6, WHOLE)).toEqual(WHOLE);
    expect(await readAfter(8, WHOLE)).toBeNull();
    const partial = { ...WHOLE, importers: null };
    expect(await readAfter(0.5, partial)).toEqual(partial);
    expect(await readAfter(2, partial)).toBeNull();
  });

  test('is not believed from the future, nor beside another module', async () => {
    expect(await readAfter(-1, WHOLE)).toBeNull();
    expect(await readAfter(1, WHOLE, 'example.com/other/thing')).toBeNull();
  });
});
