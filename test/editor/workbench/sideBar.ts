import type { Locator, Page } from 'playwright-core';

/** Unfolds a view of the explorer by its title, and gives it. */
export async function showView(page: Page, title: string): Promise<Locator> {
  const view = viewNamed(page, title);
  const header = view.locator('.pane-header');
  if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
  await view.locator('.pane-body').waitFor();
  return view;
}

/** Folds the list of the folder's files, so that the views below it have its place. */
export async function foldFiles(page: Page): Promise<void> {
  const header = page.locator('.pane').filter({ has: page.locator('.explorer-folders-view') });
  await header.locator('.pane-header[aria-expanded="true"]').click();
  await page.locator('.explorer-folders-view').waitFor({ state: 'hidden' });
}

function viewNamed(page: Page, title: string): Locator {
  // Themes write titles in capitals, so that only the label for screen readers is as given.
  return page.locator('.pane').filter({ has: page.locator(`.pane-header[aria-label^="${title}"]`) });
}

/** The rows of a tree, as far as they are unfolded and in view, in order. */
export function treeRows(view: Locator): Locator {
  return view.locator('.monaco-list-row');
}
