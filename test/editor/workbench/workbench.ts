import type { Locator, Page } from 'playwright-core';
import type { RecordingBrowser } from '../browser.ts';
import { repeatUntil } from '../wait.ts';
import { exactly } from './texts.ts';

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
  const label = page.locator('.label-name').filter({ hasText: exactly(name) });
  await page.locator('.explorer-folders-view .monaco-list-row').filter({ has: label }).dblclick();
  await tabNamed(page, name).and(page.locator('.active')).waitFor();
  await page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
}

/** The tab of an editor by what stands on it: a file's name, or a title. */
export function tabNamed(page: Page, name: string): Locator {
  const label = page.locator('.tab-label').filter({ hasText: exactly(name) });
  return page.locator('.tabs-container .tab').filter({ has: label });
}

/** Brings an open editor in front. */
export async function showTab(page: Page, name: string): Promise<void> {
  await tabNamed(page, name).click();
  await tabNamed(page, name).and(page.locator('.active')).waitFor();
}

/** Runs a command by its title as the command palette shows it, such as `Modproof: Audit Go Dependencies`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const row = quickPickRow(page, title);
  // Commands that come with an extension are missing until it runs, and an open list does not change.
  await repeatUntil(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    // Something that opens meanwhile takes the focus, and with it the list: then once more.
    await quickPickInput(page)
      .fill(`>${title}`, { timeout: 3_000 })
      .catch(() => undefined);
  }, row);
  await row.click();
}

/** Where the command palette and other lists of choices are typed into. */
export function quickPickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:visible input:visible').first();
}

/** The entry of the command palette or another list of choices with exactly this label. */
export function quickPickRow(page: Page, label: string): Locator {
  const name = page.locator('.label-name').filter({ hasText: exactly(label) });
  return page.locator('.quick-input-list .monaco-list-row').filter({ has: name }).first();
}

/** Saves every file that was changed, and waits until none is unsaved. */
export async function saveAll(page: Page): Promise<void> {
  await runCommand(page, 'File: Save All Files');
  await page.locator('.tabs-container .tab.dirty').first().waitFor({ state: 'hidden' });
}

/** The messages that lie over the editor. */
export function toasts(page: Page): Locator {
  return page.locator('.notification-toast:visible');
}
