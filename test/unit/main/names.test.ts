import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readNames } from '../../../server/src/main/names.ts';
import { afterEach, beforeEach, describe, expect, test } from '../../kit.ts';

const NOW = Date.UTC(2031, 4, 1);
const SUSPECT = 'github.com/hegdehog/burrow';

describe('readNames', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'modproof-names-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function withCorpus(text: string) {
    writeFileSync(join(folder, 'known-modules.txt'), text);
    return readNames(folder, NOW, undefined);
  }

  test('judges by the corpus that lies in the folder', () => {
    const names = withCorpus('# date: 2031-04\n# modules: 1\ngithub.com/hedgehog/burrow 9\n');
    expect(names.problems).toEqual([]);
    expect(names.judge(SUSPECT)).toMatchObject({ state: 'suspect', targetWeight: 9 });
  });

  test('without a corpus nothing is thrown, nothing is known or suspect, and the reason is told', () => {
    const names = readNames(folder, NOW, undefined);
    expect(names.judge(SUSPECT)).toEqual({ state: 'unremarkable' });
    expect(names.problems).toEqual([expect.stringContaining('Names could not be determined')]);
  });

  test('what is left of a damaged corpus is used, and the damage is told', () => {
    const names = withCorpus('# date: 2031-04\n# modules: 7\ngithub.com/hedgehog/burrow 9\ngithub.com/weas');
    expect(names.judge(SUSPECT)).toMatchObject({ state: 'suspect' });
    expect(names.problems).toEqual([expect.stringContaining('Of the 7 modules')]);
  });
});
