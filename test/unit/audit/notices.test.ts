import { notices } from '../../../server/src/audit/checks/notices.ts';
import { loneDependency } from '../../../server/src/audit/dependency.ts';
import { NOTHING_ASKED } from '../../../server/src/audit/nothingAsked.ts';
import type { NoticeFact } from '../../../server/src/verdict/index.ts';
import { NOTICES } from '../../formats/advisoryFacts.ts';
import { describe, expect, test } from '../../kit.ts';
import { gradesOf, observed } from './facts.ts';

const given = (more: Partial<typeof NOTICES.given>): { readonly notices: NoticeFact } => ({
  notices: { ...NOTICES.given, ...more },
});
const retraction = (rationale: string) => ({ low: 'v1.0.0', high: 'v1.0.0', rationale });

describe('what authors say of a version', () => {
  test('is told, each with where it stands', () => {
    expect(observed(notices, given({}))).toMatchObject([
      {
        code: 'version/retracted',
        message: 'The authors have retracted v1.0.0: It loses data.',
        evidence: [
          { kind: 'go.mod', text: 'of v1.2.0, the newest version' },
          { kind: 'retract', text: '[v1.0.0, v1.1.0]: It loses data.' },
        ],
      },
      { code: 'version/deprecated', message: 'The module is deprecated: use github.com/known/thing' },
    ]);
  });

  test('is told without a reason where none is given, and with the first one that is', () => {
    const words = (...rationales: readonly string[]): string | undefined =>
      observed(notices, given({ retracted: rationales.map(retraction), deprecated: null }))[0]?.message;
    expect(words('')).toBe('The authors have retracted v1.0.0, and do not say why.');
    expect(words(' \n ')).toBe('The authors have retracted v1.0.0, and do not say why.');
    expect(words('', 'It\nloses\tdata.')).toBe('The authors have retracted v1.0.0: It loses data.');
    expect(words('x'.repeat(1000))?.length).toBeLessThan(300);
  });

  test('weighs less where only others require the module', () => {
    expect(gradesOf(notices, given({}))).toEqual(['version/retracted usual', 'version/deprecated usual']);
    const dependency = { ...loneDependency({ path: 'some.example/a', version: 'v1.0.0' }), indirect: true };
    const facts = { name: { state: 'unremarkable' as const }, ...NOTHING_ASKED, ...given({}) };
    expect(notices.run({ dependency, facts }).map(({ grade }) => grade)).toEqual(['usual', 'eased']);
  });

  test.each([NOTICES.none, NOTICES.undetermined, NOTICES['not-applicable']])(
    '$state is nothing to tell',
    (fact) => {
      expect(observed(notices, { notices: fact })).toEqual([]);
    },
  );
});
