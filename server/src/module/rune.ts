/**
 * The character at `at` of well-formed UTF-8, and how many bytes it takes.
 *
 * Where `at` is in the middle of a character, the answer is U+FFFD and one
 * byte, as Go's `utf8.DecodeRune` has it.
 */
export function runeAt(bytes: Uint8Array, at: number): { rune: number; size: number } {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { rune: first, size: 1 };
  const size = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (size === 1 || at + size > bytes.length) return { rune: 0xfffd, size: 1 };
  let rune = first & (0x7f >> size);
  for (let i = 1; i < size; i++) rune = (rune << 6) | ((bytes[at + i] ?? 0) & 0x3f);
  return { rune, size };
}
