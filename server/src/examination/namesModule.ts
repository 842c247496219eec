/** Characters that a module path may hold: a longer path is another module. */
const IN_PATH = /[A-Za-z0-9._~/-]/;

/**
 * Tells whether a text names a module path as a whole: `use example.com/a
 * instead` names `example.com/a`, and so does its major version
 * `example.com/a/v2`; `example.com/ab` does not. The text is attacker-controlled.
 */
export function namesModule(text: string, path: string): boolean {
  if (path === '') return false;
  for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
    const before = text.charAt(at - 1);
    const rest = text.slice(at + path.length, at + path.length + 4);
    const ends =
      !IN_PATH.test(rest.charAt(0)) || /^\.(?:[^A-Za-z0-9]|$)/.test(rest) || /^\/(?:v\d|\W|$)/.test(rest);
    // A link stands before the path at times: `https://example.com/a`.
    if (ends && (!IN_PATH.test(before) || text.slice(at - 3, at) === '://')) return true;
  }
  return false;
}
