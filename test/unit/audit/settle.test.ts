import { loneDependency } from '../../../server/src/audit/dependency.ts';
import { type AuditFile, type JudgedRequirement, readGoMod } from '../../../server/src/audit/index.ts';
import { NOTHING_ASKED } from '../../../server/src/audit/nothingAsked.ts';
import { settle } from '../../../server/src/audit/settle.ts';
import type { Finding } from '../../../server/src/finding/index.ts';
import { DEFAULT_POLICY, type Policy, parsePolicy } from '../../../server/src/policy/index.ts';
import { type ContentFact, undetermined } from '../../../server/src/verdict/index.ts';
import { CONTENTS } from '../../formats/auditResult.ts';
import { expect, test } from '../../kit.ts';

const MODULE = { path: 'example.com/a', version: 'v1.0.0' };
const WAIVER = { code: 'origin/diverged', module: MODULE.path, version: MODULE.version, reason: 'known' };

const FINDING: Finding = {
  code: 'origin/diverged',
  severity: 'error',
  module: MODULE.path,
  version: MODULE.version,
  message: 'Differs.',
  location: null,
  evidence: [],
  fixes: [],
};

const policyAt = (path: string, ...waivers: readonly object[]): Policy =>
  parsePolicy(JSON.stringify({ waivers }), path).policy;

/** Two files, each with its policy, and what was learnt of the module where each requires it; null for one that does not. */
function settled(
  policies: readonly [Policy, Policy],
  contents: readonly [ContentFact | null, ContentFact | null],
  findings: readonly [readonly Finding[], readonly Finding[]] = [[], []],
) {
  const files = ['a/go.mod', 'b/go.mod'].map((path) => readGoMod(path, `/${path[0]}`, '', null));
  const policyFor = (file: AuditFile | null): Policy => (file === files[0] ? policies[0] : policies[1]);
  const requirements = contents.flatMap((content, index): JudgedRequirement[] => {
    if (content === null) return [];
    const dependency = { ...loneDependency(MODULE), file: files[index] ?? null };
    const facts = { name: { state: 'unremarkable' } as const, ...NOTHING_ASKED, content };
    return [{ dependency, facts, gates: [], isWaiting: false }];
  });
  const judged = findings.map((its, index) => ({ policy: policies[index] ?? DEFAULT_POLICY, findings: its }));
  return settle({
    judged,
    policies: files.map((file) => policyFor(file)),
    requirements,
    policyFor,
    namesWereJudged: true,
    now: 0,
  });
}

const dead = ({ findings }: ReturnType<typeof settled>): number =>
  findings.filter(({ code }) => code === 'policy/waiver-dead').length;

test('a waiver is dead only where its finding was looked for in every file for which the policy holds', () => {
  const policy = policyAt('p', WAIVER);
  expect(dead(settled([policy, policy], [CONTENTS.match, CONTENTS.match]))).toBe(1);
  expect(dead(settled([policy, policy], [CONTENTS.match, undetermined('offline')]))).toBe(0);
  expect(dead(settled([policy, policy], [undetermined('offline'), CONTENTS.match]))).toBe(0);
  expect(dead(settled([policy, policy], [null, CONTENTS.match]))).toBe(1);
  expect(dead(settled([policy, policy], [null, null]))).toBe(0);
});

test('what another policy answers for says nothing of a waiver', () => {
  const policy = policyAt('p', WAIVER);
  expect(dead(settled([policy, DEFAULT_POLICY], [null, CONTENTS.match]))).toBe(0);
  expect(dead(settled([policy, DEFAULT_POLICY], [CONTENTS.match, undetermined('offline')]))).toBe(1);
});

test('a waiver that one file needs is used, and each policy judges its own files', () => {
  const policy = policyAt('p', WAIVER);
  const common = settled([policy, policy], [CONTENTS.match, CONTENTS.diverged], [[], [FINDING]]);
  expect([dead(common), common.findings, common.waived.length]).toEqual([0, [], 1]);
  const apart = settled(
    [policy, policyAt('q')],
    [CONTENTS.diverged, CONTENTS.diverged],
    [[FINDING], [FINDING]],
  );
  expect(apart.waived.map(({ waiver }) => waiver)).toEqual(policy.waivers);
  expect(apart.findings).toEqual([FINDING]);
});

test('what is said of a waiver is said once, and its file is handed out', () => {
  const policy = policyAt('p', { ...WAIVER, until: '1969-12-31' });
  const { findings, policyFiles } = settled([policy, policy], [null, null]);
  expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
    ['policy/waiver-expired', 'warning'],
  ]);
  expect(policyFiles).toEqual([policy.source]);
  expect(settled([DEFAULT_POLICY, DEFAULT_POLICY], [null, null]).policyFiles).toEqual([]);
});

test('findings keep their order', () => {
  const other = { ...FINDING, code: 'origin/tag-moved' } as const;
  const policy = policyAt('p');
  const { findings } = settled(
    [policy, policy],
    [null, null],
    [
      [FINDING, other],
      [other, FINDING],
    ],
  );
  expect(findings.map(({ code }) => code)).toEqual([FINDING.code, other.code, other.code, FINDING.code]);
});
