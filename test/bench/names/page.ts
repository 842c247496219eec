import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Row } from './row.ts';
import { markdownTable } from './table.ts';

const PAGE = 'docs/benchmarks/names.md';
const START = '<!-- figures:start -->';
const END = '<!-- figures:end -->';

/** Puts the tables between the marks of docs/benchmarks/names.md; the words around them are written by hand. */
export function writePage(rows: readonly Row[], ruleTable: string): void {
  const page = readFileSync(resolve(PAGE), 'utf8');
  const [before, after] = [page.indexOf(START), page.indexOf(END)];
  if (before < 0 || after < before) throw new Error(`${PAGE} has no place for the figures`);
  const figures = [START, markdownTable(rows), '', '### By rule', '', ruleTable].join('\n');
  writeFileSync(resolve(PAGE), `${page.slice(0, before)}${figures}\n${page.slice(after)}`);
}
