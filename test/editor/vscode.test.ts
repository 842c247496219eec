import { describe, expect, test } from '../kit.ts';
import { requirement } from '../requirement.ts';
import { hostsOf } from './browser.ts';
import { checkFindings } from './checks/findings.ts';
import { editorSession } from './session.ts';
import { QUIET } from './settings.ts';

const editor = requirement('editor');

for (const name of ['newest', 'oldest'] as const) {
  describe.skipIf(editor.skip)(`the ${name} VS Code (${editor.reason})`, () => {
    const session = editorSession(name, QUIET);
    checkFindings(session);

    test('asked nobody but its own server', () => {
      const { browser, server } = session();
      expect(hostsOf(browser.requests)).toEqual([new URL(server.url).host]);
    });
  });
}
