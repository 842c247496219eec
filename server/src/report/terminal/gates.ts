import type { AuditedModule } from '../../audit/index.ts';
import { gateCounts, gateWords } from '../gateCounts.ts';
import type { Paint } from './paint.ts';

/** What each gate of the policy said of the modules; nothing without gates. */
export function gateLines(modules: readonly AuditedModule[], paint: Paint): readonly string[] {
  const counts = gateCounts(modules);
  if (counts.length === 0) return [];
  const width = Math.max(...counts.map(({ gate }) => gate.length));
  return [
    `  ${paint.strong('gates')}`,
    ...counts.map((count) => {
      const only = count.level === 'report' ? '   (reported only)' : '';
      return `    ${count.gate.padEnd(width)}   ${gateWords(count).join(', ')}${only}`;
    }),
  ];
}
