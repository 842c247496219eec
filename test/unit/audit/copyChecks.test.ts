import { gradeOfCopy, nearCopy } from '../../../server/src/audit/checks/nearCopy.ts';
import { otherIdentity } from '../../../server/src/audit/checks/otherIdentity.ts';
import { suspectName } from '../../../server/src/audit/checks/suspectName.ts';
import { CAPABILITIES, type Capability } from '../../../server/src/gosource/index.ts';
import type {
  Circumstances,
  LikenessFact,
  ModuleFacts,
  NearCopy,
} from '../../../server/src/verdict/index.ts';
import { type ContentFact, UNKNOWN_UPSTREAM, undetermined } from '../../../server/src/verdict/index.ts';
import { BEHAVIOURS, IDENTITIES, LIKENESSES } from '../../formats/auditResult.ts';
import { describe, expect, test } from '../../kit.ts';
import { gradesOf, observed } from './facts.ts';

const NOTHING_GAINED = { capabilities: [], onImport: [], actsOnImport: [], assembledTexts: 0 } as const;

function copyWith(gained: Partial<NonNullable<NearCopy['gained']>> | null): NearCopy {
  return { ...LIKENESSES['near-copy'], gained: gained === null ? null : { ...NOTHING_GAINED, ...gained } };
}

const HARMLESS = copyWith({});
const OLD = { state: 'determined', days: 800, loggedBefore: 1_650_000_000, witness: 'somebody' } as const;
const TOLD_BY_OTHER: Circumstances = { versions: 3, importers: null, acknowledged: 'successor' };

describe('how grave a copy is', () => {
  test.each<[string, Parameters<typeof copyWith>[0], string]>([
    ['that gained nothing', {}, 'eased'],
    ['of which nobody knows what it gained', null, 'eased'],
    ['that gained files, cgo and unsafe', { capabilities: ['files', 'cgo', 'unsafe'] }, 'eased'],
    ['that gained hidden texts and nothing else', { assembledTexts: 3 }, 'eased'],
    ['that gained the network', { capabilities: ['network'] }, 'usual'],
    ['that gained processes', { capabilities: ['process'] }, 'usual'],
    ['that loads code', { capabilities: ['plugin'] }, 'usual'],
    ['that calls the system', { capabilities: ['system-call'] }, 'usual'],
    ['that gained the network and processes', { capabilities: ['network', 'process'] }, 'aggravated'],
    [
      'that gained processes with hidden texts',
      { capabilities: ['process'], assembledTexts: 1 },
      'aggravated',
    ],
    ['that connects on import', { capabilities: ['network'], actsOnImport: ['network'] }, 'aggravated'],
    ['that starts on import what it could start before', { actsOnImport: ['process'] }, 'aggravated'],
  ])('one %s', (_, gained, grade) => {
    expect(gradeOfCopy(copyWith(gained))).toBe(grade);
  });

  test('never falls when more is gained', () => {
    const rank = { eased: 0, usual: 1, aggravated: 2 };
    for (const one of CAPABILITIES) {
      for (const other of CAPABILITIES) {
        const fewer = gradeOfCopy(copyWith({ capabilities: [one] }));
        const more = gradeOfCopy(copyWith({ capabilities: [one, other] as Capability[] }));
        expect(rank[more], `${one} ${other}`).toBeGreaterThanOrEqual(rank[fewer]);
      }
    }
  });
});

