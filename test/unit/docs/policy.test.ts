import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { FINDING_CODES, SEVERITIES } from '../../../server/src/finding/index.ts';
import { parsePolicy } from '../../../server/src/policy/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { codeBlocksOf, readDocs, sectionOf } from './pages.ts';

const schema = JSON.parse(readFileSync('docs/schema/policy-1.json', 'utf8'));
const validate = new Ajv({ strict: true }).compile(schema);

const WAIVER = { code: 'origin/diverged', module: 'example.com/a', version: 'v1.0.0', reason: 'known' };

describe('docs/policy.md', () => {
  const page = readDocs('policy.md');

  test('shows a policy that is followed', () => {
    const [example = ''] = codeBlocksOf(page);
    const { policy, problems } = parsePolicy(example);
    expect(problems).toEqual([]);
    expect(policy.severity.size).toBeGreaterThan(0);
    expect(policy.undetermined).toBe('fail');
    expect(policy.trusted).not.toBe('');
    expect(policy.waivers.length).toBeGreaterThan(0);
  });

  test('tells every severity', () => {
    const told = [...sectionOf(page, 'severity').matchAll(/^\* `(\w+)`/gm)].map(([, name]) => name);
    expect(told).toEqual([...SEVERITIES, 'off']);
  });

  test('has a section for each key', () => {
    for (const key of Object.keys(schema.properties).filter((name) => name !== '$schema')) {
      expect(sectionOf(page, key).length, key).toBeGreaterThan(0);
    }
  });
});

describe('docs/schema/policy-1.json', () => {
  test('knows every code and every severity, and no other', () => {
    expect(Object.keys(schema.properties.severity.properties)).toEqual([...FINDING_CODES]);
    expect(schema.definitions.severity.enum).toEqual([...SEVERITIES, 'off']);
  });

  const followed: readonly unknown[] = [
    {},
    { $schema: 'policy-1.json' },
    { severity: {} },
    { severity: Object.fromEntries(FINDING_CODES.map((code) => [code, 'off'])) },
    ...[...SEVERITIES, 'off'].map((severity) => ({ severity: { 'origin/tag-moved': severity } })),
    { undetermined: 'pass' },
    { undetermined: 'fail', severity: { 'squat/lookalike': 'error' } },
    { gates: {} },
    ...['require', 'report'].map((level) => ({
      gates: { checksum: level, upstream: level, tagProtection: level },
    })),
    { gates: { provenance: { attestation: 'accept' } } },
    { gates: { provenance: { attestation: 'require' } } },
    { gates: { provenance: { attestation: 'accept', orStableDays: 60 } } },
    { gates: { provenance: { orStableDays: 1, attestation: 'ignore' } } },
    { gates: { provenance: { attestation: 'accept', orStableDays: 3650 } } },
    { trusted: [] },
    { trusted: ['github.com/acme/*', 'example.com/,*.example.org'] },
    { waivers: [] },
    { waivers: [WAIVER] },
    { waivers: [{ ...WAIVER, owner: 'us', until: '2027-03-01', evidence: `sha256:${'0'.repeat(64)}` }] },
    {
      waivers: FINDING_CODES.filter((code) => !code.startsWith('policy/waiver-')).map((code) => ({
        ...WAIVER,
        code,
      })),
    },
    { waivers: [{ ...WAIVER, module: '', version: '' }] },
    { waivers: [{ ...WAIVER, version: 'v2.0.0+incompatible' }] },
  ];
  const refused: readonly unknown[] = [
    [],
    'error',
    null,
    { severity: 'error' },
    { severity: [] },
    { severity: { 'squat/other-people': 'error' } },
    { severity: { 'squat/lookalike': 'grave' } },
    { severity: { 'squat/lookalike': 1 } },
    { undetermined: 'maybe' },
    { undetermined: true },
    { gates: [] },
    { gates: 'require' },
    { gates: { checksum: true } },
    { gates: { checksum: 'accept' } },
    { gates: { upstream: null } },
    { gates: { tagProtection: {} } },
    { gates: { tagprotection: 'require' } },
    { gates: { provenance: 'require' } },
    { gates: { provenance: {} } },
    { gates: { provenance: { orStableDays: 60 } } },
    { gates: { provenance: { attestation: 'maybe' } } },
    { gates: { provenance: { attestation: 'ignore' } } },
    { gates: { provenance: { attestation: 'require', orStableDays: 60 } } },
    { gates: { provenance: { attestation: 'accept', stableDays: 60 } } },
    ...[0, -1, 1.5, 3651, '60', null].map((days) => ({
      gates: { provenance: { attestation: 'accept', orStableDays: days } },
    })),
    { trusted: 'github.com/acme/*' },
    { trusted: [1] },
    { trusted: [''] },
    { trusted: ['a,,b'] },
    { waivers: {} },
    { waivers: ['origin/diverged'] },
    ...Object.keys(WAIVER).map((key) => ({ waivers: [{ ...WAIVER, [key]: undefined }] })),
    ...Object.keys(WAIVER).map((key) => ({ waivers: [{ ...WAIVER, [key]: 1 }] })),
    { waivers: [{ ...WAIVER, code: 'origin/none' }] },
    { waivers: [{ ...WAIVER, code: 'policy/waiver-dead' }] },
    { waivers: [{ ...WAIVER, module: 'a b' }] },
    { waivers: [{ ...WAIVER, version: 'v1' }] },
    { waivers: [{ ...WAIVER, reason: ' ' }] },
    { waivers: [{ ...WAIVER, owner: '' }] },
    { waivers: [{ ...WAIVER, until: '2027-13-01' }] },
    { waivers: [{ ...WAIVER, until: 'tomorrow' }] },
    { waivers: [{ ...WAIVER, evidence: 'sha256:abc' }] },
    { waivers: [{ ...WAIVER, why: 'so' }] },
    { Severity: {} },
  ];

  test.each(followed.map((policy) => [JSON.stringify(policy)]))('takes what is followed: %s', (text) => {
    expect(parsePolicy(text).problems).toEqual([]);
    expect(validate(JSON.parse(text))).toBe(true);
  });

  test.each(refused.map((policy) => [JSON.stringify(policy)]))('refuses what is refused: %s', (text) => {
    expect(parsePolicy(text).problems).not.toEqual([]);
    expect(validate(JSON.parse(text))).toBe(false);
  });
});
