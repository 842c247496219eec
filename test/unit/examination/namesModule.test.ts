import { namesModule } from '../../../server/src/examination/namesModule.ts';
import { describe, expect, test } from '../../kit.ts';

const PATH = 'example.com/owner/name';

describe('a text names a module', () => {
  test.each([
    `use ${PATH} instead`,
    `use ${PATH}.`,
    `${PATH}`,
    `see https://${PATH}`,
    `moved to "${PATH}/v2"`,
    `(${PATH})`,
    `use ${PATH}, not this`,
    `${PATH}/`,
    `not ${PATH}s but ${PATH}`,
  ])('%s', (text) => {
    expect(namesModule(text, PATH)).toBe(true);
  });
});

describe('a text does not name a module', () => {
  test.each([
    '',
    'use something else',
    `use ${PATH}s`,
    `use ${PATH}-go`,
    `use ${PATH}.git.example`,
    `use ${PATH}/sub`,
    `use my${PATH}`,
    `use other.example/${PATH}`,
  ])('%s', (text) => {
    expect(namesModule(text, PATH)).toBe(false);
  });

  test('that has no path', () => {
    expect(namesModule('anything', '')).toBe(false);
  });

  test('in a text of ten million characters, in time', () => {
    expect(namesModule(`${PATH}s `.repeat(400_000), PATH)).toBe(false);
  });
});
