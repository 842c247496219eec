/** What the mirror does wrong when it is asked for one module. */
export type MirrorFault =
  /** Every request for the module gets this status with a text that says nothing. */
  | { readonly kind: 'status'; readonly status: number }
  /** 403 with the text of a security block. */
  | { readonly kind: 'blocked' }
  /** No request for the module is ever answered. */
  | { readonly kind: 'hangs' }
  /** The zip comes one byte at a time, and does not end. */
  | { readonly kind: 'drips' }
  /** The zip's Content-Length is greater than what is sent before the connection is cut. */
  | { readonly kind: 'cut-short' }
  /** The zip's Content-Length is a tebibyte; then the connection stays silent. */
  | { readonly kind: 'huge-content-length' }
  /** Half a zip, declared as whole. */
  | { readonly kind: 'truncated-zip' }
  /** A zip with one byte of content changed. */
  | { readonly kind: 'corrupt-zip' }
  /** The zip of v9.9.9 in the place of the version asked for. */
  | { readonly kind: 'other-version' }
  /** A zip whose first file is declared as almost 4 GiB. */
  | { readonly kind: 'huge-declared-size' };
