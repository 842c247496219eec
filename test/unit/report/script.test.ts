import { runInNewContext } from 'node:vm';
import { PAGE_SCRIPT } from '../../../server/src/report/html/script.ts';
import { describe, expect, test } from '../../kit.ts';

/** Runs the page's script where there is nothing but a document without elements, and gives what it did. */
function runScript(globals: object = {}): {
  readonly classes: readonly string[];
  readonly heard: readonly string[];
} {
  const classes: string[] = [];
  const heard: string[] = [];
  const document = {
    body: { classList: { add: (name: string) => classes.push(name) } },
    querySelector: () => null,
    querySelectorAll: () => [],
    addEventListener: (type: string) => heard.push(type),
  };
  runInNewContext(PAGE_SCRIPT, { document, ...globals });
  return { classes, heard };
}

describe("the page's script", () => {
  test('names nothing outside of itself and listens on the document alone', () => {
    const { classes, heard } = runScript();
    expect(classes).toEqual(['scripted']);
    expect(heard).toEqual(['click', 'keydown', 'focusin', 'mouseover', 'scroll']);
  });

  test('knows an editor by its function', () => {
    expect(runScript({ acquireVsCodeApi: () => ({ postMessage: () => undefined }) }).classes).toEqual([
      'scripted',
      'in-editor',
    ]);
  });

  test('ends nowhere before its own end', () => {
    expect(PAGE_SCRIPT).not.toMatch(/<[/!]/);
  });
});
