import { parsePolicy } from '../../../server/src/policy/index.ts';
import { describe, expect, test } from '../../kit.ts';

/** The text that each problem stands on. */
const marked = (text: string): string[] =>
  parsePolicy(text).problems.map(({ span }) => text.slice(span.start, span.end));

const gates = (text: string): string => `{ "gates": ${text} }`;
const provenance = (text: string): string => gates(`{ "provenance": ${text} }`);

test('every gate, with all that it may say', () => {
  const { policy, problems } = parsePolicy(
    gates(`{ // ours
      "checksum": "require", "upstream": "report",
      "provenance": { "attestation": "accept", "orStableDays": 60, },
      "tagProtection": "report",
    }`),
  );
  expect(problems).toEqual([]);
  expect(policy.gates).toEqual({
    checksum: 'require',
    upstream: 'report',
    provenance: { attestation: 'accept', orStableDays: 60 },
    tagProtection: 'report',
  });
});

test('a policy without gates has none', () => {
  for (const text of ['{}', gates('{}')]) {
    const { policy, problems } = parsePolicy(text);
    expect(problems).toEqual([]);
    expect(Object.values(policy.gates)).toEqual([null, null, null, null]);
  }
});

describe('each mistake stands on its token', () => {
  test.each([
    [gates('[]'), ['[]']],
    [gates('"require"'), ['"require"']],
    [gates('null'), ['null']],
    [gates('{ "checksum": true }'), ['true']],
    [gates('{ "checksum": "Require" }'), ['"Require"']],
    [gates('{ "checksum": "off" }'), ['"off"']],
    [gates('{ "upstream": null }'), ['null']],
    [gates('{ "upstream": {} }'), ['{}']],
    [gates('{ "tagProtection": ["require"] }'), ['["require"]']],
    [gates('{ "tag-protection": "require" }'), ['"tag-protection"']],
    [gates('{ "age": 7 }'), ['"age"']],
    [gates('{ "constructor": "require" }'), ['"constructor"']],
    [gates('{ "checksum": "require", "checksum": "report" }'), ['"checksum"']],
    ['{ "gates": {}, "gates": {} }', ['"gates"']],
    [provenance('"require"'), ['"require"']],
    [provenance('{}'), ['{']],
    [provenance('{ "orStableDays": 60 }'), ['{']],
    [provenance('{ "attestation": "yes" }'), ['"yes"']],
    [provenance('{ "attestation": 1 }'), ['1']],
    [provenance('{ "attestation": "ignore" }'), ['{']],
    [provenance('{ "attestation": "require", "orStableDays": 60 }'), ['60']],
    [provenance('{ "attestation": "accept", "orStableDays": 0 }'), ['0']],
    [provenance('{ "attestation": "accept", "orStableDays": -60 }'), ['-60']],
    [provenance('{ "attestation": "accept", "orStableDays": 59.5 }'), ['59.5']],
    [provenance('{ "attestation": "accept", "orStableDays": 99999 }'), ['99999']],
    [provenance('{ "attestation": "accept", "orStableDays": "60" }'), ['"60"']],
    [provenance('{ "attestation": "accept", "orstabledays": 60 }'), ['"orstabledays"']],
    [
      provenance('{ "attestation": "accept", "attestation": "ignore", "orStableDays": 1 }'),
      ['"attestation"'],
    ],
  ])('%s', (text, places) => {
    expect(marked(text)).toEqual(places);
  });
});

test('a gate that cannot be followed stops the whole policy, whatever else it says', () => {
  const text = `{ "undetermined": "fail", "gates": { "checksum": "require", "upstream": "maybe" } }`;
  const { problems } = parsePolicy(text);
  expect(problems.map(({ kind }) => kind)).toEqual(['semantic']);
});
