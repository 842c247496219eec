import { readFileSync } from 'node:fs';

/** The text of a page below `docs/`. Throws when there is none. */
export function readDocs(name: string): string {
  return readFileSync(`docs/${name}`, 'utf8');
}

/** A section of a page: its heading without `#`, and what stands below it up to the next heading. */
export interface Section {
  readonly heading: string;
  readonly text: string;
}

/** The sections of a page under headings of the second level, in their order. */
export function sectionsOf(page: string): readonly Section[] {
  return page
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return { heading: part.slice(0, end), text: part.slice(end + 1) };
    });
}

/** The text of one section. Throws when there is none of that heading. */
export function sectionOf(page: string, heading: string): string {
  const found = sectionsOf(page).find((section) => section.heading === heading);
  if (found === undefined) throw new Error(`There is no section "${heading}".`);
  return found.text;
}

/** The indented code blocks of a page, each as one text without its indentation. */
export function codeBlocksOf(page: string): readonly string[] {
  const blocks: string[] = [];
  let block: string[] = [];
  let margin = 0;
  let isBlankBefore = true;
  const end = (): void => {
    if (block.length > 0) blocks.push(block.join('\n').trimEnd());
    block = [];
  };
  for (const line of page.split('\n')) {
    const indent = line.search(/\S/);
    if (indent < 0) {
      isBlankBefore = true;
      if (block.length > 0) block.push('');
      continue;
    }
    // A block starts after a blank line; below a list item it is indented further than the item's text.
    if (block.length === 0 && isBlankBefore && indent >= 4) margin = indent;
    if (block.length > 0 ? indent >= margin : isBlankBefore && indent >= 4) block.push(line.slice(margin));
    else end();
    isBlankBefore = false;
  }
  end();
  return blocks;
}

/** Code that stands in the running text, between backquotes. */
export function codeSpansOf(page: string): readonly string[] {
  return [...page.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replace(/\s+/g, ' '));
}

/** The text with every run of blanks and line ends made one blank, so that it does not matter where lines end. */
export function unwrapped(text: string): string {
  return text.replace(/\s+/g, ' ');
}
