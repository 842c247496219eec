import { loadKnownModules } from '../../../server/src/typosquat/index.ts';
import { describe, expect, test } from '../../kit.ts';

const NOW = Date.UTC(2032, 3, 30);

function corpus(head: readonly string[], lines: readonly string[] = ['example.com/a 12', 'example.com/b']) {
  return `${[...head, ...lines].join('\n')}\n`;
}

describe('loadKnownModules', () => {
  test('a whole and young corpus has no problem', () => {
    const loaded = loadKnownModules(corpus(['# date: 2031-04', '# modules: 2']), NOW);
    expect(loaded.problems).toEqual([]);
    expect(loaded.modules).toEqual([
      { path: 'example.com/a', weight: 12 },
      { path: 'example.com/b', weight: 0 },
    ]);
  });

  test.each([
    ['missing', null, 'There is no list of known modules. Names could not be determined'],
    ['empty', '', 'holds no module. Names could not be determined'],
    ['nothing but a head', '# date: 2031-04\n# modules: 0\n', 'holds no module'],
    ['another file', '\u0000\u0001PK', 'holds no module'],
  ])('%s: no module, and names could not be determined', (_, text, problem) => {
    const loaded = loadKnownModules(text, NOW);
    expect(loaded.modules).toEqual([]);
    expect(loaded.problems).toEqual([expect.stringContaining(problem)]);
  });

  test.each([
    [
      'cut short',
      ['# date: 2032-04', '# modules: 3'],
      'Of the 3 modules of the list of known modules, 2 could be read',
    ],
    ['without a count', ['# date: 2032-04'], 'does not say how many it has'],
    ['without a date', ['# modules: 2'], 'does not say of when it is'],
    [
      'of a month more than a year ago',
      ['# date: 2031-03', '# modules: 2'],
      'is of 2031-03, more than a year ago',
    ],
    [
      'of a day more than a year ago',
      ['# date: 2031-04-29', '# modules: 2'],
      'is of 2031-04-29, more than a year',
    ],
  ])('%s: the problem is told and the rest is read', (_, head, problem) => {
    const loaded = loadKnownModules(corpus(head), NOW);
    expect(loaded.modules).toHaveLength(2);
    expect(loaded.problems).toEqual([expect.stringContaining(problem)]);
  });

  test('the last day of a year is no year', () => {
    const loaded = loadKnownModules(corpus(['# date: 2031-05-01', '# modules: 2']), NOW);
    expect(loaded.problems).toEqual([]);
  });

  test('a damaged line is told with its number', () => {
    const text = corpus(['# date: 2032-04', '# modules: 2'], ['example.com/a 12', 'example.com/b many']);
    expect(loadKnownModules(text, NOW).problems).toEqual([
      expect.stringContaining('1 could be read'),
      'Line 4 of the list of known modules cannot be read.',
    ]);
  });

  test('every cut of a corpus is told', () => {
    const text = corpus(['# date: 2032-04', '# modules: 2'], ['example.com/a 12', 'example.com/bb 3']);
    for (let end = 0; end < text.length; end++) {
      expect(loadKnownModules(text.slice(0, end), NOW).problems, `cut at ${end}`).not.toEqual([]);
    }
  });
});
