import { withShortPaths } from '../../../server/src/lsp/shortPaths.ts';
import { describe, expect, test } from '../../kit.ts';
import { resultOf } from '../report/results.ts';

const RESULT = (() => {
  const result = resultOf(20);
  const long = (path: string): string => `/home/gopher/app/${path}`;
  return {
    ...result,
    files: result.files.map((file) => ({ ...file, path: long(file.path) })),
    modules: result.modules.map((one) => ({ ...one, requiredBy: one.requiredBy.map(long) })),
    findings: result.findings.map((one) =>
      one.location === null ? one : { ...one, location: { ...one.location, path: long(one.location.path) } },
    ),
    problems: [{ path: '/elsewhere/go.mod', span: null, message: 'There is no such file.' }],
  };
})();

describe('a report of a workspace', () => {
  test('names files from its folder', () => {
    const { result, original } = withShortPaths(RESULT, ['/home/gopher/app']);
    expect(result.files.map(({ path }) => path)).toEqual(['go.mod']);
    expect(new Set(result.findings.map(({ location }) => location?.path))).toEqual(new Set(['go.mod']));
    expect(new Set(result.modules.flatMap(({ requiredBy }) => requiredBy))).toEqual(new Set(['go.mod']));
    expect(original('go.mod')).toBe('/home/gopher/app/go.mod');
  });

  test('puts the folder in front where there are several', () => {
    const { result } = withShortPaths(RESULT, ['/home/gopher/app', '/home/gopher/other']);
    expect(result.files.map(({ path }) => path)).toEqual(['app/go.mod']);
  });

  test('leaves what lies elsewhere', () => {
    const { result, original } = withShortPaths(RESULT, ['/home/gopher/app']);
    expect(result.problems.map(({ path }) => path)).toEqual(['/elsewhere/go.mod']);
    expect(original('/elsewhere/go.mod')).toBe('/elsewhere/go.mod');
    // A folder whose name only begins the same is another one.
    expect(withShortPaths(RESULT, ['/home/gopher/ap']).result.files[0]?.path).toBe('/home/gopher/app/go.mod');
  });
});
