import { contentRuleTable } from './contentRuleTable.ts';
import { contentSpeedRows } from './contentSpeedRows.ts';
import { reasonWithoutGo } from './goDownload.ts';
import { honestRows } from './honestRows.ts';
import { honestSet, realGoModFolder, requirementsIn } from './honestSet.ts';
import { shippedModules } from './material.ts';
import { relativeRows } from './relativeRows.ts';
import { republishedRows } from './republishedRows.ts';
import { republishedSet } from './republishedSet.ts';
import { notMeasured, type Row } from './row.ts';

/** What the content rules reach: rows of the table, and precision and recall by rule. */
export interface ContentFigures {
  readonly rows: readonly Row[];
  readonly rules: string;
}

/** Real modules that content rules must be silent on. */
const HONEST = 160;

/** Republications: every style comes at least four times. */
const REPUBLISHED = 64;

/**
 * The rows of content: republications rebuilt from real modules, honest
 * modules, honest relatives, and time. Zips come from the go command with the
 * user's own settings, and stay in its module cache. `seed` decides how modules
 * are republished.
 */
export function contentRows(seed: number): ContentFigures {
  const folder = realGoModFolder();
  const why =
    reasonWithoutGo() ?? (folder === null ? 'MODPROOF_REAL_GOMODS names no folder of go.mod files' : null);
  if (why !== null || folder === null) return unmeasured(why ?? '');
  const wanted = requirementsIn(folder);
  const honest = honestSet(wanted, HONEST);
  if (honest.modules.length === 0) return unmeasured('no module zip can be had');
  const republished = republishedSet(wanted, honest, shippedModules(), REPUBLISHED, seed);
  const copies = republishedRows(republished, seed);
  const silent = honestRows(honest);
  return {
    rows: [...copies.rows, ...silent.rows, ...relativeRows(), ...contentSpeedRows(honest.modules)],
    rules: contentRuleTable(copies.tally, silent.tally),
  };
}

function unmeasured(why: string): ContentFigures {
  const rows = [
    notMeasured({ what: 'rebuilt republications flagged at error' }, 'at least 95 %', why),
    notMeasured({ what: 'honest modules, content rules at error' }, '0', why),
    notMeasured({ what: 'honest modules, content rules at warning' }, 'at most 1 %', why),
  ];
  return { rows, rules: 'Content rules were not measured.' };
}
