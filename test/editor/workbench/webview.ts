import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The page inside the webview that is in front. */
export function webview(page: Page): FrameLocator {
  // A webview is a frame in a frame, and those behind others are kept, but hidden.
  return page.frameLocator('iframe.webview:visible').frameLocator('iframe#active-frame');
}

/** The part of the browser's document model that is used below. */
interface Styled {
  getComputedStyle(element: unknown): { readonly color: string; readonly backgroundColor: string };
  readonly document: { readonly body: unknown };
}

/** The colour that an element's text has, and the one of the page behind it, as CSS says them. */
export function colourOf(element: Locator): Promise<{ readonly text: string; readonly page: string }> {
  return element.evaluate((found: unknown) => {
    const { getComputedStyle, document } = globalThis as unknown as Styled;
    return { text: getComputedStyle(found).color, page: getComputedStyle(document.body).backgroundColor };
  });
}
