import { type JudgedRequirement, readGoMod } from '../../../server/src/audit/index.ts';
import type { Finding } from '../../../server/src/finding/index.ts';
import type { Analysis } from '../../../server/src/lsp/analyst.ts';
import { relatedTo } from '../../../server/src/lsp/related.ts';
import {
  byModule,
  findingsAbout,
  VERDICT_LABELS,
  VERDICTS,
  verdictOf,
} from '../../../server/src/lsp/verdict.ts';
import { DEFAULT_POLICY } from '../../../server/src/policy/index.ts';
import { LineIndex } from '../../../server/src/text/index.ts';
import { type ModuleFacts, notApplicable, undetermined } from '../../../server/src/verdict/index.ts';
import { BEHAVIOURS, CHECKSUMS, CONTENTS, UPSTREAMS } from '../../formats/auditResult.ts';
import { describe, expect, test } from '../../kit.ts';

const TEXT = `module example.test/app

require (
	example.com/boat v1.2.3
	example.com/ship v1.0.0 // indirect
	example.com/bout v1.0.0
)
`;
const FILE = readGoMod('/app/go.mod', '/app', TEXT, null);

const GOOD: ModuleFacts = {
  name: { state: 'known' },
  advisories: { state: 'unlisted' },
  notices: { state: 'none', newest: 'v1.0.0' },
  behaviour: BEHAVIOURS.quiet,
  identity: { state: 'own', declared: null },
  likeness: notApplicable('there is nobody to compare it with'),
  circumstances: null,
  content: CONTENTS.match,
  upstream: UPSTREAMS.present,
  checksum: CHECKSUMS.proven,
  fork: null,
  age: { state: 'determined', days: 12, loggedBefore: 1_700_000_000, witness: 'a table' },
  provenance: undetermined('not-asked'),
  protection: undetermined('not-asked'),
};

function requirementOf(path: string, version: string, facts: Partial<ModuleFacts>): JudgedRequirement {
  const required = { path, version };
  const at = { path: FILE.path, span: { start: 0, end: 1 } };
  const dependency = {
    file: FILE,
    required,
    indirect: path.endsWith('ship'),
    replacement: null,
    effective: required,
    goSums: [],
    local: null,
    pathAt: at,
    versionAt: at,
  };
  return { dependency, facts: { ...GOOD, ...facts }, gates: [], isWaiting: false };
}

const BOAT = requirementOf('example.com/boat', 'v1.2.3', {});
const SHIP = requirementOf('example.com/ship', 'v1.0.0', {});

const finding = (code: Finding['code'], module: string, version: string, to?: string): Finding => ({
  code,
  severity: 'warning',
  module,
  version,
  message: '',
  location: null,
  evidence: [],
  fixes: to === undefined ? [] : [{ title: '', kind: 'replace-module', to }],
});

function analysisOf(...requirements: readonly JudgedRequirement[]): Analysis {
  return {
    file: FILE,
    lines: new LineIndex(FILE.text),
    policy: { policy: DEFAULT_POLICY, path: null, text: '', problems: [] },
    requirements,
    byKey: new Map(
      requirements.map((one) => [`${one.dependency.required.path}@${one.dependency.required.version}`, one]),
    ),
    findings: [],
    waived: [],
  };
}

const NO_WAY = { to: () => null };

describe('places that have to do with a finding', () => {
  const squat = (to: string): Finding => finding('squat/misspelling', 'example.com/boat', 'v1.2.3', to);

  test('are the line of the module that it resembles where that is required, too', () => {
    expect(relatedTo(squat('example.com/bout'), analysisOf(BOAT), NO_WAY)).toEqual([
      {
        uri: 'file:///app/go.mod',
        range: { start: { line: 5, character: 1 }, end: { line: 5, character: 17 } },
        message: 'example.com/bout is required here, too',
      },
    ]);
  });

  test('are none but files: not where it is not required, nor for content that differs', () => {
    expect(relatedTo(squat('example.com/coat'), analysisOf(BOAT), NO_WAY)).toEqual([]);
    const differing = requirementOf('example.com/boat', 'v1.2.3', { content: CONTENTS.diverged });
    const about = finding('origin/diverged', 'example.com/boat', 'v1.2.3');
    expect(relatedTo(about, analysisOf(differing), NO_WAY)).toEqual([]);
  });

  test('are the direct requirement that brings an indirect one in', () => {
    const about = finding('origin/diverged', 'example.com/ship', 'v1.0.0');
    const way = (...paths: readonly string[]) => ({
      to: () => paths.map((path) => ({ path, version: 'v1.0.0' })),
    });
    const analysis = analysisOf(BOAT, SHIP);
    expect(relatedTo(about, analysis, way('example.com/boat', 'example.com/ship'))).toMatchObject([
      { range: { start: { line: 3 } }, message: 'brought in by example.com/boat' },
    ]);
    const long = way('example.com/boat', 'example.com/mast', 'example.com/ship');
    expect(relatedTo(about, analysis, long)[0]?.message).toBe(
      'brought in by example.com/boat, by way of example.com/mast',
    );
    expect(relatedTo(about, analysis, NO_WAY)).toEqual([]);
    // Nobody asks by which way a direct one comes in.
    const direct = finding('origin/diverged', 'example.com/boat', 'v1.2.3');
    expect(relatedTo(direct, analysis, long)).toEqual([]);
  });
});

