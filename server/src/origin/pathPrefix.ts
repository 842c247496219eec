/**
 * Tells whether `path` begins with the elements of `prefix`. A prefix that ends
 * with a slash counts as well, as in Go's str.HasPathPrefix.
 */
export function hasPathPrefix(path: string, prefix: string): boolean {
  if (path === prefix) return true;
  if (prefix === '' || !path.startsWith(prefix)) return false;
  return prefix.endsWith('/') || path[prefix.length] === '/';
}
