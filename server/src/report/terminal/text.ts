import type { AuditResult } from '../../audit/index.ts';
import { atLeast } from '../../finding/index.ts';
import { groupsOf } from '../findingGroups.ts';
import { Places } from '../places.ts';
import { plain, wrapText } from '../plain.ts';
import { closingLines } from './closing.ts';
import { factLines } from './facts.ts';
import { groupLines } from './findingGroup.ts';
import { gateLines } from './gates.ts';
import { ownerLines } from './owners.ts';
import type { Paint } from './paint.ts';
import { undeterminedLines } from './undetermined.ts';
import { waivedLines } from './waived.ts';

/** How a text report is written. */
export interface TextOptions {
  readonly paint: Paint;
  /** Columns that a line may take. */
  readonly width: number;
  /** Only the last lines. */
  readonly quiet: boolean;
  /** What was audited, as the heading names it. */
  readonly heading: string;
}

/**
 * Writes the report for a terminal: what could not be read, the findings module
 * by module with the gravest first, the facts about modules that no file names,
 * what the project accepts, what could not be determined, what the gates said, the upstream owners
 * where code hosts were asked about them, the count.
 * The last two lines are enough for somebody in a hurry. Hints are not shown.
 */
export function formatText(result: AuditResult, options: TextOptions): string {
  const { paint, width } = options;
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
      const words = wrapText(plain(problem.message), width - 12);
      blocks.push([place, ...words.map((line) => `            ${line}`)]);
    }
    for (const problem of result.feed.problems)
      blocks.push([
        `  ${paint.warning('the list of malicious modules')}`,
        ...wrapText(plain(problem), width - 12).map((line) => `            ${line}`),
      ]);
    for (const group of groupsOf(shown)) blocks.push(groupLines(group, places, paint, width));
    // Where no file was audited, somebody asked about these modules alone.
    if (result.files.length === 0)
      for (const module of result.modules) blocks.push(factLines(module, paint, width));
    const accepted = result.waived.flatMap((one) => waivedLines(one, places, paint, width));
    if (accepted.length > 0) blocks.push(accepted);
    const unknown = undeterminedLines(result.modules, paint, width);
    if (unknown.length > 0) blocks.push(unknown);
    const gates = gateLines(result.modules, paint, width);
    if (gates.length > 0) blocks.push(gates);
    const owners = ownerLines(result.modules, paint, width);
    if (owners.length > 0) blocks.push(owners);
  }
  blocks.push(closingLines(result, shown, paint));
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
