import type { Locator, Page } from 'playwright-core';
import { waitFor } from '../wait.ts';

/** VS Code's editor of several differences at once. */
export function multiDiff(page: Page): Locator {
  return page.locator('.multiDiffEditor:visible');
}

/** The files of the difference, by the names in their headings, scrolling down until `count` of them were seen. */
export async function differingFiles(page: Page, count: number): Promise<string[]> {
  const editor = multiDiff(page);
  await editor.hover();
  const seen = new Set<string>();
  return waitFor(`${count} files in the difference`, async () => {
    const names = editor.locator('.multiDiffEntry:visible .file-path .title.modified .label-name');
    for (const name of await names.allTextContents()) seen.add(name.trim());
    if (seen.size >= count) return [...seen];
    // Those out of view are not drawn.
    await page.mouse.wheel(0, 200);
    return null;
  });
}

/** Lines that only one side has, as they are drawn: those of the left side, or those of the right. */
export function changedLines(page: Page, side: 'left' | 'right'): Locator {
  return multiDiff(page).locator(side === 'left' ? '.line-delete' : '.line-insert');
}

/** The text of one side, as far as it is drawn. */
export function sideText(page: Page, side: 'left' | 'right'): Locator {
  return multiDiff(page).locator(`.editor.${side === 'left' ? 'original' : 'modified'} .view-lines`);
}
