/**
 * How well names and copies are judged: recall on documented malicious
 * modules, false alarms on honest ones, generated slips, and time. One table,
 * with the best peer's figure beside ours.
 *
 *   --details   says what each figure is made of
 *   --write     writes the tables into docs/benchmarks/names.md
 *   --check     ends with 1 where a figure of accuracy misses its bar; times never fail
 *
 * Real go.mod files are read from the folder that MODPROOF_REAL_GOMODS names.
 */

import { todaysSeed } from '../conformance/seed.ts';
import { coldStart } from './names/coldStart.ts';
import { contentRows } from './names/contentRows.ts';
import { nameRows, nameRuleTable } from './names/nameRows.ts';
import { writePage } from './names/page.ts';
import { isMissed } from './names/row.ts';
import { printTable } from './names/table.ts';

const CHECKED_SEED = 1;

const has = (option: string) => process.argv.includes(option);

// The benchmark starts itself anew to see a process that has just begun.
if (has('--cold-start')) console.log(JSON.stringify(coldStart()));
else {
  // A check compares with the last one, so it republishes in the same way every time.
  const content = contentRows(has('--check') ? CHECKED_SEED : todaysSeed());
  const rows = [...nameRows(), ...content.rows];
  const rules = `${nameRuleTable()}\n\n${content.rules}`;
  printTable(rows, has('--details'));
  console.log(`\n${rules}`);
  if (has('--write')) writePage(rows, rules);
  const missed = rows.filter(isMissed);
  for (const { what, ours, bar } of missed) console.error(`missed: ${what}: ${ours}, bar ${bar}`);
  if (has('--check') && missed.length > 0) process.exitCode = 1;
}
