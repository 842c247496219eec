import type { Locator } from 'playwright-core';

/** How often a page is looked at, in ms. */
const INTERVAL = 50;

/** Looks until `look` gives something, and gives that. Rejects after `limit` ms; `what` names what was awaited. */
export async function waitFor<T>(what: string, look: () => Promise<T | null>, limit = 60_000): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > end) throw new Error(`waited ${limit} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
}

/**
 * Does something until an element is seen, ten times at most, with five seconds
 * each: for what an editor may pass over while it is busy.
 */
export async function repeatUntil(act: () => Promise<unknown>, element: Locator): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await act();
    try {
      await element.waitFor({ timeout: 5_000 });
      return;
    } catch (error) {
      if (attempt === 10) throw error;
    }
  }
}
