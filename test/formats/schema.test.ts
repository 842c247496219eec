import { FINDING_CODES, SEVERITIES } from '../../server/src/finding/index.ts';
import { CAPABILITIES } from '../../server/src/gosource/index.ts';
import { REFUSAL_REASONS } from '../../server/src/provenance/index.ts';
import { formatJson, REPORT_SCHEMA } from '../../server/src/report/index.ts';
import { REASON_SENTENCES } from '../../server/src/verdict/index.ts';
import { describe, expect, test } from '../kit.ts';
import { CHECKSUMS, CONTENTS, EMPTY_RESULT, fullResult, GO_MOD, UPSTREAMS } from './auditResult.ts';
import { type Json, placesOf, valueAt } from './places.ts';
import { compileSchema, problemsOf, readSchema } from './reportSchema.ts';

const validate = compileSchema(1);
const freshReport = (): Json => JSON.parse(formatJson(fullResult(), { version: '0.1.0' }));

describe('the JSON report', () => {
  test('that says everything follows the schema', () => {
    expect(problemsOf(validate, freshReport())).toEqual([]);
  });

  test('that says nothing follows the schema', () => {
    const report = JSON.parse(formatJson(EMPTY_RESULT, { version: '0.1.0' }));
    expect(problemsOf(validate, report)).toEqual([]);
  });

  test('has every state', () => {
    const states = (fact: string): readonly unknown[] => [
      ...new Set((valueAt(freshReport(), 'modules') as Json[]).map((one) => valueAt(one, `${fact}.state`))),
    ];
    expect(states('name')).toEqual(expect.arrayContaining(['known', 'suspect', 'unremarkable']));
    expect(states('content')).toEqual(expect.arrayContaining(Object.keys(CONTENTS)));
    expect(states('upstream')).toEqual(expect.arrayContaining(Object.keys(UPSTREAMS)));
    expect(states('checksum')).toEqual(expect.arrayContaining(Object.keys(CHECKSUMS)));
  });

  test('counts lines and characters from 0, in UTF-16 units', () => {
    const findings = valueAt(freshReport(), 'findings') as Json[];
    const hidden = findings.find((one) => valueAt(one, 'code') === 'squat/hidden-characters') ?? null;
    const line = GO_MOD.split('\n').findIndex((text) => text.includes('\u200b'));
    const character = GO_MOD.split('\n')[line]?.indexOf('\u200b') ?? -1;
    expect(valueAt(hidden, 'location.range')).toEqual({
      start: { line: 4, character: 36 },
      end: { line: 4, character: 37 },
    });
    expect([line, character]).toEqual([4, 36]);
  });

  test('does not tell a mere namesake as a suspect', () => {
    const modules = valueAt(freshReport(), 'modules') as Json[];
    const codes = modules.map((one) => (valueAt(one, 'name') as { code?: string }).code);
    expect(codes).toContain('squat/owner-affix');
    expect(codes).not.toContain('squat/other-owner');
  });

  test('counts what it holds', () => {
    const report = freshReport();
    const modules = valueAt(report, 'modules') as Json[];
    const count = (state: string): number =>
      modules.filter((one) => valueAt(one, 'content.state') === state).length;
    expect(valueAt(report, 'summary')).toMatchObject({
      modules: modules.length,
      match: count('match'),
      explained: count('match-explained'),
      diverged: count('diverged'),
      notApplicable: count('not-applicable'),
      findings: countedBySeverity(report),
    });
  });
});

function countedBySeverity(report: Json): Readonly<Record<string, number>> {
  const findings = valueAt(report, 'findings') as Json[];
  expect(findings.length).toBeGreaterThan(SEVERITIES.length);
  const count = (severity: string): number =>
    findings.filter((one) => valueAt(one, 'severity') === severity).length;
  return Object.fromEntries(SEVERITIES.map((severity) => [severity, count(severity)]));
}

