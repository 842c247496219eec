import type { Check } from '../../../server/src/audit/check.ts';
import { loneDependency } from '../../../server/src/audit/dependency.ts';
import { NOTHING_ASKED } from '../../../server/src/audit/nothingAsked.ts';
import type { Observation } from '../../../server/src/finding/index.ts';
import type { ModuleFacts } from '../../../server/src/verdict/index.ts';

/** Runs a check on a module of which these facts alone are known. */
export function observed(check: Check, facts: Partial<ModuleFacts>): readonly Observation[] {
  const dependency = loneDependency({ path: 'github.com/somebody/thing', version: 'v1.0.0' });
  return check.run({ dependency, facts: { name: { state: 'unremarkable' }, ...NOTHING_ASKED, ...facts } });
}

/** Code and grade of each observation. */
export function gradesOf(check: Check, facts: Partial<ModuleFacts>): readonly string[] {
  return observed(check, facts).map(({ code, grade }) => `${code} ${grade}`);
}
