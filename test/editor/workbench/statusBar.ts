import type { Locator, Page } from 'playwright-core';
import { repeatUntil } from '../wait.ts';
import { exactly } from './texts.ts';
import { runCommand } from './workbench.ts';

/** Opens what language extensions say about the file in front, and waits until it holds a text. */
export async function openLanguageStatus(page: Page, text: string): Promise<Locator> {
  const status = page.locator('.hover-language-status:visible').filter({ hasText: text }).first();
  await repeatUntil(async () => {
    await page.mouse.move(0, 0);
    await page.locator('[id="status.languageStatus"]').hover();
  }, status);
  return status;
}

/** Where VS Code says that the folder is not trusted. */
export function restrictedMode(page: Page): Locator {
  return page.locator('[id="status.workspaceTrust"]');
}

/** Trusts the folder, as a user does. */
export async function trustFolder(page: Page): Promise<void> {
  await runCommand(page, 'Workspaces: Manage Workspace Trust');
  const button = page.locator('.workspace-trust-editor .monaco-button').filter({ hasText: exactly('Trust') });
  await button.click();
  await restrictedMode(page).waitFor({ state: 'hidden' });
}
