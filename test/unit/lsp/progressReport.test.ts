import { setImmediate as nextTurn } from 'node:timers/promises';
import { ProgressReport } from '../../../server/src/lsp/progressReport.ts';
import { FakeEditor } from '../../fake/editor.ts';
import { describe, expect, test } from '../../kit.ts';

describe('how far asking has come', () => {
  test('is shown as a count, from the beginning to the end', async () => {
    const editor = new FakeEditor();
    const report = new ProgressReport(editor, () => undefined);
    report.report({ done: 0, total: 9 });
    await nextTurn();
    report.report({ done: 4, total: 9 });
    await nextTurn();
    expect(editor.shown.map(({ title, messages, hasEnded }) => [title, messages, hasEnded])).toEqual([
      ['Modproof', ['0 of 9 modules', '4 of 9 modules'], false],
    ]);
    expect(report.now).toEqual({ done: 4, total: 9 });
    report.report({ done: 9, total: 9 });
    await nextTurn();
    expect(editor.shown[0]?.hasEnded).toBe(true);
    expect(report.now).toEqual({ done: 0, total: 0 });
  });

  test('is not shown for a few, which are done before anybody has read it', async () => {
    const editor = new FakeEditor();
    new ProgressReport(editor, () => undefined).report({ done: 0, total: 3 });
    await nextTurn();
    expect(editor.shown).toEqual([]);
  });

  test('is shown anew for what comes later', async () => {
    const editor = new FakeEditor();
    const report = new ProgressReport(editor, () => undefined);
    for (const done of [0, 5, 0, 5]) report.report({ done, total: 5 });
    await nextTurn();
    expect(editor.shown.map(({ hasEnded }) => hasEnded)).toEqual([true, true]);
  });

  test('can be cancelled where it is shown', async () => {
    const editor = new FakeEditor();
    let cancelled = 0;
    const report = new ProgressReport(editor, () => void cancelled++);
    report.report({ done: 0, total: 9 });
    await nextTurn();
    editor.shown[0]?.cancel();
    expect(cancelled).toBe(1);
  });
});
