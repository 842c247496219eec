/**
 * A setting without the passwords that its addresses may hold: what stands in
 * front of a host, with a scheme or without, and behind a question mark.
 */
export function withoutCredentials(value: string): string {
  return value
    .replace(/\/\/[^/?#\s,|]*@/g, '//…@')
    .replace(/(^|[\s,|])[^/\s,|@:]{1,256}:[^/\s,|]{1,256}@/g, '$1…@')
    .replace(/(:\/\/[^?#\s,|]{0,2048})[?#][^\s,|]+/g, '$1?…');
}
