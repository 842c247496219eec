import { describe, expect, test } from '../../kit.ts';
import { takePicture } from '../pictures.ts';
import { type EditorSession, exampleIn } from '../session.ts';
import { problemRows, showProblems } from '../workbench/problems.ts';
import { squiggleAt, squigglesOf } from '../workbench/textEditor.ts';
import { openFile } from '../workbench/workbench.ts';

const LINE = 'github.com/boltdb-go/bolt v1.3.1';

/** What stands under the text of go.mod, and in the list of problems. */
export function checkFindings(session: () => EditorSession): void {
  describe('go.mod of the example', () => {
    const project = exampleIn(session);

    test('the path of an imitation has a squiggle under it, and no other path of its kind has', async () => {
      const { page } = project();
      await openFile(page, 'go.mod');
      await squiggleAt(page, { line: LINE, text: 'github.com/boltdb-go/bolt' }, 'warning');
      expect(await squigglesOf(page, 'warning')).toHaveLength(2);
      await takePicture(page, session().edition.name, 'squiggle');
    });

    test('the list of problems names the finding, its code and its place', async () => {
      const { page } = project();
      await showProblems(page);
      const row = problemRows(page, 'github.com/boltdb/bolt', 'squat/owner-affix');
      await row.waitFor();
      expect(await row.textContent()).toContain('[Ln 8, Col 2]');
      await takePicture(page, session().edition.name, 'problems');
    });
  });
}
