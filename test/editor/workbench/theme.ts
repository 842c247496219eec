import type { Page } from 'playwright-core';
import { quickPickInput, quickPickRow, runCommand } from './workbench.ts';

/** Themes that come with VS Code, by the names of its list, and how the workbench names their kind. */
const KINDS = {
  'Light Modern': 'vs',
  'Dark Modern': 'vs-dark',
  'Dark High Contrast': 'hc-black',
} as const;

export type Theme = keyof typeof KINDS;

/** Chooses a colour theme, as a user does, and waits until the workbench wears it. */
export async function chooseTheme(page: Page, theme: Theme): Promise<void> {
  await runCommand(page, 'Preferences: Color Theme');
  await quickPickInput(page).fill(theme);
  await quickPickRow(page, theme).click();
  await page.locator(`.monaco-workbench.${KINDS[theme]}`).waitFor();
}
