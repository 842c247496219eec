import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { FINDING_CODES, SEVERITIES } from '../../../server/src/finding/index.ts';
import { parsePolicy } from '../../../server/src/policy/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { codeBlocksOf, readDocs, sectionOf } from './pages.ts';

const schema = JSON.parse(readFileSync('docs/schema/policy-1.json', 'utf8'));
const validate = new Ajv({ strict: true }).compile(schema);

describe('docs/policy.md', () => {
  const page = readDocs('policy.md');

  test('shows a policy that is followed', () => {
    const [example = ''] = codeBlocksOf(page);
    const { policy, problems } = parsePolicy(example);
    expect(problems).toEqual([]);
    expect(policy.severity.size).toBeGreaterThan(0);
    expect(policy.undetermined).toBe('fail');
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
    { gates: { checksum: 'require' } },
    { trusted: [] },
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
