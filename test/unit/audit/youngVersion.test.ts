import { loneDependency } from '../../../server/src/audit/dependency.ts';
import { NOTHING_ASKED } from '../../../server/src/audit/nothingAsked.ts';
import { withSeverity } from '../../../server/src/audit/severities.ts';
import { observeYoung } from '../../../server/src/audit/youngVersion.ts';
import { parsePolicy } from '../../../server/src/policy/index.ts';
import { type AgeFact, undetermined } from '../../../server/src/verdict/index.ts';
import { describe, expect, test } from '../../kit.ts';

const dependency = loneDependency({ path: 'example.com/boat', version: 'v1.2.3' });
const days = (number: number): AgeFact => ({
  state: 'determined',
  days: number,
  loggedBefore: 0,
  witness: 'somebody',
});

function severities(age: AgeFact, text: string): readonly string[] {
  const { policy, problems } = parsePolicy(text);
  expect(problems).toEqual([]);
  const facts = { name: { state: 'known' } as const, ...NOTHING_ASKED, age };
  return withSeverity(observeYoung(dependency, facts, policy), policy).map(({ severity }) => severity);
}

describe('a young version', () => {
  const wanted = '"severity": { "version/young": "warning" }';
  const gate = '"gates": { "provenance": { "attestation": "accept", "orStableDays": 7 } }';
  test.each<[string, AgeFact, string, readonly string[]]>([
    ['is told of by nobody unasked', days(0), '{}', []],
    ['is told where the policy wants it', days(59), `{ ${wanted} }`, ['warning']],
    ['is old after 60 days', days(60), `{ ${wanted} }`, []],
    ['is old after the days of the gate', days(7), `{ ${wanted}, ${gate} }`, []],
    ['is young before them', days(6), `{ ${wanted}, ${gate} }`, ['warning']],
    ['is not one of which nobody knows the age', undetermined('not-dated'), `{ ${wanted} }`, []],
  ])('%s', (_, age, policy, expected) => {
    expect(severities(age, policy)).toEqual(expected);
  });
});
