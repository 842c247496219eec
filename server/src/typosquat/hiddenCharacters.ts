/** Why a character is not shown, or shown as another. */
export type HiddenKind =
  | 'bidirectional'
  | 'invisible'
  | 'variation-selector'
  | 'byte-order-mark'
  | 'line-separator'
  | 'control'
  | 'non-ascii';

/** A character that a reader of the text does not see as what it is. */
export interface HiddenCharacter {
  /** Half-open, in UTF-16 offsets. */
  readonly span: { readonly start: number; readonly end: number };
  readonly codePoint: number;
  readonly kind: HiddenKind;
  /** The Unicode name where this room knows it, else a description. */
  readonly name: string;
}

/** More are not reported: the text is attacker-controlled and may hold nothing else. */
export const MAX_HIDDEN_CHARACTERS = 1000;

/**
 * Finds the characters of a whole go.mod text that change how it is read
 * without being seen: bidirectional controls, invisible and format characters,
 * a byte order mark that is not at the start, line separators that Go does not
 * end lines at, and control characters.
 *
 * Letters of any language and emoji are fine, with the joiners and variation
 * selectors that they need, since people comment in their own language. What is
 * wrong in a path alone is told by {@link nonAsciiCharacters}. Follows CVE-2021-42574
 * ("Trojan Source") and Unicode Technical Standard 55.
 */
export function hiddenCharacters(text: string): HiddenCharacter[] {
  const found: HiddenCharacter[] = [];
  for (const match of text.matchAll(HIDDEN)) {
    const codePoint = match[0].codePointAt(0)!;
    const span = { start: match.index, end: match.index + match[0].length };
    if (isNeeded(text, span, codePoint)) continue;
    found.push(describe(span, codePoint));
    if (found.length === MAX_HIDDEN_CHARACTERS) break;
  }
  return found;
}

/**
 * Finds everything in a module path, a version or a file path of go.mod that is
 * not printable ASCII, blanks included. `offset` is added to the spans.
 */
export function nonAsciiCharacters(token: string, offset = 0): HiddenCharacter[] {
  const found: HiddenCharacter[] = [];
  for (const match of token.matchAll(/[^!-~]/gu)) {
    const start = offset + match.index;
    found.push(describe({ start, end: start + match[0].length }, match[0].codePointAt(0)!));
    if (found.length === MAX_HIDDEN_CHARACTERS) break;
  }
  return found;
}

const BIDIRECTIONAL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/u;
const SELECTOR = /[\u180b-\u180d\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;
const HIDDEN = new RegExp(
  [BIDIRECTIONAL, CONTROL, /[\u2028\u2029]/u, /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u]
    .map((part) => part.source)
    .join('|'),
  'gu',
);

const NAMES: ReadonlyMap<number, string> = new Map([
  [0x00ad, 'SOFT HYPHEN'],
  [0x061c, 'ARABIC LETTER MARK'],
  [0x200b, 'ZERO WIDTH SPACE'],
  [0x200c, 'ZERO WIDTH NON-JOINER'],
  [0x200d, 'ZERO WIDTH JOINER'],
  [0x200e, 'LEFT-TO-RIGHT MARK'],
  [0x200f, 'RIGHT-TO-LEFT MARK'],
  [0x2028, 'LINE SEPARATOR'],
  [0x2029, 'PARAGRAPH SEPARATOR'],
  [0x202a, 'LEFT-TO-RIGHT EMBEDDING'],
  [0x202b, 'RIGHT-TO-LEFT EMBEDDING'],
  [0x202c, 'POP DIRECTIONAL FORMATTING'],
  [0x202d, 'LEFT-TO-RIGHT OVERRIDE'],
  [0x202e, 'RIGHT-TO-LEFT OVERRIDE'],
  [0x2060, 'WORD JOINER'],
  [0x2066, 'LEFT-TO-RIGHT ISOLATE'],
  [0x2067, 'RIGHT-TO-LEFT ISOLATE'],
  [0x2068, 'FIRST STRONG ISOLATE'],
  [0x2069, 'POP DIRECTIONAL ISOLATE'],
  [0xfeff, 'BYTE ORDER MARK'],
]);

const DESCRIPTIONS: Readonly<Record<HiddenKind, string>> = {
  bidirectional: 'bidirectional control',
  invisible: 'invisible character',
  'variation-selector': 'variation selector',
  'byte-order-mark': 'byte order mark',
  'line-separator': 'line separator',
  control: 'control character',
  'non-ascii': 'character that is not ASCII',
};

function describe(span: HiddenCharacter['span'], codePoint: number): HiddenCharacter {
  const kind = kindOf(codePoint);
  return { span, codePoint, kind, name: NAMES.get(codePoint) ?? DESCRIPTIONS[kind] };
}

function kindOf(codePoint: number): HiddenKind {
  const character = String.fromCodePoint(codePoint);
  if (codePoint === 0xfeff) return 'byte-order-mark';
  if (codePoint === 0x2028 || codePoint === 0x2029) return 'line-separator';
  if (BIDIRECTIONAL.test(character)) return 'bidirectional';
  if (codePoint <= 0x20 || CONTROL.test(character)) return 'control';
  if (SELECTOR.test(character)) return 'variation-selector';
  return /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(character) ? 'invisible' : 'non-ascii';
}

/** Tells whether the writing system of its neighbours needs the character, so that it is no trick. */
function isNeeded(text: string, span: HiddenCharacter['span'], codePoint: number): boolean {
  if (codePoint === 0xfeff) return span.start === 0;
  const before = characterBefore(text, span.start);
  if (SELECTOR.test(String.fromCodePoint(codePoint))) return takesSelector(text, span, before);
  if (codePoint !== 0x200c && codePoint !== 0x200d) return DRAWN_FORMAT.test(String.fromCodePoint(codePoint));
  const behind = characterAt(text, span.end);
  if (JOINING.test(before) && JOINING.test(behind)) return true;
  return codePoint === 0x200d && EMOJI.test(behind) && EMOJI_END.test(before);
}

/** Scripts whose spelling uses the zero width joiner and non-joiner (RFC 5892, appendix A). */
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}]/u;
const EMOJI = /\p{Extended_Pictographic}/u;
const EMOJI_END = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/u;

/** One selector behind a symbol or letter that has variants; a digit only as a keycap. */
function takesSelector(text: string, span: HiddenCharacter['span'], before: string): boolean {
  if (/^[0-9#*]$/.test(before)) return text.startsWith('\u20e3', span.end);
  return (
    before.codePointAt(0)! > 0x7f &&
    /[\p{L}\p{So}\p{Sm}\p{Po}\p{Extended_Pictographic}\p{Emoji}]/u.test(before)
  );
}

/** Format characters that are drawn: Arabic, Syriac and Kaithi number and verse signs (Prepended_Concatenation_Mark). */
const DRAWN_FORMAT = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u;

function characterBefore(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  const isPair = low >= 0xdc00 && low <= 0xdfff && at >= 2;
  return text.slice(Math.max(0, at - (isPair ? 2 : 1)), at);
}

function characterAt(text: string, at: number): string {
  const codePoint = text.codePointAt(at);
  return codePoint === undefined ? '' : String.fromCodePoint(codePoint);
}
