import { NameJudge } from '../../../server/src/audit/index.ts';
import { buildIndex, judgeName, rehearse } from '../../../server/src/typosquat/index.ts';
import { expect, test } from '../../kit.ts';

const MODULES = Array.from({ length: 1000 }, (_, index) => ({
  path: `github.com/owner-${index}/thing-${index}`,
  weight: 30,
}));

test('a rehearsal ends after some hundred names, in steps, and changes no verdict', () => {
  const index = buildIndex(MODULES);
  const paths = ['github.com/owner-7/thing-7', 'github.com/ovner-7/thing-7', 'github.com/nobody/nothing'];
  const before = paths.map((path) => judgeName(path, index));
  const steps = [...rehearse(index)];
  expect(steps.length).toBeGreaterThan(10);
  expect(steps.length).toBeLessThan(100);
  expect(paths.map((path) => judgeName(path, index))).toEqual(before);
  expect(before.map(({ state }) => state)).toEqual(['known', 'suspect', 'unremarkable']);
});

test('with no modules there is nothing to rehearse', () => {
  expect([...new NameJudge(() => buildIndex([])).rehearse()]).toEqual([]);
});
