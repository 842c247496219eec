import { NameJudge, observedInFile, readGoMod } from '../../../server/src/audit/index.ts';
import { type GoSettings, resolveGoSettings } from '../../../server/src/goenv/index.ts';
import { KnownSettings } from '../../../server/src/lsp/goSettings.ts';
import { DEFAULT_POLICY } from '../../../server/src/policy/index.ts';
import { buildIndex } from '../../../server/src/typosquat/index.ts';
import { describe, expect, test } from '../../kit.ts';

const settingsOf = (environment: Record<string, string>): GoSettings =>
  resolveGoSettings({ environment, userFile: new Map(), gorootFile: new Map(), platform: 'linux' });

describe('the go settings that an editor knows', () => {
  test('are null until they were read, and told when they are others', async () => {
    let values: Record<string, string> = { GOSUMDB: 'off' };
    let told = 0;
    const known = new KnownSettings(
      async () => settingsOf(values),
      () => void told++,
    );
    expect(known.now).toBeNull();
    await known.refresh();
    const first = known.now;
    expect(first?.GOSUMDB.value).toBe('off');
    await known.refresh();
    expect([known.now === first, told]).toEqual([true, 1]);
    values = {};
    await known.refresh();
    expect([known.now?.GOSUMDB.source, told]).toEqual(['default', 2]);
  });

  test('are those that were asked for last, whichever come first', async () => {
    const answers: ((settings: GoSettings) => void)[] = [];
    const known = new KnownSettings(
      () => new Promise((resolve) => void answers.push(resolve)),
      () => undefined,
    );
    const both = [known.refresh(), known.refresh()];
    answers[1]?.(settingsOf({ GOSUMDB: 'off' }));
    answers[0]?.(settingsOf({}));
    await Promise.all(both);
    expect(known.now?.GOSUMDB.value).toBe('off');
  });

  test('that cannot be read are none', async () => {
    const known = new KnownSettings(
      () => Promise.reject(new Error('no file system at all')),
      () => undefined,
    );
    await known.refresh();
    expect(known.now).toBeNull();
  });
});

test('what settings switch off is worked out once for them and for a list of known modules', () => {
  let looked = 0;
  class Counting extends NameJudge {
    override breadthOf(pattern: string): ReturnType<NameJudge['breadthOf']> {
      looked++;
      return super.breadthOf(pattern);
    }
  }
  const judge = (): NameJudge => new Counting(() => buildIndex([]));
  const names = judge();
  const settings = settingsOf({ GOPRIVATE: '*' });
  const told = (text: string, by: NameJudge): readonly string[] =>
    observedInFile(readGoMod('go.mod', '/', text, null), null, settings, by, DEFAULT_POLICY).map(
      ({ code }) => code,
    );
  for (const text of ['module a.example/a\n', 'module b.example/b\n', ''])
    expect(told(text, names)).toEqual(['environment/wide-pattern']);
  const once = looked;
  expect(once).toBeGreaterThan(0);
  expect(told('module a.example/a\n', names)).toHaveLength(1);
  expect(looked).toBe(once);
  told('module a.example/a\n', judge());
  expect(looked).toBe(2 * once);
  expect(observedInFile(readGoMod('go.mod', '/', '', null), null, null, names, DEFAULT_POLICY)).toEqual([]);
});
