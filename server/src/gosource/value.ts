/** A value that is known without running the program. */
export type Value = TextValue | { readonly kind: 'number'; readonly number: number } | ListValue;

export interface TextValue {
  readonly kind: 'text';
  readonly text: string;
  /** How many pieces it was joined from. */
  readonly pieces: number;
  /** Length of the longest piece, in UTF-16 units. */
  readonly longest: number;
  /** UTF-16 offsets where two pieces meet in the middle of a word, the first 64 at most. */
  readonly splits: readonly number[];
  /** Whether one element of a list was picked. */
  readonly picked: boolean;
  /** Whether it was replaced, decoded, or joined from picked elements: the source does not show it. */
  readonly built: boolean;
}

export interface ListValue {
  readonly kind: 'list';
  readonly element: 'text' | 'byte' | 'rune' | 'number';
  readonly items: readonly Value[];
}

/** Longer texts and lists are not followed. */
export const MAX_VALUE_LENGTH = 1 << 16;

/** A text that stands in the source as it is, or that `built` made. Null when it is too long. */
export function textValue(text: string, built = false): TextValue | null {
  return text.length > MAX_VALUE_LENGTH
    ? null
    : { kind: 'text', text, pieces: 1, longest: text.length, splits: [], picked: false, built };
}

/** `a + b`, or null when Go has no such sum or it is too long. */
export function sum(a: Value, b: Value): Value | null {
  if (a.kind === 'number' && b.kind === 'number') {
    return { kind: 'number', number: a.number + b.number };
  }
  if (a.kind !== 'text' || b.kind !== 'text' || a.text.length + b.text.length > MAX_VALUE_LENGTH) {
    return null;
  }
  return {
    kind: 'text',
    text: a.text + b.text,
    pieces: a.pieces + b.pieces,
    longest: Math.max(a.longest, b.longest),
    splits: splitsOf(a, b),
    picked: a.picked || b.picked,
    built: a.built || b.built || (a.picked && b.picked),
  };
}

const MAX_SPLITS = 64;

function splitsOf(a: TextValue, b: TextValue): readonly number[] {
  const meet = a.text.length;
  const inWord = /[A-Za-z0-9]$/.test(a.text.slice(-1)) && /^[A-Za-z0-9]/.test(b.text);
  if ((!inWord && b.splits.length === 0) || a.splits.length >= MAX_SPLITS) {
    return a.splits;
  }
  const later = b.splits.map((split) => split + meet);
  return [...a.splits, ...(inWord ? [meet] : []), ...later].slice(0, MAX_SPLITS);
}

/** `value[index]`, or null. */
export function pick(value: Value, index: number): Value | null {
  if (value.kind !== 'list') {
    return null;
  }
  const item = value.items[index];
  return item === undefined ? null : item.kind === 'text' ? { ...item, picked: true } : item;
}

/** `value[low:high]`, or null. Texts that are not ASCII are not cut, because Go cuts bytes. */
export function cut(value: Value, low: number, high: number | null): Value | null {
  if (value.kind === 'list') {
    return { ...value, items: value.items.slice(low, high ?? undefined) };
  }
  if (value.kind !== 'text' || !/^[\x00-\x7f]*$/.test(value.text)) {
    return null;
  }
  const text = textValue(value.text.slice(low, high ?? undefined), value.built);
  return text === null ? null : { ...text, picked: true };
}

/** `string(value)`: of a text, a list of bytes or runes, or one rune; or null. */
export function asText(value: Value): TextValue | null {
  switch (value.kind) {
    case 'text':
      return value;
    case 'number':
      return isCodePoint(value.number) ? textValue(String.fromCodePoint(value.number)) : null;
    case 'list': {
      const numbers = value.items.map((item) => (item.kind === 'number' ? item.number : -1));
      if (value.element === 'byte' && numbers.every((number) => number >= 0 && number <= 0xff)) {
        return bytesAsText(Uint8Array.from(numbers));
      }
      return value.element === 'rune' && numbers.every(isCodePoint)
        ? textValue(numbers.map((number) => String.fromCodePoint(number)).join(''), true)
        : null;
    }
  }
}

/** The text that bytes are in UTF-8, as a built one. */
export function bytesAsText(bytes: Uint8Array): TextValue | null {
  return textValue(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), true);
}

function isCodePoint(number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number <= 0x10ffff;
}
