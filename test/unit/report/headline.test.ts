import type { AuditedModule, AuditResult } from '../../../server/src/audit/index.ts';
import type { Finding, Severity } from '../../../server/src/finding/index.ts';
import { sentenceOf } from '../../../server/src/report/html/headline.ts';
import { subjectsOf } from '../../../server/src/report/html/subject.ts';
import { type ModuleFacts, undetermined } from '../../../server/src/verdict/index.ts';
import { CONTENTS, UPSTREAMS } from '../../formats/auditResult.ts';
import { describe, expect, test } from '../../kit.ts';
import { resultOf } from './results.ts';

/** As many sound modules, the first ones with these facts. */
function audit(number: number, ...facts: readonly Partial<ModuleFacts>[]): AuditResult {
  const result = resultOf(number);
  const sound = resultOf(1).modules[0]?.facts;
  if (sound === undefined) throw new Error('there is no module');
  const modules = result.modules.map(
    (one, index): AuditedModule => ({ ...one, facts: { ...sound, ...facts[index] } }),
  );
  return { ...result, modules, findings: [] };
}

function finding(severity: Severity, module: AuditedModule | undefined): Finding {
  const { path, version } = module?.required ?? { path: '', version: '' };
  return {
    code: 'squat/misspelling',
    severity,
    module: path,
    version,
    message: 'Something was seen.',
    location: null,
    evidence: [],
    fixes: [],
  };
}

function sentence(result: AuditResult): string {
  return sentenceOf(result, subjectsOf(result));
}

const NOT_BUILT = { ...CONTENTS.diverged, built: [] };
const OPEN = { content: undetermined('offline') };
const PRIVATE = { content: CONTENTS['not-applicable'], upstream: UPSTREAMS['not-applicable'] };

describe('the sentence on top', () => {
  test.each([
    [audit(0), 'No module was found to audit.'],
    [audit(1), 'The one module is what upstream published.'],
    [audit(42), 'All 42 modules are what upstream published.'],
    [
      audit(1, { content: CONTENTS.diverged }),
      'For the one module, the mirror serves other code than upstream.',
    ],
    [
      audit(42, { content: CONTENTS.diverged }),
      'For 1 of 42 modules, the mirror serves other code than upstream.',
    ],
    [audit(3, { content: NOT_BUILT }), 'For 1 of 3 modules, the mirror serves other files than upstream.'],
    [audit(3, OPEN), '1 of 3 modules could not be verified.'],
    [audit(1, OPEN), 'The one module could not be verified.'],
    [audit(3, { upstream: UPSTREAMS.undetermined }), '1 of 3 modules could not be verified.'],
    [audit(3, PRIVATE), 'All that can be compared, 2 modules of 3, are what upstream published.'],
    [audit(2, PRIVATE, PRIVATE), 'There is no upstream to compare the 2 modules with.'],
    [
      audit(2, OPEN, { content: CONTENTS.diverged }),
      'For 1 of 2 modules, the mirror serves other code than upstream.',
    ],
  ])('is right, case %#', (result, expected) => {
    expect(sentence(result)).toBe(expected);
  });

  test('counts a module with a warning as suspect, whatever its content', () => {
    const result = audit(3);
    const [first] = result.modules;
    expect(sentence({ ...result, findings: [finding('warning', first)] })).toBe('1 of 3 modules is suspect.');
    expect(sentence({ ...result, findings: [finding('hint', first)] })).toBe(
      'All 3 modules are what upstream published.',
    );
  });

  test('tells a module that a gate stops apart from a suspect one', () => {
    const result = audit(3);
    const [first, second] = result.modules;
    const stopped = { ...finding('error', first), code: 'policy/provenance-gate' as const };
    expect(sentence({ ...result, findings: [stopped] })).toBe('1 of 3 modules is stopped by the policy.');
    expect(sentence({ ...result, findings: [stopped, finding('warning', second)] })).toBe(
      '1 of 3 modules is suspect.',
    );
  });

  test('is no "all clear" where something was found in the files, or was not read', () => {
    const result = audit(3);
    expect(sentence({ ...result, findings: [finding('error', undefined)] })).toContain(
      'but something was found',
    );
    const problems = [{ path: 'b/go.mod', span: null, message: 'This may not be read.' }];
    expect(sentence({ ...result, problems })).toContain('but part of the input could not be read');
    expect(sentence({ ...audit(0), problems })).toBe('Nothing could be audited.');
  });

  describe('where the project accepts what was found', () => {
    const waive = (result: AuditResult, ...codes: readonly Finding['code'][]): AuditResult => {
      const waived = codes.map((code): AuditResult['waived'][number] => {
        const accepted = { ...finding('warning', result.modules[0]), code };
        const { module, version } = accepted;
        const terms = {
          code,
          module,
          version,
          reason: 'It is ours.',
          owner: null,
          until: null,
          evidence: null,
        };
        return {
          finding: accepted,
          waiver: { ...terms, index: 0, span: { start: 0, end: 1 }, untilSpan: null },
        };
      });
      return { ...result, waived };
    };

    test.each([
      [waive(audit(3, { content: CONTENTS.diverged }), 'origin/diverged')],
      [waive(audit(3, OPEN), 'origin/undetermined')],
      [waive(audit(3), 'squat/misspelling')],
    ])('says accepted, and neither good nor bad, case %#', (result) => {
      expect(sentence(result)).toBe(
        '1 of 3 modules is accepted by the project; the others that can be compared are what upstream published.',
      );
    });

    test.each([
      [
        waive(audit(3, { content: CONTENTS.diverged }), 'origin/tag-moved'),
        'For 1 of 3 modules, the mirror serves other code than upstream.',
      ],
      [waive(audit(3, OPEN), 'squat/misspelling'), '1 of 3 modules could not be verified.'],
      [waive(audit(1, OPEN), 'origin/undetermined'), 'The one module is accepted by the project.'],
    ])('says what it does not accept, case %#', (result, expected) => {
      expect(sentence(result)).toBe(expected);
    });

    test('counts what is found besides', () => {
      const result = waive(audit(3, { content: CONTENTS.diverged }), 'origin/diverged');
      const findings = [finding('warning', result.modules[0])];
      expect(sentence({ ...result, findings })).toBe('1 of 3 modules is suspect.');
    });
  });

  test('takes a finding about a replacement for one about the requirement', () => {
    const result = audit(2);
    const [first, second] = result.modules;
    if (first === undefined || second === undefined) throw new Error('there is no module');
    const module = { path: 'github.com/else/thing', version: 'v1.1.0' };
    const modules = [{ ...first, replacement: { kind: 'module' as const, module } }, second];
    const findings = [{ ...finding('error', undefined), module: module.path, version: module.version }];
    expect(sentence({ ...result, modules, findings })).toBe('1 of 2 modules is suspect.');
  });
});