describe('squat/near-copy', () => {
  test('is told of a near copy alone', () => {
    expect(gradesOf(nearCopy, { likeness: HARMLESS })).toEqual(['squat/near-copy eased']);
    for (const state of ['unlike', 'undetermined', 'not-applicable'] as const) {
      expect(gradesOf(nearCopy, { likeness: LIKENESSES[state] })).toEqual([]);
    }
  });

  test('names the other module, the share and what is gained', () => {
    const [first] = observed(nearCopy, { likeness: copyWith({ capabilities: ['network', 'unsafe'] }) });
    expect(first?.message).toBe(
      'A copy of github.com/known/thing: 97 % of its code is the same, and it gained network access.',
    );
    expect(first?.fixes.map(({ to }) => to)).toEqual(['github.com/known/thing']);
  });

  test('says so where what it gained is not known', () => {
    const [first] = observed(nearCopy, { likeness: copyWith(null) });
    expect(first?.message).toContain('what it gained could not be determined');
  });

  test('is not told of a harmless copy that the other module names as its successor', () => {
    expect(gradesOf(nearCopy, { likeness: HARMLESS, circumstances: TOLD_BY_OTHER })).toEqual([]);
    const likeness = copyWith({ actsOnImport: ['process'] });
    expect(gradesOf(nearCopy, { likeness, circumstances: TOLD_BY_OTHER })).toHaveLength(1);
  });
});

describe('squat/other-identity', () => {
  const other = { identity: IDENTITIES.other } as const;
  const YOUNG = { ...OLD, days: 30 } as const;

  test.each<[string, Partial<ModuleFacts>, string]>([
    [
      'a warning where the copy gained something',
      { likeness: copyWith({ capabilities: ['network'] }) },
      'usual',
    ],
    ['information where the copy gained nothing', { likeness: HARMLESS, age: YOUNG }, 'eased'],
    ['information where the content is another', { likeness: LIKENESSES.unlike, age: YOUNG }, 'eased'],
    ['information where nothing could be compared', { likeness: LIKENESSES.undetermined }, 'eased'],
    ['the same for an old module', { likeness: LIKENESSES.undetermined, age: OLD }, 'eased'],
    ['a warning for a young one', { likeness: LIKENESSES.undetermined, age: YOUNG }, 'usual'],
    [
      'a warning for one that acts on import',
      { likeness: LIKENESSES.undetermined, behaviour: BEHAVIOURS['runs-on-import'], age: OLD },
      'usual',
    ],
    [
      'a warning for one that cannot be read',
      { likeness: LIKENESSES['not-applicable'], behaviour: BEHAVIOURS.undetermined, age: OLD },
      'usual',
    ],
    [
      'a warning for a young one that is unlike a third module alone',
      {
        likeness: {
          ...LIKENESSES.unlike,
          target: { path: 'github.com/known/other', version: 'v1.0.0' },
        } as LikenessFact,
        age: YOUNG,
      },
      'usual',
    ],
  ])('is %s', (_, facts, grade) => {
    expect(gradesOf(otherIdentity, { ...other, ...facts })).toEqual([`squat/other-identity ${grade}`]);
  });

  test('says what is known of the two contents', () => {
    const message = (likeness: LikenessFact): string | undefined =>
      observed(otherIdentity, { ...other, likeness })[0]?.message;
    expect(message(HARMLESS)).toBe('Its own texts say that it is github.com/known/thing.');
    expect(message(LIKENESSES.unlike)).toBe(
      'Its own texts say that it is github.com/known/thing; 5 % of its code is the same.',
    );
    expect(message(LIKENESSES.undetermined)).toBe(
      'Its own texts say that it is github.com/known/thing; whether it is a copy could not be determined: there is too little code to compare.',
    );
  });

  test('is not told of a module that names itself or nobody', () => {
    for (const state of ['own', 'undetermined', 'not-applicable'] as const) {
      expect(gradesOf(otherIdentity, { identity: IDENTITIES[state] })).toEqual([]);
    }
  });
});

const SUSPECT = {
  state: 'suspect',
  code: 'squat/misspelling',
  target: 'github.com/known/thing',
  targetWeight: 240,
  ownWeight: 0,
  rule: 'owner "known": "m" added',
} as const;
const USED: Circumstances = { versions: 9, importers: { direct: 40, all: 90 }, acknowledged: null };

