/**
 * Which files below `vendor` directories a module zip leaves out. The rule
 * depends on the `go` line of the module's own go.mod.
 *
 * `go1.24`: from Go 1.24 on. `before`: older ones, and a missing or unreadable go line.
 */
export type VendorRule = 'before' | 'go1.24';

/** The rule for the version of a `go` line, such as `1.24`, `1.23.4` or `1.25rc1`; null when there is none. */
export function vendorRule(goVersion: string | null): VendorRule {
  const [, major = '', minor = ''] = /^([1-9][0-9]*)\.(0|[1-9][0-9]*)(?![0-9])/.exec(goVersion ?? '') ?? [];
  if (major === '') return 'before';
  if (major !== '1') return 'go1.24';
  return minor.length > 2 || (minor.length === 2 && minor >= '24') ? 'go1.24' : 'before';
}

/**
 * Tells whether the rule leaves a file out.
 *
 * Only the first matching form counts, and only the first `/vendor/`. Up to Go
 * 1.23 the search for a further slash began at the wrong place for a nested
 * `vendor`, so that in effect every file below one is left out; this is kept,
 * because it decides the hashes of published modules (golang/go#37397).
 *
 * Follows isVendoredPackage of golang.org/x/mod/zip.
 */
export function isVendored(path: string, rule: VendorRule): boolean {
  if (rule === 'go1.24' && path === 'vendor/modules.txt') return true;
  const marker = '/vendor/';
  let from = 0;
  if (path.startsWith('vendor/')) {
    from = 'vendor/'.length;
  } else {
    const at = path.indexOf(marker);
    if (at < 0) return false;
    from = rule === 'go1.24' ? at + marker.length : marker.length;
  }
  return path.indexOf('/', from) >= 0;
}
