import { namesRepositoryOf } from '../../../server/src/typosquat/index.ts';
import { describe, expect, test } from '../../kit.ts';

const PATH = 'example.com/owner/name';
const ON_A_HOST_OF_MANY = 'github.com/Owner/Name';

describe('a text names a repository', () => {
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
    expect(namesRepositoryOf(PATH, text)).toBe(true);
  });

  test('by another of its modules, and in other letter case where the host minds none', () => {
    expect(namesRepositoryOf(ON_A_HOST_OF_MANY, 'use github.com/owner/name/sub/v3')).toBe(true);
    expect(namesRepositoryOf(`${ON_A_HOST_OF_MANY}/v2`, 'use github.com/Owner/Name')).toBe(true);
  });
});

describe('a text does not name a repository', () => {
  test.each([
    '',
    'use something else',
    `use ${PATH}s`,
    `use ${PATH}-go`,
    `use ${PATH}.git.example`,
    `use my${PATH}`,
    `use other.example/${PATH}`,
    'use owner/name',
  ])('%s', (text) => {
    expect(namesRepositoryOf(PATH, text)).toBe(false);
  });

  test('in a text of ten million characters, of which the first are read', () => {
    expect(namesRepositoryOf(PATH, `${PATH}s `.repeat(400_000))).toBe(false);
    expect(namesRepositoryOf(PATH, `${'x '.repeat(5_000_000)}${PATH}`)).toBe(false);
  });
});
