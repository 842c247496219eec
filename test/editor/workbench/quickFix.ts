import type { Locator, Page } from 'playwright-core';
import { repeatUntil } from '../wait.ts';
import { clickToken, type Token } from './textEditor.ts';
import { exactly } from './texts.ts';

/** Puts the cursor into a token, waits for the light bulb and opens its menu. */
export async function openQuickFixes(page: Page, token: Token): Promise<Locator> {
  // The editor draws a bulb when the cursor moves or a finding changes, and takes it away, not to
  // come back by itself, where a finding changes while a menu has the focus.
  await repeatUntil(async () => {
    await clickToken(page, token);
    await page.keyboard.press('ArrowRight');
  }, lightBulb(page));
  const menu = page.locator('.action-widget:visible');
  // While the editor asks anew what can be done, the keys open nothing.
  await repeatUntil(() => page.keyboard.press('Control+.'), menu.locator('.monaco-list-row').first());
  return menu;
}

/** The bulb that tells that there is something to do at the cursor, wherever the editor draws it. */
function lightBulb(page: Page): Locator {
  // The bulb in the gutter is one of several drawings, all of whose names begin alike.
  return page.locator('.lightBulbWidget:visible, [class*="codicon-gutter-lightbulb"]:visible').first();
}

/** The titles in the open menu of the light bulb, in order. */
export async function quickFixTitles(menu: Locator): Promise<string[]> {
  const rows = menu.locator('.monaco-list-row.action');
  return (await rows.allTextContents()).map((text) => text.trim());
}

/** Chooses an entry of the open menu by its title. */
export async function chooseQuickFix(page: Page, menu: Locator, title: string): Promise<void> {
  const row = menu.locator('.monaco-list-row.action').filter({ hasText: exactly(title) });
  // An invisible layer lies over the menu, so that the row cannot be clicked through the page's elements.
  const box = await row.boundingBox();
  if (box === null) throw new Error(`there is no quick fix ${title}`);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await menu.waitFor({ state: 'hidden' });
}

/** Closes the menu without choosing. */
export async function closeQuickFixes(page: Page, menu: Locator): Promise<void> {
  await page.keyboard.press('Escape');
  await menu.waitFor({ state: 'hidden' });
}
