import {
  copyGains,
  fingerprintOf,
  type Likeness,
  likenessOf,
  likenessPhrase,
} from '../../../server/src/likeness/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { COPY, changed, LOADER, moduleOf, ORIGINAL, TIDEWATCH } from './tidewatch.ts';

const target = moduleOf(ORIGINAL, TIDEWATCH);
const renamed = changed(TIDEWATCH, (text) => text.replaceAll(ORIGINAL, COPY));

function gained(files: Readonly<Record<string, string>>): {
  likeness: Likeness;
  gains: NonNullable<ReturnType<typeof copyGains>>;
} {
  const suspect = moduleOf(COPY, files);
  const likeness = likenessOf(fingerprintOf(suspect), fingerprintOf(target));
  const gains = copyGains(suspect, target, likeness);
  if (gains === null) throw new Error('the gains could not be told');
  return { likeness, gains };
}

describe('what a copy gains', () => {
  test('a loader shows as what it touches, and that it runs on import', () => {
    const { likeness, gains } = gained({ ...renamed, 'zz.go': LOADER });
    expect(gains.capabilities).toEqual(expect.arrayContaining(['network', 'process']));
    expect(gains.runsOnImport).toMatchObject([{ kind: 'init', file: 'zz.go' }]);
    expect(likenessPhrase(likeness, ORIGINAL, gains)).toMatch(
      /^\d\d % of its Go code is github\.com\/harbourmaster\/tidewatch; 1 file is added; gained: network, process, init$/,
    );
  });

  test('a copy without anything new gains nothing', () => {
    const { likeness, gains } = gained(renamed);
    expect(gains).toMatchObject({
      capabilities: [],
      initAdded: false,
      imports: [],
      functions: [],
      unreadable: [],
    });
    expect(likenessPhrase(likeness, ORIGINAL, gains)).toBe(
      `100 % of its Go code is ${ORIGINAL}; no source file differs; gained nothing of weight`,
    );
  });

  test('a function that was moved with its file is no gain', () => {
    const { gains } = gained(
      changed(
        renamed,
        (text) => text.replace('return best', 'best.Hour++\n\treturn best'),
        (path) => path.replace(/^tide\.go$/, 'flood.go'),
      ),
    );
    expect(gains).toMatchObject({ functions: [], imports: [], capabilities: [], unreadable: [] });
    expect(gains.files).toContainEqual(expect.objectContaining({ path: 'flood.go', status: 'changed' }));
  });

  test('a file that was swapped for an unreadable one is named', () => {
    const { gains } = gained({ ...renamed, 'tide.go': 'package tidewatch\nvar x = "\u0000' });
    expect(gains.unreadable).toEqual(['tide.go']);
  });

  test('too many differing files are not looked into', () => {
    const paths = Array.from({ length: 5001 }, (_, i) => `${i}.txt`);
    const likeness = { changed: [], added: paths, missing: [], counterparts: new Map() };
    expect(copyGains(moduleOf(COPY, {}), target, likeness)).toBeNull();
  });
});

describe('the phrase', () => {
  const { likeness } = gained({ ...renamed, 'zz.go': LOADER });

  test('says what could not be told', () => {
    expect(likenessPhrase(likeness, ORIGINAL, null)).toMatch(/; what it gained could not be told$/);
    const incomparable = { ...likeness, isComparable: false, reason: 'unreadable' as const };
    expect(likenessPhrase(incomparable, ORIGINAL, null)).toBe(
      `could not be compared with ${ORIGINAL}: its Go code could not be read`,
    );
  });

  test('never rounds a difference away', () => {
    expect(likenessPhrase({ ...likeness, share: 0.9999 }, ORIGINAL, null)).toMatch(/^99 % /);
  });
});
