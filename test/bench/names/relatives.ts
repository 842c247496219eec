import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ModuleVersion } from '../../../server/src/module/index.ts';
import { type ContentModule, readContentModule } from './contentModule.ts';
import { downloadModules } from './goDownload.ts';

/** An honest module and one that it comes from, or that comes from it. */
export interface Relatives {
  readonly a: ContentModule;
  readonly b: ContentModule;
  readonly relation: string;
}

/** Larger zips say nothing new and take long, in bytes. */
const MAX_ZIP_BYTES = 3_000_000;

/** The pairs of `labelled/relatives.txt` of which both sides can be had, and how many there are of all. */
export function relatives(): { readonly pairs: readonly Relatives[]; readonly of: number } {
  const rows = readFileSync(resolve('test/bench/names/labelled/relatives.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
  const sides = new Map<string, ModuleVersion>();
  for (const [a = '', aVersion = '', b = '', bVersion = ''] of rows) {
    sides.set(a, { path: a, version: aVersion });
    sides.set(b, { path: b, version: bVersion });
  }
  const contents = new Map<string, ContentModule>();
  for (const answer of downloadModules([...sides.values()])) {
    if (answer.kind === 'missing') continue;
    const content = readContentModule(answer.zipPath, answer.module, MAX_ZIP_BYTES);
    if (content !== null) contents.set(answer.module.path, content);
  }
  const pairs = rows.flatMap(([first = '', , second = '', , relation = '']): Relatives[] => {
    const [a, b] = [contents.get(first), contents.get(second)];
    return a === undefined || b === undefined ? [] : [{ a, b, relation }];
  });
  return { pairs, of: rows.length };
}
