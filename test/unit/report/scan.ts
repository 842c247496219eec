/** An element of a page, as it was opened. */
export interface ScannedElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Names of the elements around it, the outermost first. */
  readonly inside: readonly string[];
}

/** A page taken apart. */
export interface ScannedPage {
  readonly elements: readonly ScannedElement[];
  /** All text outside of style and script, with entities read. */
  readonly text: string;
  readonly script: string;
  readonly style: string;
}

const VOID = new Set(['meta', 'br']);
/** Those of SVG close themselves. */
const TAG = /<(\/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z][A-Za-z0-9:-]*(?:="[^"<>]*")?)*)\s*(\/?)>/y;
const ATTRIBUTE = /([A-Za-z][A-Za-z0-9:-]*)(?:="([^"]*)")?/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/**
 * Reads a page more strictly than any browser: every element is closed where it
 * must be, every value is quoted, and no `<` and no `&` stands by itself. Throws
 * at the first thing that is otherwise, so that nothing slips through that
 * browsers would repair in ways of their own.
 */
export function scanPage(html: string): ScannedPage {
  const start = '<!DOCTYPE html>\n';
  if (!html.startsWith(start)) throw new Error('the page has no document type');
  const elements: ScannedElement[] = [];
  const open: string[] = [];
  const raw = { script: '', style: '' };
  let text = '';
  let at = start.length;
  while (at < html.length) {
    const next = html.indexOf('<', at);
    text += decoded(html.slice(at, next < 0 ? html.length : next));
    if (next < 0) break;
    TAG.lastIndex = next;
    const tag = TAG.exec(html);
    if (tag === null) throw new Error(`this is no tag: ${html.slice(next, next + 80)}`);
    at = TAG.lastIndex;
    const [, closing = '', name = '', attributes = '', own = ''] = tag;
    if (closing !== '') {
      const last = open.pop();
      if (last !== name) throw new Error(`${name} is closed inside of ${last}`);
      continue;
    }
    elements.push({ name, attributes: attributesOf(attributes), inside: [...open] });
    if (name === 'script' || name === 'style') {
      const end = html.indexOf(`</${name}>`, at);
      if (end < 0) throw new Error(`${name} is not closed`);
      raw[name] += html.slice(at, end);
      at = end + name.length + 3;
    } else if (!VOID.has(name) && own === '') open.push(name);
  }
  if (open.length > 0) throw new Error(`${open.join(', ')} is not closed`);
  return { elements, text, ...raw };
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(ATTRIBUTE)) {
    if (attributes.has(name)) throw new Error(`${name} is there twice`);
    attributes.set(name, decoded(value));
  }
  return attributes;
}

function decoded(text: string): string {
  return text.replace(/&(?:([a-z]+|#39);)?/g, (all, name: string | undefined) => {
    const character = name === undefined ? undefined : ENTITIES[name];
    if (character === undefined) throw new Error(`this is no entity: ${all}`);
    return character;
  });
}
