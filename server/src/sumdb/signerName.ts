/** A `+`, a lone surrogate, or what Go's unicode.IsSpace takes for a blank. */
const NO_NAME =
  /[+\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Tells whether a database or another signer of notes can have this name. Linear. */
export function isSignerName(name: string): boolean {
  return name !== '' && !NO_NAME.test(name);
}
