import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '../../kit.ts';
import { takePicture } from '../pictures.ts';
import { type EditorSession, exampleIn } from '../session.ts';
import { waitFor } from '../wait.ts';
import { chooseQuickFix, closeQuickFixes, openQuickFixes, quickFixTitles } from '../workbench/quickFix.ts';
import { applyPreview, previewRows, refactorPreview } from '../workbench/refactorPreview.ts';
import { squiggleAt, squigglesOf, tokenBox } from '../workbench/textEditor.ts';
import { openFile, saveAll } from '../workbench/workbench.ts';
import { IMITATION } from './imitation.ts';

const TITLE = `Replace ${IMITATION.module} with ${IMITATION.genuine}`;

/** What the light bulb offers, and what is on the disk once it was done. */
export function checkQuickFix(session: () => EditorSession): void {
  describe('the light bulb at an imitation', () => {
    const project = exampleIn(session);
    const read = (name: string): Promise<string> => readFile(join(project().folder, name), 'utf8');

    test('offers the module that was meant, before all else', async () => {
      const { page } = project();
      await openFile(page, 'go.mod');
      await squiggleAt(page, IMITATION.version, 'error');
      const menu = await openQuickFixes(page, IMITATION.path);
      expect((await quickFixTitles(menu))[0]).toBe(TITLE);
      await takePicture(page, session().edition.name, 'quick-fix');
      await closeQuickFixes(page, menu);
    });

    test('shows what it would change in every file, and changes nothing yet', async () => {
      const { page } = project();
      const before = await Promise.all(['go.mod', 'go.sum', 'main.go'].map(read));
      await chooseQuickFix(page, await openQuickFixes(page, IMITATION.path), TITLE);
      const preview = refactorPreview(page);
      await preview.waitFor();
      await previewRows(preview).filter({ hasText: 'main.go' }).waitFor();
      const rows = (await previewRows(preview).allTextContents()).join('\n');
      for (const name of ['go.mod', 'go.sum', 'main.go']) expect(rows).toContain(name);
      await takePicture(page, session().edition.name, 'preview');
      expect(await Promise.all(['go.mod', 'go.sum', 'main.go'].map(read))).toEqual(before);
    });

    test('replaces the module in go.mod, go.sum and the imports', async () => {
      const { page } = project();
      const preview = refactorPreview(page);
      await applyPreview(preview);
      await saveAll(page);
      const texts = await waitFor('the edited files on the disk', async () => {
        const now = await Promise.all(['go.mod', 'go.sum', 'main.go'].map(read));
        return now.some((text) => text.includes(IMITATION.module)) ? null : now;
      });
      const [goMod = '', goSum = '', source = ''] = texts;
      expect(goMod.split(`\t${IMITATION.genuine} v1.3.1\n`)).toHaveLength(2);
      expect(goSum.match(/^github\.com\/boltdb\/bolt v1\.3\.1(?:\/go\.mod)? h1:/gm)).toHaveLength(2);
      expect(source).toContain(`\t"${IMITATION.genuine}"\n`);
      await takePicture(page, session().edition.name, 'after-fix');
    });

    test('leaves no finding on the line of the genuine module', async () => {
      const { page } = project();
      const genuine = { line: `${IMITATION.genuine} v1.3.1`, text: IMITATION.genuine };
      await waitFor('no squiggle under the genuine module', async () => {
        const squiggles = [...(await squigglesOf(page, 'error')), ...(await squigglesOf(page, 'warning'))];
        const { y } = await tokenBox(page, genuine);
        return squiggles.some((squiggle) => Math.abs(squiggle.y - y) < 10) ? null : true;
      });
    });
  });
}
