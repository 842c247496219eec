import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const script = pathToFileURL(resolve(import.meta.dirname, '../../../scripts/gopls.mjs')).href;
const { findGopls } = (await import(script)) as { findGopls(): { readonly program: string } | null };

/** The absolute path of gopls. Throws where it is not installed. */
export function goplsProgram(): string {
  const gopls = findGopls();
  if (gopls === null) throw new Error('gopls is not installed (node scripts/gopls.mjs)');
  return gopls.program;
}
