import type { Page } from 'playwright-core';

/** A text that is hard to read, and how hard. */
export interface FaintText {
  readonly text: string;
  readonly element: string;
  /** As WCAG 2 computes it, 1 to 21. */
  readonly contrast: number;
}

/** What is measured: how many texts there were, and those below `least`. */
export interface Contrasts {
  readonly texts: number;
  readonly faint: readonly FaintText[];
}

/**
 * Measures every text that is laid out against the worst of the colours behind
 * it: those of a pattern count one by one. Follows WCAG 2.2, "contrast ratio".
 * A text of SVG has an edge in the page's colour, so it is held against that.
 */
export function contrastsOf(page: Page, least: number): Promise<Contrasts> {
  // The text of this function runs in the page; it is a string, for the project knows no browser's types.
  return page.evaluate(`(${MEASURE})(${least})`) as Promise<Contrasts>;
}

const MEASURE = String.raw`(least) => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ratio = (a, b) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  const root = rgba(getComputedStyle(document.body).backgroundColor);
  const behind = (element) => {
    if (element === null || element === document.body) return [root];
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    const below = behind(element.parentElement).map((one) => over(rgba(backgroundColor), one));
    const drawn = backgroundImage.match(/(?:rgba?|color|oklab|hsla?)\([^()]*\)/g) ?? [];
    return [...below, ...drawn.flatMap((colour) => below.map((one) => over(rgba(colour), one)))];
  };
  const faint = [];
  let texts = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (text === '' || ['SCRIPT', 'STYLE'].includes(element.tagName)) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (element.tagName === 'title') continue;
    texts++;
    const style = getComputedStyle(element);
    const isDrawn = element.closest('svg') !== null;
    const colour = rgba(isDrawn ? style.fill : style.color);
    const backs = isDrawn ? [root] : behind(element);
    const contrast = Math.min(...backs.map((back) => ratio(over(colour, back), back)));
    if (contrast < least) faint.push({ text: text.slice(0, 60), element: element.tagName + '.' + element.className, contrast });
  }
  return { texts, faint };
}`;
