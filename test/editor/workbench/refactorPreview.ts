import type { Locator, Page } from 'playwright-core';
import { exactly } from './texts.ts';

/** The list of edits that waits for a confirmation; not there where none waits. */
export function refactorPreview(page: Page): Locator {
  return page.locator('.bulk-edit-panel:visible');
}

/** The rows of the preview: files, and below each its edits, in order. */
export function previewRows(preview: Locator): Locator {
  return preview.locator('.monaco-list-row');
}

/** Does what is ticked, and waits until the preview is gone. */
export async function applyPreview(preview: Locator): Promise<void> {
  await preview
    .locator('.monaco-button')
    .filter({ hasText: exactly('Apply') })
    .click();
  await preview.waitFor({ state: 'hidden' });
}
