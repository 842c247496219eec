import { describe, expect, test } from '../../kit.ts';
import { takePicture } from '../pictures.ts';
import { type EditorSession, exampleIn } from '../session.ts';
import { waitFor } from '../wait.ts';
import { foldFiles, showView, treeRows } from '../workbench/sideBar.ts';
import { squiggleAt } from '../workbench/textEditor.ts';
import { openFile } from '../workbench/workbench.ts';
import { IMITATION } from './imitation.ts';

/** The modules of the project, by verdict, in the side bar. */
export function checkTree(session: () => EditorSession): void {
  describe('the view Go Dependencies', () => {
    const project = exampleIn(session);

    test('groups the modules by verdict, the worst first', async () => {
      const { page } = project();
      await openFile(page, 'go.mod');
      await squiggleAt(page, IMITATION.version, 'error');
      const view = await showView(page, 'Go Dependencies');
      await foldFiles(page);
      const rows = await waitFor('every verdict in the tree', async () => {
        const texts = await treeRows(view).allTextContents();
        return texts[0]?.startsWith('Differs') && texts[1]?.includes(IMITATION.module) ? texts : null;
      });
      expect(rows.findIndex((text) => text.startsWith('Suspect'))).toBe(3);
      await takePicture(page, session().edition.name, 'tree');
    });

    test('leads to the line of a module', async () => {
      const { page } = project();
      const view = await showView(page, 'Go Dependencies');
      await treeRows(view).filter({ hasText: 'wearytangent/tidebook' }).click();
      await page.locator('.statusbar-item').filter({ hasText: 'Ln 21, ' }).waitFor();
    });
  });
}
