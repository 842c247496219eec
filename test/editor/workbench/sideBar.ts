import type { Locator, Page } from 'playwright-core';

/** Unfolds a view of the explorer by its title, and gives it. */
export async function showView(page: Page, title: string): Promise<Locator> {
  // Themes write titles in capitals, so that only the label for screen readers is as given.
  const view = page.locator('.pane').filter({ has: page.locator(`.pane-header[aria-label^="${title}"]`) });
  const header = view.locator('.pane-header');
  if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
  await view.locator('.pane-body').waitFor();
  return view;
}

/** The rows of a tree, as far as they are unfolded and in view, in order. */
export function treeRows(view: Locator): Locator {
  return view.locator('.monaco-list-row');
}
