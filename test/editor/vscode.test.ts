import { describe, expect, test } from '../kit.ts';
import { requirement } from '../requirement.ts';
import { hostsOf } from './browser.ts';
import { checkFindings } from './checks/findings.ts';
import { checkHoverCard } from './checks/hoverCard.ts';
import { checkQuickFix } from './checks/quickFix.ts';
import { checkReport } from './checks/report.ts';
import { checkRestrictedMode } from './checks/restrictedMode.ts';
import { checkTree } from './checks/tree.ts';
import { type EditorSession, editorSession } from './session.ts';
import { QUIET, RESTRICTED } from './settings.ts';

const editor = requirement('editor');

for (const name of ['newest', 'oldest'] as const) {
  describe.skipIf(editor.skip)(`the ${name} VS Code (${editor.reason})`, () => {
    describe('with trust', () => {
      const session = editorSession(name, QUIET);
      checkFindings(session);
      checkHoverCard(session);
      checkTree(session);
      checkReport(session);
      checkQuickFix(session);
      checkRequests(session);
    });

    describe('in Restricted Mode', () => {
      const session = editorSession(name, RESTRICTED);
      checkRestrictedMode(session);
      checkRequests(session);
    });
  });
}

/** To stand last: of all that was opened before, nothing asked a stranger. */
function checkRequests(session: () => EditorSession): void {
  test('the browser asked nobody but the server of VS Code', () => {
    const { browser, server } = session();
    expect(hostsOf(browser.requests)).toEqual([new URL(server.url).host]);
  });
}
