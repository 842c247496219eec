import { FINDING_CODES } from '../../server/src/finding/index.ts';
import { describe, expect, test } from '../kit.ts';
import { checkDoors, checkNames } from './doors.ts';
import { checkFindingPages } from './findingPages.ts';
import { ROOMS } from './layers.ts';
import { checkLockFile, type LockedPackages } from './lockFile.ts';
import { checkSizes, LONG_FILES } from './sizes.ts';
import { projectFiles, projectPaths } from './tree.ts';
import { checkWords } from './words.ts';

const paths = projectPaths();
const files = projectFiles(() => true);

describe('the order of this project', () => {
  test('no file of code is too long', () => {
    expect(checkSizes(files, LONG_FILES)).toEqual([]);
  });

  test('every room says at its door what it is', () => {
    const built = Object.keys(ROOMS).filter((room) =>
      paths.some((path) => path.startsWith(`server/src/${room}/`)),
    );
    expect(checkDoors(files, built)).toEqual([]);
  });

  test('every name says what is inside', () => {
    expect(checkNames(paths)).toEqual([]);
  });

  test('every finding code has its page, and every page its code', () => {
    expect(checkFindingPages(FINDING_CODES, paths)).toEqual([]);
  });

  test('no file holds what does not belong into the project', () => {
    expect(checkWords(files)).toEqual([]);
  });
});

describe('the lock file', () => {
  test('names all that npm ci looks for', () => {
    const { packages } = JSON.parse(files.get('package-lock.json') ?? '') as { packages: LockedPackages };
    expect(Object.keys(packages).length).toBeGreaterThan(50);
    expect(checkLockFile(packages)).toEqual([]);
  });

  const sound: LockedPackages = {
    '': { dependencies: { a: '1.0.0' } },
    'node_modules/a': { integrity: 'sha512-a', dependencies: { b: '1' }, optionalDependencies: { c: '1' } },
    'node_modules/a/node_modules/b': { integrity: 'sha512-b', dependencies: { c: '1' } },
    'node_modules/c': { dev: true, optional: true, os: ['win32'] },
  };

  test('may leave out the hash of a tool for another system alone', () => {
    expect(checkLockFile(sound)).toEqual([]);
    expect(checkLockFile({ ...sound, 'node_modules/c': { optional: true, os: ['win32'] } })).toEqual([
      'node_modules/c has no hash',
    ]);
    expect(checkLockFile({ ...sound, 'node_modules/c': { dev: true, optional: true } })).toEqual([
      'node_modules/c has no hash',
    ]);
  });

  test('must not leave out a package', () => {
    const { 'node_modules/c': _, ...withoutC } = sound;
    expect(checkLockFile(withoutC)).toEqual([
      'node_modules/a needs c, which has no entry',
      'node_modules/a/node_modules/b needs c, which has no entry',
    ]);
  });
});

describe('planted violations are found', () => {
  const lines = (count: number): string => 'x;\n'.repeat(count);

  test('a long file', () => {
    expect(checkSizes(new Map([['server/src/a.ts', lines(401)]]), {})).toEqual([
      'server/src/a.ts has 401 lines',
    ]);
    expect(checkSizes(new Map([['server/src/a.ts', lines(400)]]), {})).toEqual([]);
    expect(checkSizes(new Map([['server/src/a.ts', lines(401)]]), { 'server/src/a.ts': 'A table.' })).toEqual(
      [],
    );
  });

  test('an exception that nobody needs', () => {
    expect(checkSizes(new Map([['a.ts', lines(2)]]), { 'a.ts': 'A table.' })).toHaveLength(1);
    expect(checkSizes(new Map(), { 'a.ts': 'A table.' })).toHaveLength(1);
    expect(checkSizes(new Map([['a.ts', lines(500)]]), { 'a.ts': ' ' })).toHaveLength(1);
  });

  test('a door without a comment, and no door', () => {
    const door = (text: string): string[] =>
      checkDoors(new Map([['server/src/zip/index.ts', text]]), ['zip']);
    expect(door('/**\n * zip: reads zips.\n */\n')).toEqual([]);
    expect(door('/**\n * Z ip: reads zips.\n */\n')).toEqual([]);
    expect(door(`export * from './a.ts';`)).toHaveLength(1);
    expect(door('// zip: reads zips.\n')).toHaveLength(1);
    expect(door('/**\n * Reads zips.\n */\n')).toHaveLength(1);
    expect(checkDoors(new Map(), ['zip'])).toEqual(['zip has no index.ts']);
  });

  test.each(['utils', 'helpers', 'common', 'types', 'misc'])('a room named %s', (name) => {
    expect(checkNames([`server/src/${name}/a.ts`, 'server/src/zip/a.ts'])).toHaveLength(1);
    expect(checkNames([`server/src/zip/${name}.ts`])).toHaveLength(1);
  });

  test('a code without a page, and a page without a code', () => {
    const codes = ['squat/misspelling'];
    expect(
      checkFindingPages(codes, ['docs/findings/squat-misspelling.md', 'docs/findings/README.md']),
    ).toEqual([]);
    expect(checkFindingPages(codes, [])).toEqual([
      'squat/misspelling has no docs/findings/squat-misspelling.md',
    ]);
    expect(checkFindingPages([], ['docs/findings/old.md'])).toEqual([
      'docs/findings/old.md belongs to no finding code',
    ]);
  });

  // The words are put together here, so that this file holds none of them.
  test.each([
    ['docs/a.md', ['see ', 'work', 'main'].join('/'), 'a folder of one machine'],
    ['a.ts', `'${['', 'root', '.npmrc'].join('/')}'`, 'a folder of one machine'],
    ['a.md', `https://${['registry', 'npmjs', 'org'].join('.')}/x`, 'the host of a package registry'],
    ['a.md', `https://${['www', 'npmjs', 'com'].join('.')}/x`, 'the host of a package registry'],
    ['.npmrc', ['registry', 'https://mirror.example.test/'].join(' = '), 'the host of a package registry'],
    ['package-lock.json', `"resolved": ${'"https:'}//example.test/a.tgz"`, 'an address in the lock file'],
    ['server/src/a.ts', ['// TO', 'DO: later.'].join(''), 'an unfinished mark'],
    ['server/src/a.ts', ['// FIX', 'ME'].join(''), 'an unfinished mark'],
    ['test/a.test.ts', ['test', `only('x')`].join('.'), 'a test that silences the others'],
  ])('%s: %s', (path, text, what) => {
    expect(checkWords(new Map([[path, `first\n${text}\n`]]))).toEqual([
      expect.stringContaining(`${path}:2 holds ${what}`),
    ]);
  });

  test.each([
    ['a.ts', `import x from '../work/x.ts'; const url = 'https://example.test/work/x';`],
    ['a.ts', 'const half = total /work/ 2;'],
    ['server/data/known-modules.txt', ['example.test/TO', 'DO'].join('')],
    ['server/src/a.ts', ['set', 'only(this);'].join('.')],
    ['a.md', 'todo lists, hacks and npm ci'],
  ])('%s may say %s', (path, text) => {
    expect(checkWords(new Map([[path, text]]))).toEqual([]);
  });
});
