import { describe, expect, test } from '../../kit.ts';
import { takePicture } from '../pictures.ts';
import { type EditorSession, exampleIn } from '../session.ts';
import { filterProblems, showProblems } from '../workbench/problems.ts';
import { openLanguageStatus } from '../workbench/statusBar.ts';
import { squiggleAt } from '../workbench/textEditor.ts';
import { openFile, tabNamed, toasts } from '../workbench/workbench.ts';
import { IMITATION } from './imitation.ts';

/** What stands under the text of go.mod, in the list of problems and beside the file's language. */
export function checkFindings(session: () => EditorSession): void {
  describe('go.mod of the example', () => {
    const project = exampleIn(session);

    test('the name of an imitation has a squiggle under exactly its path', async () => {
      const { page } = project();
      await openFile(page, 'go.mod');
      await squiggleAt(page, IMITATION.path, 'warning');
    });

    test('a version that the mirror serves otherwise than upstream has one under exactly its version', async () => {
      const { page } = project();
      await squiggleAt(page, IMITATION.version, 'error');
      await takePicture(page, session().edition.name, 'squiggles');
    });

    test('the language status counts the modules', async () => {
      const { page } = project();
      const status = await openLanguageStatus(page, '19 modules');
      expect(await status.textContent()).toMatch(/19 modules, 2 differ/);
      await takePicture(page, session().edition.name, 'status');
    });

    test('the list of problems gives the finding with its place', async () => {
      const { page } = project();
      await showProblems(page);
      await takePicture(page, session().edition.name, 'problems');
      const rows = await filterProblems(page, 'squat/owner-affix');
      expect(await rows.count()).toBe(2);
      expect(await rows.first().textContent()).toMatch(
        /github\.com\/boltdb\/bolt.*modproof.*squat\/owner-affix.*\[Ln 8, Col 2\]/,
      );
    });

    test('its code there leads to the page about it', async () => {
      const { page } = project();
      const rows = await filterProblems(page, 'squat/owner-affix');
      await rows.first().locator('a.monaco-link').click();
      await tabNamed(page, 'squat-owner-affix.md').waitFor();
    });

    test('no message lies over the editor', async () => {
      expect(await toasts(project().page).allTextContents()).toEqual([]);
    });
  });
}
