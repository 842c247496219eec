/** 32 random letters and digits, for a page's content security policy. */
export function makeNonce(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