/** What the outer contract fixes: none of these may be dropped or renamed within format 1. */
const CONTRACT = `
  schema tool.name tool.version startedAt finishedAt files.*.path files.*.module
  summary.modules summary.match summary.diverged summary.undetermined summary.notApplicable
  summary.findings.error summary.findings.warning summary.findings.information summary.findings.hint
  modules.*.path modules.*.version modules.*.indirect modules.*.replacedBy
  modules.*.name.state modules.*.name.target
  modules.*.content.state modules.*.content.reason modules.*.content.changed
  modules.*.content.onlyMirror modules.*.content.onlyUpstream
  modules.*.content.capabilitiesGained modules.*.content.initAdded
  modules.*.upstream.state modules.*.upstream.repository modules.*.upstream.ref
  modules.*.upstream.commit modules.*.upstream.mirrorCommit
  modules.*.checksum.state modules.*.checksum.h1 modules.*.age.state modules.*.provenance.state
  findings.*.code findings.*.severity findings.*.module findings.*.version findings.*.message
  findings.*.location.path findings.*.location.range
  findings.*.location.range.start.line findings.*.location.range.start.character
  findings.*.location.range.end.line findings.*.location.range.end.character
  findings.*.evidence.*.kind findings.*.evidence.*.text
  findings.*.fixes.*.title findings.*.fixes.*.kind findings.*.fixes.*.to
`
  .trim()
  .split(/\s+/);

const PATTERNS = [...new Set(placesOf(freshReport()).map(({ pattern }) => pattern))];

test('the report has every field that the contract fixes', () => {
  expect(CONTRACT.filter((field) => !PATTERNS.includes(field))).toEqual([]);
});

/** Fields that reports of version 0.1.0 do not have: a report without them is one of that version. */
const ADDED = [
  'waived',
  'findings.*.evidenceHash',
  'waived.*.finding.evidenceHash',
  'findings.*.fixes.*.command',
  'corpusProblems',
  'feed',
  'modules.*.advisories',
  'modules.*.notices',
  'modules.*.name.namesakeOf',
  'modules.*.behaviour',
  'modules.*.identity',
  'modules.*.likeness',
  'modules.*.circumstances',
  'modules.*.fork',
  'modules.*.protection',
  'modules.*.gates',
  'owners',
  'modules.*.content.equals',
  'modules.*.upstream.seenBefore',
  'modules.*.upstream.loggedBefore',
  'modules.*.upstream.signatures',
  'modules.*.checksum.database',
  'modules.*.checksum.against',
  'modules.*.checksum.from',
];

test.each(ADDED)('reports of earlier versions have no %s', (pattern) => {
  expect(PATTERNS).toContain(pattern);
  const report = freshReport();
  for (const { object, key, pattern: found } of placesOf(report)) if (found === pattern) delete object[key];
  expect(validate(report)).toBe(true);
});

describe('a report is refused without', () => {
  test.each(PATTERNS.filter((pattern) => !ADDED.includes(pattern)))('%s', (pattern) => {
    const report = freshReport();
    const places = placesOf(report).filter((place) => place.pattern === pattern);
    expect(places.length).toBeGreaterThan(0);
    for (const { object, key } of places) {
      const value = object[key] ?? null;
      delete object[key];
      expect(validate(report), JSON.stringify(object)).toBe(false);
      object[key] = value;
    }
    expect(validate(report)).toBe(true);
  });
});