describe('what is known about a requirement, in one word', () => {
  const verdict = (
    facts: Partial<ModuleFacts>,
    severity?: Finding['severity'],
    isWaiting = false,
    code: Finding['code'] = 'behaviour/runs-on-import',
  ) =>
    verdictOf(
      { ...requirementOf('example.com/boat', 'v1.2.3', facts), isWaiting },
      severity === undefined ? [] : [{ severity, code }],
    );

  test('is good, bad, or could not be determined', () => {
    expect(verdict({})).toBe('same');
    expect(verdict({ content: CONTENTS['match-explained'] })).toBe('explained');
    expect(verdict({ content: CONTENTS.diverged })).toBe('differs');
    expect(verdict({ checksum: CHECKSUMS.mismatch })).toBe('differs');
    expect(verdict({ content: CONTENTS['not-applicable'] })).toBe('private');
    expect(verdict({ content: CONTENTS.undetermined })).toBe('undetermined');
    // The bytes are compared with nobody's where upstream is not known.
    expect(verdict({ upstream: UPSTREAMS.undetermined })).toBe('undetermined');
  });

  test('is suspect by findings of weight alone', () => {
    expect(verdict({}, 'warning')).toBe('suspect');
    expect(verdict({}, 'error')).toBe('suspect');
    expect(verdict({}, 'information')).toBe('same');
    expect(verdict({ content: CONTENTS.undetermined }, 'hint')).toBe('undetermined');
  });

  test('is stopped, and not suspect, where nothing is wrong but that a policy demands more', () => {
    expect(verdict({}, 'error', false, 'policy/provenance-gate')).toBe('stopped');
    expect(verdict({}, 'warning', false, 'policy/checksum-gate')).toBe('stopped');
    expect(verdict({}, 'hint', false, 'policy/gate-undetermined')).toBe('same');
    expect(verdict({ content: CONTENTS.diverged }, 'error', false, 'policy/upstream-gate')).toBe('differs');
  });

  test('is bad although more is to be learnt, and waits otherwise', () => {
    expect(verdict({}, 'error', true)).toBe('suspect');
    expect(verdict({ content: CONTENTS.diverged }, undefined, true)).toBe('differs');
    expect(verdict({}, undefined, true)).toBe('waiting');
    expect(verdict({ content: CONTENTS.undetermined }, undefined, true)).toBe('waiting');
  });

  test('has a label and a place in the order, worst first', () => {
    expect(VERDICTS).toEqual(Object.keys(VERDICT_LABELS));
    expect(VERDICTS[0]).toBe('differs');
    expect(new Set(Object.values(VERDICT_LABELS)).size).toBe(VERDICTS.length);
  });

  test('looks at the findings about the module version that is taken', () => {
    const own = finding('origin/diverged', 'example.com/boat', 'v1.2.3');
    const groups = byModule([own, finding('origin/diverged', 'example.com/boat', 'v1.0.0'), own]);
    expect(findingsAbout(BOAT, groups)).toEqual([own, own]);
    expect(findingsAbout(SHIP, groups)).toEqual([]);
    const effective = { path: 'example.com/boat', version: 'v1.0.0' };
    const replaced = { ...SHIP, dependency: { ...SHIP.dependency, effective } };
    expect(findingsAbout(replaced, groups)).toHaveLength(1);
  });
});
