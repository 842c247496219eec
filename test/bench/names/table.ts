import type { Row } from './row.ts';

const HEAD = ['what', 'best peer, measured', 'bar', 'ours', 'ratio'];

/** Prints the rows as one table; with `details`, what each figure is made of as well. */
export function printTable(rows: readonly Row[], details: boolean): void {
  const lines = [HEAD, ...rows.map(cells)];
  const widths = HEAD.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  lines.forEach((line, at) => {
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
    for (const detail of details ? (rows[at - 1]?.details ?? []) : []) console.log(`    ${detail}`);
  });
}

/** The same as a Markdown table, details left out. */
export function markdownTable(rows: readonly Row[]): string {
  const lines = [HEAD, HEAD.map(() => '---'), ...rows.map(cells)];
  return lines.map((line) => `| ${line.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}

function cells({ what, peer, bar, ours, ratio }: Row): string[] {
  const against = ratio === null ? '–' : Number.isFinite(ratio) ? ratio.toFixed(2) : 'missed';
  return [what, peer, bar, ours, against];
}
