import type { Locator, Page } from 'playwright-core';
import type { RecordingBrowser } from '../browser.ts';
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

/** The tab of an editor by the file's name, or by its title where it shows no file. */
export function tabNamed(page: Page, name: string): Locator {
  return page.locator(`.tabs-container .tab[data-resource-name="${name}"]`);
}

/** Brings an open editor in front. */
export async function showTab(page: Page, name: string): Promise<void> {
  await tabNamed(page, name).click();
  await tabNamed(page, name).and(page.locator('.active')).waitFor();
}

/** Runs a command by its title as the command palette shows it, such as `Modproof: Audit Go Dependencies`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await chooseQuickPick(page, `>${title}`, title);
}

/** Types into the list of choices that is open or about to open, and takes the one with exactly this label. */
export async function chooseQuickPick(page: Page, typed: string, label: string): Promise<void> {
  const input = page.locator('.quick-input-widget:visible input:visible').first();
  await input.fill(typed);
  await quickPickRow(page, label).click();
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
