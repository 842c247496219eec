import type { FrameLocator, Page } from 'playwright-core';

/** The page inside the webview that is in front. */
export function webview(page: Page): FrameLocator {
  // A webview is a frame in a frame, and those behind others are kept, but hidden.
  return page.frameLocator('iframe.webview:visible').frameLocator('iframe#active-frame');
}
