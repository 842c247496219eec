/** How often a page is looked at, in ms. */
const INTERVAL = 50;

/** Looks until `look` gives something, and gives that. Rejects after `limit` ms; `what` names what was awaited. */
export async function waitFor<T>(what: string, look: () => Promise<T | null>, limit = 30_000): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > end) throw new Error(`waited ${limit} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
}
