import { describe, expect, test } from '../../kit.ts';
import { VIEWPORT } from '../browser.ts';
import { takePicture } from '../pictures.ts';
import { type EditorSession, exampleIn } from '../session.ts';
import { changedLines, differingFiles, multiDiff, sideText } from '../workbench/multiDiff.ts';
import { hoverToken, leaveHover, squiggleAt } from '../workbench/textEditor.ts';
import { openFile, toasts } from '../workbench/workbench.ts';
import { IMITATION } from './imitation.ts';

/** What the mouse finds on a requirement, and where its links lead. */
export function checkHoverCard(session: () => EditorSession): void {
  describe('the hover on a requirement', () => {
    const project = exampleIn(session);

    test('says what is known of it', async () => {
      const { page } = project();
      await openFile(page, 'go.mod');
      await squiggleAt(page, IMITATION.version, 'error');
      const hover = await hoverToken(page, IMITATION.path, 'Open the difference');
      const text = await hover.textContent();
      for (const fact of ['Name', 'Content', 'Upstream', 'Checksum', 'Age']) expect(text).toContain(fact);
      expect(text).toMatch(/imitates github\.com\/boltdb\/bolt/);
      expect(text).toMatch(/differs from upstream/);
      expect(text).toMatch(/tag v1\.3\.1 was moved/);
    });

    test('fits without scrolling on a large screen', async () => {
      const { page } = project();
      // A hover is a quarter as high as its editor at the most.
      await leaveHover(page);
      await page.setViewportSize({ ...VIEWPORT, height: 2400 });
      // The lines of the difference are read after the verdict, in the background.
      const hover = await hoverToken(page, IMITATION.path, 'ApiInit()');
      const links = await hover.getByRole('link', { name: 'What does this mean?' }).boundingBox();
      const whole = await hover.boundingBox();
      expect((links?.y ?? Number.NaN) + (links?.height ?? 0)).toBeLessThan(
        (whole?.y ?? 0) + (whole?.height ?? 0),
      );
      await takePicture(page, session().edition.name, 'hover', { x: 0, y: 0, ...VIEWPORT });
      await leaveHover(page);
      await page.setViewportSize(VIEWPORT);
    });

    test('opens the difference, upstream on the left and the mirror on the right', async () => {
      const { page } = project();
      const hover = await hoverToken(page, IMITATION.path, 'Open the difference');
      await hover.getByRole('link', { name: 'Open the difference' }).click();
      await multiDiff(page).waitFor();
      expect(await differingFiles(page, 1)).toEqual(['db.go']);
      await changedLines(page, 'right').first().waitFor();
      const [left, right] = await Promise.all(
        (['left', 'right'] as const).map(async (side) => sideText(page, side).first().textContent()),
      );
      expect(right).toContain('os/exec');
      expect(left).not.toContain('os/exec');
      // Else the edge between the sides is drawn as one that could be moved.
      await page.mouse.move(0, 0);
      await takePicture(page, session().edition.name, 'difference');
      expect((await differingFiles(page, 2)).sort()).toEqual(['cursor.go', 'db.go']);
    });

    test('leaves no message over the editor', async () => {
      expect(await toasts(project().page).allTextContents()).toEqual([]);
    });
  });

  describe('the hover on a requirement that nothing is wrong with', () => {
    const project = exampleIn(session);

    test('says so in two lines', async () => {
      const { page } = project();
      await openFile(page, 'go.mod');
      await squiggleAt(page, IMITATION.version, 'error');
      const line = 'github.com/oakwell/weathervane v0.9.0';
      const path = { line, text: 'github.com/oakwell/weathervane' };
      const hover = await hoverToken(page, path, 'same as upstream');
      expect(await hover.textContent()).toMatch(/weathervane v0\.9\.0.*same as upstream/s);
      expect(await hover.locator('table').count()).toBe(0);
      await takePicture(page, session().edition.name, 'hover-good');
    });
  });
}
