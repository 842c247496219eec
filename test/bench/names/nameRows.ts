import { buildIndex } from '../../../server/src/typosquat/index.ts';
import { todaysSeed } from '../../conformance/seed.ts';
import { confusableRows, maliciousRows } from './labelledRows.ts';
import { LeftOut } from './leftOut.ts';
import { shippedModules } from './material.ts';
import { realRows } from './realRows.ts';
import type { Row } from './row.ts';
import { ruleTable } from './ruleTable.ts';
import { slipRows } from './slipRows.ts';
import { speedRows } from './speedRows.ts';

/** Everything that is measured of names alone. */
export function nameRows(): Row[] {
  const modules = shippedModules();
  const index = buildIndex(modules);
  const leftOut = new LeftOut(modules);
  const seed = todaysSeed();
  return [
    ...maliciousRows(index),
    ...realRows(index, leftOut),
    ...confusableRows(index, leftOut),
    ...slipRows(modules, index, seed),
    ...speedRows(modules, seed),
  ];
}

/** Precision and recall of each name rule, as a Markdown table. */
export function nameRuleTable(): string {
  const modules = shippedModules();
  return ruleTable(buildIndex(modules), new LeftOut(modules));
}
