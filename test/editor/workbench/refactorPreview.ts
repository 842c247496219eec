import type { Locator, Page } from 'playwright-core';
import { waitFor } from '../wait.ts';
import { exactly } from './texts.ts';

/** The list of edits that waits for a confirmation; not there where none waits. */
export function refactorPreview(page: Page): Locator {
  return page.locator('.bulk-edit-panel:visible');
}

/** The rows of the preview: files, and below each its edits, in order. */
export function previewRows(preview: Locator): Locator {
  return preview.locator('.monaco-list-row');
}

/** Ticks every edit, and waits until all are ticked; the rows have to be in view. */
export async function tickAll(preview: Locator): Promise<void> {
  // A file's box ticks all of its edits.
  for (const box of await preview.locator('.monaco-list-row[aria-level="1"] .edit-checkbox').all()) {
    if (!(await box.isChecked())) await box.click();
  }
  await waitFor('a tick at every edit', async () => {
    const boxes = await preview.locator('.edit-checkbox').all();
    const ticked = await Promise.all(boxes.map((box) => box.isChecked()));
    return ticked.length > 0 && ticked.every(Boolean) ? true : null;
  });
}

/** Does what is ticked, and waits until the preview is gone. */
export async function applyPreview(preview: Locator): Promise<void> {
  await preview
    .locator('.monaco-button')
    .filter({ hasText: exactly('Apply') })
    .click();
  await preview.waitFor({ state: 'hidden' });
}
