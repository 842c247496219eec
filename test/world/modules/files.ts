/** Small helpers that keep the descriptions short. They copy and never choose. */
import type { Expected, Tree, ZipFiles } from './description.ts';

/** What is expected of a module that is the same everywhere. */
export const SAME: Expected = { content: { state: 'match' }, upstream: 'present', findings: [] };

/** What is expected where every difference has a cause that can be proven: `causes` by path. */
export function explainedBy(causes: Readonly<Record<string, string>>): Expected {
  return { content: { state: 'match-explained', explained: causes }, upstream: 'present', findings: [] };
}

/** The contents of exactly the `names` given, as `tree` has them. Throws when one is absent or not a file. */
export function pick(tree: Tree, names: readonly string[]): ZipFiles {
  const files: Record<string, string | Uint8Array> = {};
  for (const name of names) {
    files[name] = contentOf(tree, name);
  }
  return files;
}

/** As {@link pick}, for a module in `directory`: `names` are relative to it. */
export function pickBelow(tree: Tree, directory: string, names: readonly string[]): ZipFiles {
  const files: Record<string, string | Uint8Array> = {};
  for (const name of names) {
    files[name] = contentOf(tree, `${directory}/${name}`);
  }
  return files;
}

/** `text` with every line ending turned into CR LF. `text` holds LF alone. */
export function withCrlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

/** A short permissive licence. */
export function licence(year: number, holder: string): string {
  return `Copyright (c) ${year} ${holder}

Permission to use, copy, modify, and/or distribute this software for any
purpose with or without fee is hereby granted, provided that the above
copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY
AND FITNESS.
`;
}

function contentOf(tree: Tree, name: string): string | Uint8Array {
  const file = tree[name];
  if (file === undefined) {
    throw new Error(`the tree has no ${name}`);
  }
  if (typeof file === 'string' || file instanceof Uint8Array) {
    return file;
  }
  if ('executable' in file) {
    return file.executable;
  }
  throw new Error(`${name} is not a file`);
}
