import { type NewestGoMod, noticeOf, readNewestGoMod } from '../../../server/src/examination/newestGoMod.ts';
import type { NoticeFact } from '../../../server/src/verdict/index.ts';
import { describe, expect, test } from '../../kit.ts';

const PATH = 'some.example/a';
const said = (rest: string, version: string, path = PATH): NoticeFact =>
  noticeOf({ path, version }, readNewestGoMod('v1.9.0', `module ${PATH}\n\ngo 1.21\n\n${rest}\n`));
const isRetracted = (rest: string, version: string): boolean => {
  const notice = said(rest, version);
  return notice.state === 'given' && notice.retracted.length > 0;
};

describe('the newest go.mod', () => {
  test.each([
    ['retract v1.0.0', 'v1.0.0', true],
    ['retract v1.0.0', 'v1.0.1', false],
    ['retract v1.0.0', 'v1.0.0+incompatible', true],
    ['retract [v1.0.0, v1.2.0]', 'v1.2.0', true],
    ['retract [v1.0.0, v1.2.0]', 'v1.2.1', false],
    ['retract [v1.0.0, v1.2.0]', 'v1.1.0-rc.1', true],
    ['retract [v0.0.0, v1.2.0]', 'v0.0.0-20200101000000-aaaaaaaaaaaa', false],
    ['retract [v0.0.0-0, v1.2.0]', 'v0.0.0-20200101000000-aaaaaaaaaaaa', true],
    ['retract [v1.0.0, v1.2.0]', 'v1.1.1-0.20200101000000-aaaaaaaaaaaa', true],
    ['retract v1.9.0', 'v1.9.0', true],
    ['retract [v1.2.0, v1.0.0]', 'v1.1.0', false],
  ])('with %s: %s is retracted: %s', (rest, version, expected) => {
    expect(isRetracted(rest, version)).toBe(expected);
  });

  test('gives the reasons of all that hold, three at the most, and the version that says so', () => {
    const rest =
      'retract (\n\tv1.0.0 // It loses data.\n\t[v0.9.0, v1.1.0]\n\tv1.0.0\n\t[v1.0.0, v2.0.0] // More.\n)';
    expect(said(rest, 'v1.0.0')).toEqual({
      state: 'given',
      newest: 'v1.9.0',
      retracted: [
        { low: 'v1.0.0', high: 'v1.0.0', rationale: 'It loses data.' },
        { low: 'v0.9.0', high: 'v1.1.0', rationale: '' },
        { low: 'v1.0.0', high: 'v1.0.0', rationale: '' },
      ],
      deprecated: null,
    });
  });

  test('gives the deprecation, for every version', () => {
    const goMod = readNewestGoMod('v1.9.0', `// Deprecated: use b.example/b.\nmodule ${PATH}\n`);
    expect(noticeOf({ path: PATH, version: 'v0.1.0' }, goMod)).toMatchObject({
      state: 'given',
      retracted: [],
      deprecated: 'use b.example/b.',
    });
  });

  test('says nothing of note', () => {
    expect(said('', 'v1.0.0')).toEqual({ state: 'none', newest: 'v1.9.0' });
  });

  test('of another module says nothing of this one', () => {
    expect(said('retract v1.0.0', 'v1.0.0', 'fork.example/a')).toMatchObject({ state: 'not-applicable' });
  });

  test.each(['module', 'module a b c', 'retract [v1.0.0', '<html>', 'module "', '\0'])(
    '%j cannot be read, and that is no good news',
    (text) => {
      expect(readNewestGoMod('v1.9.0', text)).toMatchObject({
        state: 'undetermined',
        reason: 'mirror-malformed',
      });
    },
  );

  test('that is hostile is cut and read in bounded time', () => {
    const long = 'x'.repeat(1_000_000);
    const rows = '\t[v0.0.0, v9.0.0]\n'.repeat(100_000);
    const text = `// Deprecated: ${long}\nmodule ${PATH}\n\nretract v1.0.0 // ${long}\nretract v${long}\nretract (\n${rows})\n`;
    const read = readNewestGoMod('v1.9.0', text) as NewestGoMod;
    expect(JSON.stringify(read).length).toBeLessThan(1_000_000);
    expect(read.deprecated.length).toBeLessThan(500);
    expect(noticeOf({ path: PATH, version: 'v1.0.0' }, read)).toMatchObject({ state: 'given' });
  });
});
