import type { AuditedModule } from '../audit/index.ts';

/** What one gate said of all modules: how many of each result. */
export interface GateCount {
  /** The gate's key in the policy file. */
  readonly gate: string;
  /** Whether it stops anything. */
  readonly level: string;
  readonly pass: number;
  readonly fail: number;
  readonly undetermined: number;
  readonly notApplicable: number;
}

/** Counts the results of every gate that is set, in the order in which they are judged; none without gates. */
export function gateCounts(modules: readonly AuditedModule[]): readonly GateCount[] {
  const results = modules.flatMap(({ gates }) => gates);
  return [...new Set(results.map(({ gate }) => gate))].map((gate): GateCount => {
    const its = results.filter((one) => one.gate === gate);
    const number = (state: string): number => its.filter((one) => one.state === state).length;
    return {
      gate,
      level: its.some(({ level }) => level === 'require') ? 'require' : 'report',
      pass: number('pass'),
      fail: number('fail'),
      undetermined: number('undetermined'),
      notApplicable: number('not-applicable'),
    };
  });
}

/** The results of a gate in words, those that there are. */
export function gateWords({ pass, fail, undetermined, notApplicable }: GateCount): readonly string[] {
  return [
    pass > 0 ? `${pass} pass` : '',
    fail > 0 ? `${fail} fail` : '',
    undetermined > 0 ? `${undetermined} undetermined` : '',
    notApplicable > 0 ? `${notApplicable} not applicable` : '',
  ].filter((words) => words !== '');
}
