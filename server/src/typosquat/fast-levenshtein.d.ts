declare module 'fast-levenshtein' {
  /** The published module of fast-levenshtein 3, as far as this room uses it. */
  const levenshtein: {
    /** The least number of inserted, removed and replaced UTF-16 units between two strings. */
    get(a: string, b: string): number;
  };
  export default levenshtein;
}
