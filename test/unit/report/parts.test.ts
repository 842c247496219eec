import { ages } from '../../../server/src/report/html/age.ts';
import { owners, ownersOf } from '../../../server/src/report/html/owners.ts';
import { SETTLED_BY } from '../../../server/src/report/html/settled.ts';
import { type Subject, subjectsOf } from '../../../server/src/report/html/subject.ts';
import { undetermined } from '../../../server/src/report/html/undetermined.ts';
import { ownerNameOf } from '../../../server/src/report/owners.ts';
import { REASON_SENTENCES } from '../../../server/src/verdict/index.ts';
import { UPSTREAMS } from '../../formats/auditResult.ts';
import { describe, expect, test } from '../../kit.ts';
import { resultOf } from './results.ts';

const NOW = Date.UTC(2026, 10, 26);

function subjects(number: number): readonly Subject[] {
  return subjectsOf(resultOf(number)).subjects;
}

/** The subject with another age, in days. */
function aged(subject: Subject, days: number): Subject {
  const age = { state: 'determined' as const, days, loggedBefore: 0, witness: 'somebody' };
  return { ...subject, audited: { ...subject.audited, facts: { ...subject.audited.facts, age } } };
}

function upstreamOf(subject: Subject, repository: string, state: 'present' | 'tag-moved'): Subject {
  const upstream = { ...UPSTREAMS[state], repository };
  return { ...subject, audited: { ...subject.audited, facts: { ...subject.audited.facts, upstream } } };
}

describe('upstream owners', () => {
  test.each([
    ['https://github.com/boltdb/bolt', 'github.com/boltdb'],
    ['https://git.example:8443/group/sub/thing.git', 'git.example:8443/group'],
    ['https://go.example/tools', 'go.example'],
    ['https://user:secret@git.example/a/b', 'git.example/a'],
    ['not an address', 'not an address'],
  ])('the owner of %s is %s', (repository, owner) => {
    expect(ownerNameOf(repository)).toBe(owner);
  });

  test('are counted once each, those with something to see first', () => {
    const [one, two, three, four] = subjects(4);
    if (!one || !two || !three || !four) throw new Error('there are no modules');
    const found = ownersOf([
      upstreamOf(one, 'https://a.example/many/x', 'present'),
      upstreamOf(two, 'https://a.example/many/y', 'present'),
      upstreamOf(three, 'https://a.example/moved/x', 'tag-moved'),
      upstreamOf(four, 'https://a.example/few/x', 'present'),
    ]);
    expect(found.map(({ name, modules, moved }) => [name, modules, moved])).toEqual([
      ['a.example/moved', 1, 1],
      ['a.example/many', 2, 0],
      ['a.example/few', 1, 0],
    ]);
  });

  test('are all told, however many', () => {
    const all = subjects(1000);
    const text = owners(all).text;
    const missing = ownersOf(all).filter(({ name }) => !text.includes(`>${name}<`));
    expect(missing).toEqual([]);
  });
});

describe('ages', () => {
  test('name what is known for less than 30 days, and nothing older', () => {
    const [one, two] = subjects(2);
    if (!one || !two) throw new Error('there are no modules');
    const { text } = ages([aged(one, 29), aged(two, 30)], NOW);
    const named = text.slice(text.indexOf('Known for fewer'));
    expect(named).toContain(one.label);
    expect(named).not.toContain(two.label);
    expect(text.match(/<rect class="young"/g)).toHaveLength(1);
    expect(text.match(/<rect class="old"/g)).toHaveLength(1);
  });

  test('have a mark for each version, inside of the picture', () => {
    const all = subjects(1000).map((subject, index) => aged(subject, (index * 13) % 5000));
    const { text } = ages(all, NOW);
    const marks = [
      ...text.matchAll(
        /<rect class="(?:young|old)" x="([\d.]+)%" y="([\d.]+)" width="([\d.]+)%" height="([\d.]+)"/g,
      ),
    ];
    expect(marks).toHaveLength(1000);
    for (const [, x, y, width, height] of marks) {
      expect(Number(x) + Number(width)).toBeLessThanOrEqual(100);
      expect(Number(y)).toBeGreaterThanOrEqual(0);
      expect(Number(y) + Number(height)).toBeLessThanOrEqual(108.2);
    }
  });

  test('stay a picture when thousands are of one day', () => {
    const [one] = subjects(1);
    if (!one) throw new Error('there is no module');
    const { text } = ages(
      Array.from({ length: 5000 }, () => aged(one, 400)),
      NOW,
    );
    expect(text.match(/<rect class="old"/g)).toHaveLength(1);
    expect(text).toContain('5,000 versions');
  });

  test('say of how many nothing is known', () => {
    const [one] = subjects(1);
    if (!one) throw new Error('there is no module');
    const { text } = ages([one], NOW);
    expect(text).toContain('Of 1 version the age is not known.');
    expect(text).not.toContain('<svg');
  });
});

describe('what could not be determined', () => {
  test('has for every reason what would settle it, as a sentence', () => {
    expect(Object.keys(SETTLED_BY)).toEqual(Object.keys(REASON_SENTENCES));
    for (const sentence of Object.values(SETTLED_BY)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  test('names each module of a reason, and what is not known of it', () => {
    const open = subjects(1000).filter(({ verdict }) => verdict === 'undetermined');
    const { text } = undetermined(open);
    expect(open.length).toBeGreaterThan(20);
    for (const { label } of open) expect(text).toContain(label);
    expect(text).toContain('not known: content.');
    expect(text).toContain(SETTLED_BY['upstream-rate-limit']);
    expect(text).toContain('the host asks to wait');
  });

  test('is said to be nothing only where it is', () => {
    expect(undetermined(subjects(1)).text).toContain('are settled for every module');
    expect(undetermined(subjects(100)).text).not.toContain('are settled for every module');
  });
});
