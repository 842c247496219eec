import {
  dependenciesOf,
  instantFindings,
  NameJudge,
  questionsOf,
  readGoMod,
} from '../../../server/src/audit/index.ts';
import { wasLookedFor } from '../../../server/src/audit/lookedFor.ts';
import { NOTHING_ASKED } from '../../../server/src/audit/nothingAsked.ts';
import { evidenceHash, FINDING_CODES } from '../../../server/src/finding/index.ts';
import { applyWaivers, DEFAULT_POLICY, parsePolicy } from '../../../server/src/policy/index.ts';
import { buildIndex } from '../../../server/src/typosquat/index.ts';
import { type ModuleFacts, undetermined } from '../../../server/src/verdict/index.ts';
import {
  BEHAVIOURS,
  CHECKSUMS,
  CONTENTS,
  IDENTITIES,
  LIKENESSES,
  UPSTREAMS,
} from '../../formats/auditResult.ts';
import { describe, expect, test } from '../../kit.ts';
import { EMPTY_FEED } from './feeds.ts';

describe('a finding was looked for', () => {
  const unknown = undetermined('offline');
  const nothing: ModuleFacts = { name: { state: 'unremarkable' }, ...NOTHING_ASKED };
  const offline: ModuleFacts = {
    ...nothing,
    content: unknown,
    upstream: UPSTREAMS.undetermined,
    checksum: unknown,
    likeness: { ...unknown, target: '' },
    identity: unknown,
    behaviour: unknown,
  };
  const whole: ModuleFacts = {
    ...nothing,
    content: CONTENTS.match,
    upstream: UPSTREAMS.present,
    checksum: CHECKSUMS.proven,
    likeness: LIKENESSES.unlike,
    identity: IDENTITIES.own,
    behaviour: BEHAVIOURS.quiet,
    age: { state: 'determined', days: 90, loggedBefore: 0, witness: 'somebody' },
    provenance: { state: 'none-published', refused: [] },
    protection: { state: 'movable', by: '', mayMove: 'whoever may push', sources: [] },
    advisories: { state: 'unlisted' },
    notices: { state: 'none', newest: 'v1.0.0' },
  };
  const lookedFor = (facts: ModuleFacts, names = true): readonly string[] =>
    FINDING_CODES.filter((code) => wasLookedFor(code, facts, names));
  const names = FINDING_CODES.slice(0, 6);

  test('where everything was determined, but for those that are not about one module', () => {
    expect(FINDING_CODES.filter((code) => !lookedFor(whole).includes(code))).toEqual([
      'squat/hidden-characters',
      'checksum/fork',
      ...FINDING_CODES.filter((code) => code.startsWith('environment/')),
      'policy/waiver-expired',
      'policy/waiver-dead',
    ]);
  });

  test('by name alone where nothing else was determined, or nothing applies', () => {
    expect(lookedFor(offline)).toEqual(names);
    expect(lookedFor(nothing)).toEqual(names);
  });

  test('by no name without known modules', () => {
    expect(lookedFor(offline, false)).toEqual([]);
  });

  test('in the database only where it answered', () => {
    const facts = { ...whole, checksum: CHECKSUMS['matches-go-sum'] };
    const missing = lookedFor(whole).filter((code) => !lookedFor(facts).includes(code));
    expect(missing).toEqual(['checksum/mismatch', 'checksum/unlogged', 'policy/checksum-gate']);
  });
});

describe('while somebody types', () => {
  const names = new NameJudge(() => buildIndex([{ path: 'github.com/known/thing', weight: 5000 }]));
  const text = 'module m.example/a\n\nrequire github.com/known-go/thing v1.0.0\n';
  const file = readGoMod('go.mod', '/', text, null);
  const [finding] = instantFindings(file, null, { names, feed: EMPTY_FEED }, DEFAULT_POLICY);

  test('a name that is accepted is not told, one that is accepted for something else is', () => {
    expect(finding?.code).toBe('squat/owner-affix');
    const accept = (evidence: string): number => {
      const { code = '', module = '', version = '' } = finding ?? {};
      const waivers = [{ code, module, version, reason: 'ours', evidence }];
      const { policy, problems } = parsePolicy(JSON.stringify({ waivers }));
      expect(problems).toEqual([]);
      return applyWaivers(instantFindings(file, null, { names, feed: EMPTY_FEED }, policy), policy, 0).open
        .length;
    };
    expect(accept(finding === undefined ? '' : evidenceHash(finding))).toBe(0);
    expect(accept(`sha256:${'0'.repeat(64)}`)).toBe(1);
  });

  test('the name of a trusted module is not told, and nobody is asked whom it resembles', () => {
    const { policy } = parsePolicy('{ "trusted": ["github.com/known-go"] }');
    expect(instantFindings(file, null, { names, feed: EMPTY_FEED }, policy)).toEqual([]);
    const dependencies = dependenciesOf(file, null);
    const resembles = (trusting: boolean) =>
      [...questionsOf(dependencies, names, () => (trusting ? policy : DEFAULT_POLICY)).values()].map(
        (question) => question.resembles?.target ?? null,
      );
    expect(resembles(false)).toEqual(['github.com/known/thing']);
    expect(resembles(true)).toEqual([null]);
  });

  test('a module that one file trusts and another does not is asked about', () => {
    const { policy } = parsePolicy('{ "trusted": ["github.com/known-go"] }');
    const other = readGoMod('b/go.mod', '/b', text, null);
    const dependencies = [file, other].flatMap((one) => dependenciesOf(one, null));
    const questions = questionsOf(dependencies, names, (one) => (one === file ? policy : DEFAULT_POLICY));
    expect([...questions.values()].map(({ resembles }) => resembles?.target)).toEqual([
      'github.com/known/thing',
    ]);
  });
});
