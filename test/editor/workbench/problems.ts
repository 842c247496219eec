import type { Locator, Page } from 'playwright-core';
import { runCommand } from './workbench.ts';

/** Shows the list of problems. */
export async function showProblems(page: Page): Promise<void> {
  await runCommand(page, 'Problems: Focus on Problems View');
  await page.locator('.markers-panel').waitFor();
}

/** Shows only the problems that hold a text, and waits for the first. All of them would not be in view. */
export async function filterProblems(page: Page, text: string): Promise<Locator> {
  await page.locator('.viewpane-filter:visible input').fill(text);
  const rows = problemRows(page, text);
  await rows.first().waitFor();
  return rows;
}

/** The rows of the list of problems that hold all of the texts; the list is to be shown. */
function problemRows(page: Page, ...texts: readonly string[]): Locator {
  let rows = page.locator('.markers-panel .monaco-list-row');
  for (const text of texts) rows = rows.filter({ hasText: text });
  return rows;
}
