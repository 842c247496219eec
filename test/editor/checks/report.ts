import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, test } from '../../kit.ts';
import { takePicture } from '../pictures.ts';
import { type EditorSession, exampleIn } from '../session.ts';
import { waitFor } from '../wait.ts';
import { chooseTheme, type Theme } from '../workbench/theme.ts';
import { colourOf, webview } from '../workbench/webview.ts';
import { openFile, quickPickInput, runCommand, showTab, tabNamed, toasts } from '../workbench/workbench.ts';
import { IMITATION } from './imitation.ts';

const AUDIT = 'Modproof: Audit Go Dependencies';
const TITLE = 'Go dependencies: example.test/harbour';

const THEMES: Readonly<Record<Theme, string>> = {
  'Light Modern': 'report-light',
  'Dark Modern': 'report-dark',
  'Dark High Contrast': 'report-high-contrast',
};

/** The report of an audit, in a webview. */
export function checkReport(session: () => EditorSession): void {
  describe('the report of an audit', () => {
    const project = exampleIn(session);

    test('says in one sentence what was found', async () => {
      const { page } = project();
      await openFile(page, 'go.mod');
      await runCommand(page, AUDIT);
      const sentence = webview(page).locator('h1');
      await sentence.waitFor();
      expect(await sentence.textContent()).toMatch(/2 of 19 modules.*mirror serves other code than upstream/);
    });

    test('draws a cell for each module, the worst first', async () => {
      const cells = webview(project().page).getByRole('gridcell');
      expect(await cells.count()).toBe(19);
      const names = await Promise.all((await cells.all()).map((cell) => cell.getAttribute('aria-label')));
      expect(names.slice(0, 2).sort()).toEqual([
        expect.stringContaining(`${IMITATION.module} v1.3.1: `),
        expect.stringContaining('github.com/julienschmidt-go/httprouter v1.3.0: '),
      ]);
    });

    test('can be walked with the keys, and leads to the line in go.mod', async () => {
      const { page } = project();
      const report = webview(page);
      const cells = report.getByRole('gridcell');
      await cells.first().focus();
      await page.keyboard.press('ArrowRight');
      await cells.nth(1).and(report.locator(':focus')).waitFor();
      await page.keyboard.press('ArrowLeft');
      await cells.first().and(report.locator(':focus')).waitFor();
      await report.getByRole('gridcell', { name: IMITATION.module }).focus();
      await report.locator('#card').filter({ hasText: IMITATION.module }).waitFor();
      await takePicture(page, session().edition.name, 'report-card');
      await page.keyboard.press('Enter');
      await tabNamed(page, 'go.mod').and(page.locator('.active')).waitFor();
      await page.locator('.statusbar-item').filter({ hasText: 'Ln 8, ' }).waitFor();
    });

    test('wears the colours of the theme', async () => {
      const { page } = project();
      await showTab(page, TITLE);
      await runCommand(page, 'View: Close Primary Side Bar');
      const colours = new Set<string>();
      for (const [theme, picture] of Object.entries(THEMES) as [Theme, string][]) {
        await chooseTheme(page, theme);
        await waitFor(`the report in ${theme}`, async () => {
          const { size } = colours.add(JSON.stringify(await colourOf(webview(page).locator('h1'))));
          return size === Object.keys(THEMES).indexOf(theme) + 1 ? true : null;
        });
        await takePicture(page, session().edition.name, picture);
      }
      await chooseTheme(page, 'Light Modern');
    });

    test('can be saved', async () => {
      const { page, folder } = project();
      await webview(page).getByRole('link', { name: 'JSON' }).click();
      // The dialog fills in a path of its own a moment after it opened.
      const path = await waitFor('the path to save to', async () => {
        const value = await quickPickInput(page).inputValue();
        return value.endsWith('.json') ? value : null;
      });
      expect(dirname(path)).toBe(folder);
      await page.keyboard.press('Enter');
      // A file is there, and empty, before all of it is written.
      const saved = await waitFor('the saved report', () =>
        readFile(path, 'utf8')
          .then(JSON.parse)
          .catch(() => null),
      );
      expect(saved).toMatchObject({ schema: 'modproof-report/1', summary: { modules: 19 } });
    });

    test('leaves no message over the editor', async () => {
      expect(await toasts(project().page).allTextContents()).toEqual([]);
    });
  });
}
