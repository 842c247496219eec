import { type Node, parseTree } from 'jsonc-parser';
import { parsePolicy, type WaiverTerms } from '../policy/index.ts';
import { applyEdits, type TextEdit } from '../text/index.ts';
import { addEntry, removeEntry, unitOf } from './jsonLists.ts';

/**
 * Edits of a policy file that add a waiver behind the others; null for a file
 * that is not there yet, whose text is then made of the edits of an empty one.
 *
 * Comments and the layout of everything else stay. No edit where the text is
 * not JSON, is no object, or has `waivers` that are no list: a waiver in such a
 * file would not be followed. None either for a waiver that no policy may hold,
 * such as one of a finding about a waiver: for it the whole file would be refused.
 */
export function acceptFinding(policyText: string | null, waiver: WaiverTerms): TextEdit[] {
  const text = policyText ?? '';
  const edits = additionOf(waiver, text);
  const before = text.trim() === '' ? 0 : parsePolicy(text).problems.length;
  return parsePolicy(applyEdits(text, edits)).problems.length > before ? [] : edits;
}

function additionOf(waiver: WaiverTerms, text: string): TextEdit[] {
  const { code, module, version, reason, owner, until, evidence } = waiver;
  const terms = Object.fromEntries(
    Object.entries({ code, module, version, reason, owner, until, evidence }).filter(
      ([, value]) => value !== null,
    ),
  );
  if (text.trim() === '') {
    const newText = `${JSON.stringify({ waivers: [terms] }, null, 2)}\n`;
    return [{ span: { start: text.startsWith('\ufeff') ? 1 : 0, end: text.length }, newText }];
  }
  const place = placeOf(text);
  if (place === null) return [];
  if (place.list !== null) return addEntry(text, place.list, JSON.stringify(terms, null, unitOf(text)));
  const property = JSON.stringify({ waivers: [terms] }, null, unitOf(text));
  // The property alone: without the braces around it, and one step further out.
  const lines = property.split('\n').slice(1, -1);
  return addEntry(text, place.root, lines.map((line) => line.slice(unitOf(text).length)).join('\n'));
}

/** Edits of a policy file that remove the waiver of that number, counted from 0. No edit where there is none. */
export function removeWaiver(policyText: string, index: number): TextEdit[] {
  const list = placeOf(policyText)?.list ?? null;
  return list === null ? [] : removeEntry(policyText, list, index);
}

/** The object, and the list of waivers in it where there is one; null where none can be added. */
function placeOf(text: string): { readonly root: Node; readonly list: Node | null } | null {
  // This also refuses what is nested so deep that the parser below would not end well.
  if (parsePolicy(text).problems.some(({ kind }) => kind === 'syntax')) return null;
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root?.type !== 'object') return null;
  const named = (root.children ?? []).filter(({ children }) => children?.[0]?.value === 'waivers');
  if (named.length === 0) return { root, list: null };
  const list = named[0]?.children?.[1];
  // Of a key that stands twice, readers of JSON take one or the other.
  return named.length === 1 && list?.type === 'array' ? { root, list } : null;
}
