import {
  allOf,
  fail,
  notApplicable,
  type Outcome,
  oneOf,
  pass,
  unknown,
} from '../../../server/src/gate/outcome.ts';
import { describe, expect, test } from '../../kit.ts';

const BY_LETTER: Readonly<Record<string, Outcome>> = {
  p: pass('good'),
  f: fail('bad'),
  u: unknown('open'),
  n: notApplicable('private'),
};
const LETTER_OF = { pass: 'p', fail: 'f', undetermined: 'u', 'not-applicable': 'n' } as const;

/** Each row: two outcomes, and what they come to. */
describe.each([
  [
    'all of them',
    allOf,
    [
      'pp p',
      'pf f',
      'pu u',
      'pn u',
      'fp f',
      'ff f',
      'fu f',
      'fn f',
      'up u',
      'uf f',
      'uu u',
      'un u',
      'np u',
      'nf f',
      'nu u',
      'nn n',
    ],
  ],
  [
    'one of them',
    oneOf,
    [
      'pp p',
      'pf p',
      'pu p',
      'pn p',
      'fp p',
      'ff f',
      'fu u',
      'fn u',
      'up p',
      'uf u',
      'uu u',
      'un u',
      'np p',
      'nf u',
      'nu u',
      'nn n',
    ],
  ],
] as const)('%s', (_, join, rows) => {
  test('sixteen rows are all that there are', () => {
    expect(new Set(rows.map((row) => row.slice(0, 2))).size).toBe(16);
  });

  test.each(rows)('%s', (row) => {
    const [first, second] = [...row].map((letter) => BY_LETTER[letter]);
    if (first === undefined || second === undefined) throw new Error(row);
    expect(LETTER_OF[join([first, second]).state]).toBe(row.at(-1));
  });
});

test('of nothing nothing is said', () => {
  expect(allOf([]).state).toBe('not-applicable');
  expect(oneOf([]).state).toBe('not-applicable');
});

test('every reason of the state that decides is told, each once, and no other', () => {
  expect(allOf([pass('a'), fail('b'), unknown('c'), fail('d'), fail('b')])).toEqual(fail('b, and d'));
  expect(oneOf([fail('a'), unknown('b'), unknown('c')])).toEqual(unknown('b, and c'));
});
