import type { Page } from 'playwright-core';
import type { AuditResult } from '../../server/src/audit/index.ts';
import { formatHtml } from '../../server/src/report/index.ts';
import { type Loopback, startLoopback } from '../fake/loopback.ts';
import { fullResult } from '../formats/auditResult.ts';
import { afterAll, beforeAll, describe, expect, test } from '../kit.ts';
import { requirement } from '../requirement.ts';
import { resultOf } from '../unit/report/results.ts';
import { hostsOf, type RecordingBrowser, startBrowser } from './browser.ts';
import { editorLab } from './lab.ts';
import { takePicture } from './pictures.ts';
import { contrastsOf } from './report/contrast.ts';
import { applyTheme, THEMES } from './report/themes.ts';

const editor = requirement('editor');

/** The reports that are looked at, by the paths at which they are served. */
const RESULTS: Readonly<Record<string, () => AuditResult>> = {
  '/none': () => resultOf(0),
  '/one': () => resultOf(1),
  '/some': () => resultOf(100),
  '/many': () => resultOf(1000),
  '/full': fullResult,
};

const OPTIONS = {
  version: '1.2.3',
  heading: 'go.mod',
  nonce: 'f00dfeed',
  differences: [],
  settings: null,
  asked: [],
};

describe.skipIf(editor.skip)(`the HTML report in a browser (${editor.reason})`, () => {
  let loopback: Loopback;
  let browser: RecordingBrowser;
  beforeAll(async () => {
    loopback = await startLoopback(({ url }, response) => {
      const result = RESULTS[url ?? '']?.();
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(result === undefined ? '' : formatHtml(result, OPTIONS));
    });
    browser = await startBrowser(editorLab().browser);
  });
  afterAll(async () => {
    await browser?.stop();
    await loopback?.close();
  });

  const open = (path: string): Promise<Page> => browser.open(new URL(path, loopback.url).href);
  /** As a webview, which finds a function to post messages with. Gives what was posted. */
  const openInEditor = async (path: string): Promise<{ page: Page; posted: () => Promise<unknown> }> => {
    const page = await open('/none');
    await page.addInitScript(
      'globalThis.posted = []; globalThis.acquireVsCodeApi = () => ({ postMessage: (m) => posted.push(m) });',
    );
    await page.goto(new URL(path, loopback.url).href);
    return { page, posted: () => page.evaluate('posted') };
  };
  const focused = (page: Page): Promise<string> =>
    page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.tagName");
  const labels = (page: Page): Promise<string[]> =>
    page.evaluate("[...document.querySelectorAll('.cell')].map((cell) => cell.getAttribute('aria-label'))");

  test('is walked with the arrow keys, cell by cell, and left with the tab key', async () => {
    const page = await open('/some');
    const all = await labels(page);
    await page.locator('.cell').first().focus();
    const walked = [await focused(page)];
    while (walked.length < all.length) {
      await page.keyboard.press('ArrowRight');
      walked.push(await focused(page));
    }
    expect(walked).toEqual(all);
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toBe(all.at(-1));
    await page.keyboard.press('Home');
    expect(await focused(page)).toBe(all[0]);
    await page.keyboard.press('End');
    expect(await focused(page)).toBe(all.at(-1));
    await page.keyboard.press('ArrowLeft');
    expect(await focused(page)).toBe(all.at(-2));
    // The map is one stop: the cell that was left is the one that the tab key comes back to.
    expect(await page.locator('.cell[tabindex="0"]').count()).toBe(1);
    await page.keyboard.press('Tab');
    expect(all).not.toContain(await focused(page));
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe(all.at(-2));
  });

  test('goes up and down to the nearest cell of the next line', async () => {
    const page = await open('/some');
    const middle = (): Promise<{ x: number; y: number }> =>
      page.evaluate(`(() => { const { left, right, top, bottom } = document.activeElement.getBoundingClientRect();
        return { x: (left + right) / 2, y: (top + bottom) / 2 + scrollY }; })()`);
    await page.locator('.v-same .cell').first().focus();
    const start = await middle();
    await page.keyboard.press('ArrowDown');
    const below = await middle();
    expect(below.y).toBeGreaterThan(start.y);
    expect(Math.abs(below.x - start.x)).toBeLessThan(120);
    await page.keyboard.press('ArrowUp');
    expect(await middle()).toEqual(start);
    const seen = new Set<number>();
    for (let presses = 0; presses < 40; presses++) {
      seen.add((await middle()).y);
      await page.keyboard.press('ArrowDown');
    }
    // Down leads through every verdict to the last one.
    expect(await focused(page)).toContain('there is no upstream');
    expect(seen.size).toBeGreaterThan(3);
  });

  test('shows a card for what is looked at, and takes it away', async () => {
    const page = await open('/some');
    const card = page.locator('#card');
    expect(await card.isVisible()).toBe(false);
    await page.locator('.cell').first().focus();
    expect(await card.textContent()).toContain('github.com/cinder7/heron0 v1.7.3');
    expect(await card.textContent()).toContain('tag v1.0.0 was moved');
    expect(await page.locator('.cell').first().getAttribute('aria-describedby')).toBe('card');
    await page.keyboard.press('Escape');
    expect(await card.isVisible()).toBe(false);
    await page.locator('.v-suspect .cell').first().hover();
    expect(await card.textContent()).toContain('squat/owner-affix');
    // Whoever wants to read it may go there with the pointer.
    await card.hover();
    expect(await card.isVisible()).toBe(true);
    await page.locator('h1').hover();
    expect(await card.isVisible()).toBe(false);
  });

  test('in a file, leads from a cell to its finding and has nothing that is for the editor', async () => {
    const page = await open('/some');
    await page.locator('.cell').first().focus();
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#finding-0');
    for (const selector of ['.tools', '.only-editor']) {
      for (const one of await page.locator(selector).all()) expect(await one.isVisible()).toBe(false);
    }
    expect(await page.locator('a.place[href], a.code[href]').count()).toBe(0);
    expect(await page.locator('a.place').first().textContent()).toMatch(/^go\.mod:13:\d+$/);
  });

  test('in the editor, tells what was chosen', async () => {
    const { page, posted } = await openInEditor('/some');
    await page.locator('.cell').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.v-same .cell').first().click();
    await page.locator('a.place').first().click();
    await page.locator('a.code').first().click();
    await page.locator('summary', { hasText: 'mirror against upstream' }).first().click();
    await page.locator('a[data-difference]').first().click();
    await page.locator('a[data-export="json"]').click();
    const open = { kind: 'open', path: 'go.mod', line: 12, character: 1 };
    expect(await posted()).toEqual([
      open,
      { ...open, line: expect.any(Number) },
      { ...open, character: 27 },
      { kind: 'page', code: 'origin/diverged' },
      { kind: 'difference', module: 'github.com/cinder7/heron0', version: 'v1.7.3' },
      { kind: 'export', format: 'json' },
    ]);
  });

  test.each(Object.keys(RESULTS))('%s fits a window of 320 pixels and asks for nothing', async (path) => {
    const page = await open(path);
    await page.setViewportSize({ width: 320, height: 640 });
    for (const details of await page.locator('details').all())
      await details.evaluate('(one) => { one.open = true; }').catch(() => undefined);
    const [wide, room] = (await page.evaluate(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    )) as [number, number];
    expect(wide).toBeLessThanOrEqual(room);
    expect(hostsOf(browser.requests)).toEqual([new URL(loopback.url).host]);
    expect(browser.errors).toEqual([]);
  });

  test.each(Object.entries(THEMES))('can be read in the %s theme of the editor', async (name, theme) => {
    const { page } = await openInEditor('/some');
    await applyTheme(page, theme);
    await page.locator('.cell').first().focus();
    await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
    const { texts, faint } = await contrastsOf(page, 4.5);
    expect(faint).toEqual([]);
    expect(texts).toBeGreaterThan(300);
    await takePicture(page, 'report', name);
  });

  test.each(['light', 'dark'] as const)(
    'can be read as a file where %s is preferred',
    async (colorScheme) => {
      const page = await open('/full');
      await page.emulateMedia({ colorScheme });
      await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
      const { texts, faint } = await contrastsOf(page, 4.5);
      expect(faint).toEqual([]);
      expect(texts).toBeGreaterThan(300);
    },
  );

  test('prints what is folded in, and no controls', async () => {
    const page = await open('/some');
    const folded = page.locator('details .files').first();
    expect(await folded.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect((await folded.boundingBox())?.height ?? 0).toBeGreaterThan(10);
    expect(await page.locator('nav').isVisible()).toBe(false);
    const { faint } = await contrastsOf(page, 4.5);
    expect(faint).toEqual([]);
  });

  test('lets no other script run', async () => {
    const page = await open('/one');
    const before = browser.errors.length;
    await page.evaluate(`(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.ran = true';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="globalThis.ran = true"><p style="color: red">');
    })()`);
    await expect.poll(() => browser.errors.slice(before).join('\n')).toContain('Content Security Policy');
    expect(await page.evaluate('globalThis.ran ?? false')).toBe(false);
  });
});
