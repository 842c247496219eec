import type { AuditedModule } from '../../audit/index.ts';
import { gateCounts, gateWords } from '../gateCounts.ts';
import { wrapText } from '../plain.ts';
import type { Paint } from './paint.ts';

/** What each gate of the policy said of the modules; nothing without gates. */
export function gateLines(modules: readonly AuditedModule[], paint: Paint, width: number): readonly string[] {
  const counts = gateCounts(modules);
  if (counts.length === 0) return [];
  const column = Math.max(...counts.map(({ gate }) => gate.length));
  const indent = ' '.repeat(column + 7);
  return [
    `  ${paint.strong('gates')}`,
    ...counts.flatMap((count) => {
      const only = count.level === 'report' ? 'reported only: ' : '';
      const [first = '', ...more] = wrapText(`${only}${gateWords(count).join(', ')}`, width - indent.length);
      return [`    ${count.gate.padEnd(column)}   ${first}`, ...more.map((line) => `${indent}${line}`)];
    }),
  ];
}
