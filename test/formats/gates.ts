import type { AuditedModule } from '../../server/src/audit/index.ts';

/** Everything that a gate can say, of each gate. */
export const GATES: AuditedModule['gates'] = (
  ['checksum', 'upstream', 'provenance', 'tagProtection'] as const
).flatMap((gate) =>
  (['pass', 'fail', 'undetermined', 'not-applicable'] as const).map((state, index) => ({
    gate,
    state,
    level: index % 2 === 0 ? ('require' as const) : ('report' as const),
    because: `the gate ${gate} has the state ${state}`,
  })),
);
