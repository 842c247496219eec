import { parseKnownModules } from '../../../server/src/typosquat/index.ts';
import { describe, expect, test } from '../../kit.ts';

describe('parseKnownModules', () => {
  test('reads date, paths and weights', () => {
    const text = '# Known.\n# date: 2031-04\n# sources: x 2\nexample.com/a 12\ngithub.com/ann/b/v2\n';
    expect(parseKnownModules(text)).toEqual({
      date: '2031-04',
      modules: [
        { path: 'example.com/a', weight: 12 },
        { path: 'github.com/ann/b/v2', weight: 0 },
      ],
      problems: [],
    });
  });

  test('takes a day, CRLF, empty lines and a missing last line end', () => {
    const corpus = parseKnownModules('# date: 2031-04-09\r\n\r\nexample.com/a 1\r\nexample.com/b');
    expect(corpus.date).toBe('2031-04-09');
    expect(corpus.modules.map((module) => module.path)).toEqual(['example.com/a', 'example.com/b']);
    expect(corpus.problems).toEqual([]);
  });

  test.each([
    ['no host', 'fmt 3'],
    ['dot behind the host only', 'cmd/go.x 3'],
    ['weight is no number', 'example.com/a many'],
    ['negative weight', 'example.com/a -1'],
    ['two blanks', 'example.com/a  1'],
    ['something behind the weight', 'example.com/a 1 x'],
    ['not ASCII', 'example.com/\u0430'],
    ['a tab', 'example.com/a\t1'],
    ['weight beyond counting', 'example.com/a 1234567890'],
    ['longer than any path', `example.com/${'a'.repeat(2000)}`],
  ])('a bad line becomes a problem and the rest is read: %s', (_, line) => {
    const corpus = parseKnownModules(`example.com/x 1\n${line}\nexample.com/y 2\n`);
    expect(corpus.modules.map((module) => module.path)).toEqual(['example.com/x', 'example.com/y']);
    expect(corpus.problems).toEqual([{ line: 1, message: expect.stringMatching(/\.$/) }]);
  });

  test('an empty text has no date and no modules', () => {
    expect(parseKnownModules('')).toEqual({ date: '', modules: [], problems: [] });
  });

  test('problems are bounded', () => {
    expect(parseKnownModules('?\n'.repeat(5000)).problems).toHaveLength(100);
  });
});
