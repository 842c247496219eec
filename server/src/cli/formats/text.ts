import type { AuditResult } from '../../audit/index.ts';
import { atLeast } from '../../finding/index.ts';
import { type Paint, plain, wrapText } from '../terminal.ts';
import { closingLines } from './closing.ts';
import { factLines } from './facts.ts';
import { groupLines, groupsOf } from './findingGroup.ts';
import { Places } from './places.ts';
import { undeterminedLines } from './undetermined.ts';
import { waivedLines } from './waived.ts';

/** Columns of a report: readable on the smallest terminal that people use. */
const WIDTH = 80;

/** How a text report is written. */
export interface TextOptions {
  readonly paint: Paint;
  /** Only the last lines. */
  readonly quiet: boolean;
  /** What was audited, as the heading names it. */
  readonly heading: string;
}

/**
 * Writes the report for a terminal: what could not be read, the findings module
 * by module with the gravest first, the facts about modules that no file names,
 * what the project accepts, what could not be determined, the count.
 * The last two lines are enough for somebody in a hurry. Hints are not shown.
 */
export function formatText(result: AuditResult, options: TextOptions): string {
  const { paint } = options;
  const shown = result.findings.filter(({ severity }) => atLeast(severity, 'information'));
  const blocks: (readonly string[])[] = [];
  if (!options.quiet) {
    const places = new Places([
      ...result.files,
      ...result.surroundings,
      ...result.goFiles,
      ...result.policyFiles,
    ]);
    const count = `${result.modules.length} module${result.modules.length === 1 ? '' : 's'}`;
    blocks.push([`${paint.strong(options.heading)}   ${count}`]);
    for (const problem of result.problems) {
      const place = `  ${paint.error('not read')}  ${paint.strong(places.of(problem.path, problem.span))}`;
      const words = wrapText(plain(problem.message), WIDTH - 12);
      blocks.push([place, ...words.map((line) => `            ${line}`)]);
    }
    for (const group of groupsOf(shown)) blocks.push(groupLines(group, places, paint, WIDTH));
    // Where no file was audited, somebody asked about these modules alone.
    if (result.files.length === 0)
      for (const module of result.modules) blocks.push(factLines(module, paint, WIDTH));
    const accepted = result.waived.flatMap((one) => waivedLines(one, places, paint, WIDTH));
    if (accepted.length > 0) blocks.push(accepted);
    const unknown = undeterminedLines(result.modules, paint);
    if (unknown.length > 0) blocks.push(unknown);
  }
  blocks.push(closingLines(result, shown, paint));
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
