import type { Locator, Page } from 'playwright-core';

/** Opens what language extensions say about the file in front, and gives it. */
export async function openLanguageStatus(page: Page): Promise<Locator> {
  await page.locator('[id="status.languageStatus"]').hover();
  const status = page.locator('.hover-language-status').first();
  await status.waitFor();
  return status;
}

/** Whether VS Code says that the folder is not trusted. */
export function restrictedMode(page: Page): Locator {
  return page.locator('[id="status.workspaceTrust"]');
}
