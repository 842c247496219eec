import type { Page } from 'playwright-core';
import type { RecordingBrowser } from '../browser.ts';

/** Opens a folder in VS Code and waits until its files are listed. */
export async function openFolder(
  browser: RecordingBrowser,
  serverUrl: string,
  folder: string,
): Promise<Page> {
  const page = await browser.open(`${serverUrl}/?folder=${encodeURIComponent(folder)}`);
  await page.locator('.monaco-workbench').waitFor();
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  return page;
}

/** Opens a file by its name in the explorer, to stay. */
export async function openFile(page: Page, name: string): Promise<void> {
  const row = page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: name });
  await row
    .and(page.locator(`[aria-label^="${name}"]`))
    .first()
    .dblclick();
  await page.locator(`.tabs-container .tab[data-resource-name="${name}"]`).waitFor();
  await page.locator('.monaco-editor .view-line').first().waitFor();
}

/** Runs a command by its title as the command palette shows it, such as `Modproof: Audit Go Dependencies`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget input').first();
  await input.waitFor();
  await input.fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first().waitFor();
  await page.keyboard.press('Enter');
}

/** Saves every file that was changed, and waits until none is unsaved. */
export async function saveAll(page: Page): Promise<void> {
  await runCommand(page, 'File: Save All');
  await page.locator('.tabs-container .tab.dirty').first().waitFor({ state: 'hidden' });
}
