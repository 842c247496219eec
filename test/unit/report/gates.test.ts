import type { AuditedModule } from '../../../server/src/audit/index.ts';
import { gateCounts } from '../../../server/src/report/gateCounts.ts';
import { gates } from '../../../server/src/report/html/gates.ts';
import { subjectsOf } from '../../../server/src/report/html/subject.ts';
import { gateLines } from '../../../server/src/report/terminal/gates.ts';
import { UNPAINTED } from '../../../server/src/report/terminal/paint.ts';
import { GATES } from '../../formats/gates.ts';
import { describe, expect, test } from '../../kit.ts';
import { resultOf } from './results.ts';

/** Every result of every gate, once. */
const MODULES: readonly AuditedModule[] = GATES.map((gate, index) => {
  const [module] = resultOf(1).modules;
  if (module === undefined) throw new Error('there is no module');
  return { ...module, required: { path: `m.example/${index}`, version: 'v1.0.0' }, gates: [gate] };
});
const ALL = { pass: 1, fail: 1, undetermined: 1, notApplicable: 1 };

describe('the gates in a report', () => {
  test('are counted by result', () => {
    expect(gateCounts(MODULES)).toEqual(
      ['checksum', 'upstream', 'provenance', 'tagProtection'].map((gate) => ({
        gate,
        level: 'require',
        ...ALL,
      })),
    );
  });

  test('stand in the terminal with three results and a fourth', () => {
    expect(gateLines(MODULES, UNPAINTED, 80)[1]).toBe(
      '    checksum        1 pass, 1 fail, 1 undetermined, 1 not applicable',
    );
    const reported = MODULES.map((one) => ({
      ...one,
      gates: one.gates.map((gate) => ({ ...gate, level: 'report' as const })),
    }));
    expect(gateLines(reported, UNPAINTED, 80).join('\n')).toContain('tagProtection   reported only: 1 pass');
  });

  test('stand in the page', () => {
    const { text } = gates(subjectsOf({ ...resultOf(1), modules: MODULES }).subjects);
    expect(text.match(/<td>1<\/td>/g)).toHaveLength(16);
  });

  test('are not spoken of where none is set', () => {
    const { modules } = resultOf(3);
    expect(gateLines(modules, UNPAINTED, 80)).toEqual([]);
    expect(gates(subjectsOf(resultOf(3)).subjects).text).toBe('');
  });
});
