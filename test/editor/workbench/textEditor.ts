import type { Locator, Page } from 'playwright-core';
import { repeatUntil, waitFor } from '../wait.ts';
import { holding } from './texts.ts';

/** A rectangle on the page, in CSS pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A piece of text in the editor that has the focus, and the line that it stands in. */
export interface Token {
  /** A text that this line alone holds. */
  readonly line: string;
  readonly text: string;
}

/** How the editor marks a diagnostic, by its severity. */
export type Squiggle = 'error' | 'warning' | 'info' | 'hint';

/** The part of the browser's document model that is used below. */
interface TextNode {
  readonly textContent: string | null;
}
interface Document {
  createTreeWalker(root: unknown, what: number): { nextNode(): TextNode | null };
  createRange(): {
    setStart(node: TextNode, offset: number): void;
    setEnd(node: TextNode, offset: number): void;
    getBoundingClientRect(): Box;
  };
}

/** The editor that is in front, of those beside each other the active one. */
function activeEditor(page: Page): Locator {
  return page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
}

/** Where a token is drawn. The line has to be in view. */
export async function tokenBox(page: Page, { line, text }: Token): Promise<Box> {
  const found = viewLine(page, line);
  await found.waitFor();
  const box = await found.evaluate(boxOfText, text);
  if (box === null) throw new Error(`no ${text} in the line with ${line}`);
  return box;
}

/** Waits until a squiggle of one severity lies under exactly this token, and gives the token's place. */
export async function squiggleAt(page: Page, token: Token, severity: Squiggle, limit?: number): Promise<Box> {
  await viewLine(page, token.line).waitFor();
  return waitFor(
    `a squiggle (${severity}) under ${token.text}`,
    async () => {
      // Code lenses move lines, so that both are taken anew each time.
      const box = await tokenBox(page, token);
      const drawn = await squigglesOf(page, severity);
      return drawn.some((squiggle) => liesUnder(squiggle, box)) ? box : null;
    },
    limit,
  );
}

/** All squiggles of one severity that are drawn in the active editor. */
export async function squigglesOf(page: Page, severity: Squiggle): Promise<Box[]> {
  const drawn = await activeEditor(page).locator(`.squiggly-${severity}`).all();
  // One may be redrawn meanwhile; it is seen the next time.
  const boxes = await Promise.all(drawn.map((one) => one.boundingBox({ timeout: 1_000 }).catch(() => null)));
  return boxes.filter((box) => box !== null);
}

/** Puts the cursor into a token. */
export async function clickToken(page: Page, token: Token): Promise<void> {
  const { x, y, width, height } = await tokenBox(page, token);
  await page.mouse.click(x + width / 2, y + height / 2);
}

/** Rests the mouse on a token and waits for a hover that holds a text. */
export async function hoverToken(page: Page, token: Token, text: string): Promise<Locator> {
  const hover = page.locator('.monaco-hover:visible').filter({ hasText: text }).first();
  // The editor asks only after a move, and drops what it asked for when the text changes meanwhile. A hover
  // that the mouse comes back to before it is gone stays as it was, whatever is known by then.
  await repeatUntil(async () => {
    await leaveHover(page);
    // Lines move while a window that was resized is laid out.
    const { x, y, width, height } = await tokenBox(page, token);
    await page.mouse.move(x + width / 2, y - 4 * height);
    await page.mouse.move(x + width / 3, y + height / 2, { steps: 4 });
  }, hover);
  return hover;
}

/** Takes the mouse out of the editor, and waits until no hover is left. */
export async function leaveHover(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.locator('.monaco-hover:visible').first().waitFor({ state: 'hidden' });
}

function viewLine(page: Page, text: string): Locator {
  return activeEditor(page)
    .locator('.view-line')
    .filter({ hasText: holding(text) })
    .first();
}

/** Runs in the page. A token may be spread over several nodes, each with its own colour. */
function boxOfText(line: unknown, text: string): Box | null {
  const { document } = globalThis as unknown as { document: Document };
  const walker = document.createTreeWalker(line, 4);
  const places: [TextNode, number][] = [];
  let whole = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const content = node.textContent ?? '';
    for (let offset = 0; offset < content.length; offset += 1) places.push([node, offset]);
    whole += content.replaceAll('\u00a0', ' ');
  }
  const first = places[whole.indexOf(text)];
  const last = places[whole.indexOf(text) + text.length - 1];
  if (first === undefined || last === undefined) return null;
  const range = document.createRange();
  range.setStart(...first);
  range.setEnd(last[0], last[1] + 1);
  const { x, y, width, height } = range.getBoundingClientRect();
  return { x, y, width, height };
}

/** Whether a squiggle covers a token's whole width and no more; it is drawn within the token's line. */
function liesUnder(squiggle: Box, token: Box): boolean {
  return (
    Math.abs(squiggle.x - token.x) < 2 &&
    Math.abs(squiggle.x + squiggle.width - token.x - token.width) < 2 &&
    Math.abs(squiggle.y + squiggle.height / 2 - token.y - token.height / 2) < token.height
  );
}