describe('a suspect name', () => {
  test('is a warning, with how much more used the other is', () => {
    const [first] = observed(suspectName, { name: SUSPECT });
    expect(first).toMatchObject({ code: 'squat/misspelling', grade: 'usual' });
    expect(first?.message).toContain('required by 240 known projects; this one by none');
  });

  test('is eased by age, versions and importers together, and by none of them alone', () => {
    const grade = (age: typeof OLD | null, circumstances: Circumstances | null): readonly string[] =>
      gradesOf(suspectName, { name: SUSPECT, ...(age === null ? {} : { age }), circumstances });
    expect(grade(OLD, USED)).toEqual(['squat/misspelling eased']);
    expect(grade({ ...OLD, days: 30 } as never, USED)).toEqual(['squat/misspelling usual']);
    expect(grade(null, USED)).toEqual(['squat/misspelling usual']);
    expect(grade(OLD, null)).toEqual(['squat/misspelling usual']);
    expect(grade(OLD, { ...USED, versions: 1 })).toEqual(['squat/misspelling usual']);
    expect(grade(OLD, { ...USED, importers: null })).toEqual(['squat/misspelling usual']);
    expect(grade(OLD, { ...USED, importers: { direct: 2, all: 900 } })).toEqual(['squat/misspelling usual']);
  });

  test('is told by nobody where the other module names it as its successor', () => {
    expect(gradesOf(suspectName, { name: SUSPECT, circumstances: TOLD_BY_OTHER })).toEqual([]);
  });

  test('tells what else is known of it', () => {
    const [first] = observed(suspectName, { name: SUSPECT, age: OLD, circumstances: USED });
    expect(first?.evidence.map(({ text }) => text)).toContain(
      'in the log before 2022-04-15, 9 versions, required by 40 modules',
    );
  });

  test('of a mere namesake is a hint until it is a copy that gained something', () => {
    const name = { ...SUSPECT, code: 'squat/other-owner' } as const;
    expect(gradesOf(suspectName, { name })).toEqual(['squat/other-owner usual']);
    expect(gradesOf(suspectName, { name, likeness: HARMLESS })).toEqual(['squat/other-owner usual']);
    expect(gradesOf(suspectName, { name, likeness: undeterminedLikeness() })).toEqual([
      'squat/other-owner usual',
    ]);
    const likeness = copyWith({ capabilities: ['process'] });
    expect(gradesOf(suspectName, { name, likeness })).toEqual(['squat/other-owner aggravated']);
  });
});

describe('an earlier address of the module that it resembles', () => {
  const leadingTo = (
    redirectsTo: string,
    content: ContentFact = { state: 'match' },
  ): Partial<ModuleFacts> => ({
    name: { ...SUSPECT, code: 'squat/other-owner' },
    identity: IDENTITIES.other,
    likeness: copyWith({ capabilities: ['network', 'process'] }),
    upstream: { ...UNKNOWN_UPSTREAM, state: 'owner-changed', redirectsTo },
    content,
  });
  const told = (facts: Partial<ModuleFacts>): number =>
    [nearCopy, otherIdentity, suspectName].flatMap((check) => gradesOf(check, facts)).length;

  test.each(['https://github.com/known/thing', 'https://github.com/Known/thing.git/'])(
    'is the same project where its repository leads to %s and its bytes are from there',
    (redirectsTo) => {
      expect(told(leadingTo(redirectsTo))).toBe(0);
    },
  );

  test('is no such thing where it leads elsewhere, or its bytes are others', () => {
    expect(told(leadingTo('https://github.com/known/thing-fork'))).toBe(3);
    expect(told(leadingTo('https://known.example'))).toBe(3);
    expect(told(leadingTo('https://github.com/known/thing', undetermined('upstream-unreachable')))).toBe(3);
  });
});

function undeterminedLikeness(): LikenessFact {
  return { ...undetermined('offline'), target: SUSPECT.target };
}
