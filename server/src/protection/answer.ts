/** The fields of a JSON object, of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Parses an answer of a code host; undefined where it is no JSON. Attacker-controlled; its length is bounded by whoever read it. */
export function parseAnswer(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The fields of a value; null where it is no object. */
export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

/** The texts of a list; null where it is no list of texts, or a longer one than `limit`. */
export function textsOf(value: unknown, limit: number): readonly string[] | null {
  if (!Array.isArray(value) || value.length > limit) return null;
  return value.every((one) => typeof one === 'string') ? value : null;
}
