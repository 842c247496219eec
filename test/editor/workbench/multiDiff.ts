import type { Locator, Page } from 'playwright-core';
import { waitFor } from '../wait.ts';

/** VS Code's editor of several differences at once. */
export function multiDiff(page: Page): Locator {
  return page.locator('.multiDiffEditor:visible');
}

/** The files of the difference, by the names in their headings, once `count` of them are drawn. */
export async function differingFiles(page: Page, count: number): Promise<string[]> {
  const names = multiDiff(page).locator('.multiDiffEntry:visible .file-path .title.modified .label-name');
  return waitFor(`${count} files in the difference`, async () => {
    const found = (await names.allTextContents()).map((name) => name.trim());
    return found.length === count ? found : null;
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
