import { DEFAULT_SETTINGS, readSettings } from '../../../server/src/lsp/settings.ts';
import { describe, expect, test } from '../../kit.ts';

describe('settings', () => {
  test.each([undefined, null, {}, { other: 1 }])('that are missing have their defaults: %j', (section) => {
    expect(readSettings(section)).toEqual({ settings: DEFAULT_SETTINGS, problems: [] });
  });

  test.each([
    ['nested', { hover: { enabled: false }, concurrency: 3 }],
    ['under their full names', { 'hover.enabled': false, concurrency: 3 }],
  ])('are read %s', (_, section) => {
    const { settings, problems } = readSettings(section);
    expect(problems).toEqual([]);
    expect(settings.resource.hover).toBe(false);
    expect(settings.machine.concurrency).toBe(3);
  });

  test.each([
    ['network', 'off', 'modproof.network is "off", not "on" or "stored"; the default counts'],
    ['hover.enabled', 'yes', 'modproof.hover.enabled is "yes", not true or false; the default counts'],
    ['codeLens.enabled', 1, 'modproof.codeLens.enabled is 1, not true or false; the default counts'],
    [
      'inlayHints.enabled',
      [],
      'modproof.inlayHints.enabled is a list, not true or false; the default counts',
    ],
    [
      'goImports.enabled',
      {},
      'modproof.goImports.enabled is an object, not true or false; the default counts',
    ],
    ['concurrency', 0, 'modproof.concurrency is 0, not a whole number from 1 to 64; the default counts'],
    ['concurrency', 65, 'modproof.concurrency is 65, not a whole number from 1 to 64; the default counts'],
    ['concurrency', 1.5, 'modproof.concurrency is 1.5, not a whole number from 1 to 64; the default counts'],
    [
      'environment',
      { A: 1 },
      'modproof.environment is an object, not an object of texts; the default counts',
    ],
    ['environment', 'A=1', 'modproof.environment is "A=1", not an object of texts; the default counts'],
    ['cacheDirectory', false, 'modproof.cacheDirectory is false, not a text; the default counts'],
    ['knownModules', 7, 'modproof.knownModules is 7, not a text; the default counts'],
  ])('of the wrong type are told and have their defaults: %s', (name, value, problem) => {
    const nested = name.split('.').reduceRight<unknown>((inside, part) => ({ [part]: inside }), value);
    const { settings, problems } = readSettings(nested);
    expect(problems).toEqual([problem]);
    expect(settings).toEqual(DEFAULT_SETTINGS);
  });

  test('one of the wrong type leaves the others as they are', () => {
    const { settings, problems } = readSettings({ network: 4, concurrency: 2 });
    expect(problems).toHaveLength(1);
    expect(settings.machine.concurrency).toBe(2);
  });

  test.each([['text'], [3], [[1]]])('that are no object at all are told: %j', (section) => {
    const { settings, problems } = readSettings(section);
    expect(problems).toHaveLength(1);
    expect(settings).toEqual(DEFAULT_SETTINGS);
  });
});