describe('a report is refused with', () => {
  const moduleWith = (fact: string, state: string): string => {
    const modules = valueAt(freshReport(), 'modules') as Json[];
    const index = modules.findIndex((one) => valueAt(one, `${fact}.state`) === state);
    return `modules.${index}.${fact}`;
  };
  const cases: readonly (readonly [string, string, Readonly<Record<string, Json>>])[] = [
    ['another format', '', { schema: 'modproof-report/2' }],
    ['another program', 'tool', { name: 'other' }],
    ['a time without a zone', '', { startedAt: '2026-01-02T03:04:05' }],
    ['a count below zero', 'summary', { match: -1 }],
    ['a severity that is none, counted', 'summary.findings', { critical: 1 }],
    ['a state of names that is none', 'modules.0.name', { state: 'fine' }],
    ['a suspect without its finding', moduleWith('name', 'suspect'), { code: 'origin/diverged' }],
    ['a namesake as a suspect', moduleWith('name', 'suspect'), { code: 'squat/other-owner' }],
    ['a state of contents that is none', 'modules.0.content', { state: 'same' }],
    ['a match in which a file differs', moduleWith('content', 'match'), { changed: ['a.go'] }],
    ['a match in which a file is added', moduleWith('content', 'match'), { onlyMirror: ['a.go'] }],
    ['a match with a reason', moduleWith('content', 'match'), { reason: 'offline' }],
    ['an explanation that is not given', moduleWith('content', 'match-explained'), { explanations: [] }],
    [
      'a divergence in which nothing differs',
      moduleWith('content', 'diverged'),
      { changed: [], onlyMirror: [], onlyUpstream: [] },
    ],
    ['a divergence with a reason', moduleWith('content', 'diverged'), { reason: 'offline' }],
    ['a signature of no kind', 'modules.0.upstream', { signatures: { commit: 'rubber stamp', tag: null } }],
    ['a capability that is none', moduleWith('content', 'diverged'), { capabilitiesGained: ['magic'] }],
    ['a reason that is none', moduleWith('content', 'undetermined'), { reason: 'because' }],
    ['an undetermined content without a reason', moduleWith('content', 'undetermined'), { reason: null }],
    ['an undetermined content that differs', moduleWith('content', 'undetermined'), { changed: ['a.go'] }],
    ['nothing to compare for no reason', moduleWith('content', 'not-applicable'), { reason: null }],
    ['a state of upstreams that is none', 'modules.0.upstream', { state: 'gone' }],
    ['a present version without its commit', moduleWith('upstream', 'present'), { commit: null }],
    ['a short commit', moduleWith('upstream', 'present'), { commit: '0123456' }],
    ['a moved tag without a tag', moduleWith('upstream', 'tag-moved'), { ref: null }],
    ['a new owner who is not named', moduleWith('upstream', 'owner-changed'), { redirectsTo: null }],
    ['an undetermined upstream without a reason', moduleWith('upstream', 'undetermined'), { reason: null }],
    ['a state of checksums that is none', 'modules.0.checksum', { state: 'good' }],
    ['a hash of another kind', moduleWith('checksum', 'matches-go-sum'), { h1: 'sha256:abc' }],
    ['an age in words', 'modules.0.age', { state: 'determined', days: 'many', witness: 'a note' }],
    ['a state of provenance that is none', 'modules.0.provenance', { state: 'trusted' }],
    ['an attestation that is not given', moduleWith('provenance', 'attested'), { attestations: [] }],
    ['a state of protection that is none', 'modules.0.protection', { state: 'safe' }],
    ['a finding code that is none', 'findings.0', { code: 'squat/nothing' }],
    ['a severity that is none', 'findings.0', { severity: 'critical' }],
    ['a silenced finding', 'findings.0', { severity: 'off' }],
    ['an empty message', 'findings.0', { message: '' }],
    ['a line below zero', 'findings.1.location.range.start', { line: -1 }],
    ['half a character', 'findings.1.location.range.end', { character: 0.5 }],
    ['an offset in the place of a line', 'findings.1.location.range.start', { offset: 3 }],
    ['evidence without a word for programs', 'findings.0.evidence.0', { kind: 'Go sum' }],
    ['a fix of a kind that is none', 'findings.1.fixes.0', { kind: 'delete' }],
  ];

  test.each(cases)('%s', (_, way, change) => {
    const report = freshReport();
    expect(validate(report)).toBe(true);
    Object.assign(valueAt(report, way) as object, change);
    expect(validate(report)).toBe(false);
  });
});

describe('a report is accepted with', () => {
  const CLOSED = /^(?:summary\.findings|.*range(?:\.start|\.end)?)\./;
  test('fields that are added, but for counts of severities and positions', () => {
    const refused: string[] = [];
    const report = freshReport();
    for (const { pattern, object } of placesOf(report)) {
      object.addedLater = 'later';
      const isAccepted = validate(report);
      delete object.addedLater;
      if (isAccepted === CLOSED.test(pattern)) refused.push(pattern);
    }
    expect([...new Set(refused)]).toEqual([]);
  });
});

describe('the schema knows, no more and no less,', () => {
  const schema = readSchema(1);
  test('the name of the format', () => {
    expect(valueAt(schema, 'properties.schema.const')).toBe(REPORT_SCHEMA);
  });

  const known = (way: string): readonly unknown[] => valueAt(schema, `definitions.${way}`) as unknown[];

  test.each([
    ['the finding codes', 'finding.properties.code.enum', FINDING_CODES],
    ['the severities', 'finding.properties.severity.enum', SEVERITIES],
    ['the reasons', 'reason.enum', Object.keys(REASON_SENTENCES)],
    ['the checks of attestations', 'refusedAttestation.properties.reason.enum', REFUSAL_REASONS],
    ['the capabilities', 'content.properties.capabilitiesGained.items.enum', CAPABILITIES],
    ['the states of contents', 'content.properties.state.enum', Object.keys(CONTENTS)],
    ['the states of upstreams', 'upstream.properties.state.enum', Object.keys(UPSTREAMS)],
  ])('%s', (_, way, names) => {
    expect(known(way)).toEqual([...names]);
  });
});
