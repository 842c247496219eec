import { describe, expect, test } from '../../kit.ts';
import { takePicture } from '../pictures.ts';
import { type EditorSession, exampleIn } from '../session.ts';
import { openLanguageStatus, restrictedMode, trustFolder } from '../workbench/statusBar.ts';
import { squiggleAt, squigglesOf } from '../workbench/textEditor.ts';
import { openFile, showTab } from '../workbench/workbench.ts';
import { IMITATION } from './imitation.ts';

/** What is shown of a folder that nobody trusts yet, and of whom it is asked: nobody. */
export function checkRestrictedMode(session: () => EditorSession): void {
  describe('a folder that is not trusted', () => {
    const project = exampleIn(session);

    test('shows what names say', async () => {
      const { page } = project();
      await restrictedMode(page).waitFor();
      await openFile(page, 'go.mod');
      await squiggleAt(page, IMITATION.path, 'warning');
      await takePicture(page, session().edition.name, 'restricted');
    });

    test('says that nobody is asked, and asks nobody', async () => {
      const { page } = project();
      const status = await openLanguageStatus(page, '19 modules');
      expect(await status.textContent()).toContain('Not trusted: nobody is asked.');
      await takePicture(page, session().edition.name, 'restricted-status');
      // One module of the example is listed as malicious, which this machine knows by itself.
      expect(await squigglesOf(page, 'error')).toHaveLength(1);
      expect(session().world.requests).toEqual([]);
    });

    test('is examined as soon as it is trusted', async () => {
      const { page } = project();
      await trustFolder(page);
      await showTab(page, 'go.mod');
      await squiggleAt(page, IMITATION.version, 'error');
      expect(session().world.requests.length).toBeGreaterThan(0);
    });
  });
}
