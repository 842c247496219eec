import { plain } from '../plain.ts';

/** Longer texts from outside, in UTF-16 units, are cut where they are shown. */
const MAX_SHOWN = 2000;

/** HTML that stands in a page as it is. Made by the functions of this file alone. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: markup as it is, texts and numbers made safe, lists one after the other. */
export type Content = Markup | string | number | readonly Content[];

export const NOTHING = new Markup('');

/**
 * Builds HTML. Every value that is not markup is made safe, in elements as in
 * quoted attributes: characters that mean something in HTML are escaped, those
 * that cannot be seen or that turn text round are shown as `\u{…}`, and what is
 * very long is cut. So text from outside cannot be forgotten.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let text = parts[0] ?? '';
  for (const [index, value] of values.entries()) text += textOf(value) + (parts[index + 1] ?? '');
  return new Markup(text);
}

/**
 * A text that is escaped and otherwise left as it is: for `data-` attributes
 * that go back to a program, and for texts that are safe to show already.
 */
export function exact(text: string): Markup {
  return new Markup(escapeHtml(text));
}

/** Rows of cells in one attribute, for the page's script: cells end with a tab, rows with a line end. */
export function table(rows: readonly (readonly string[])[]): Markup {
  return exact(rows.map((row) => row.map(shown).join('\t')).join('\n'));
}

function textOf(value: Content): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escapeHtml(shown(value));
  return value.map(textOf).join('');
}

function shown(text: string): string {
  return plain(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
