import type { ContentFact, UpstreamState } from '../../../server/src/verdict/index.ts';
import {
  type ChecksumFact,
  type ModuleFacts,
  REASON_SENTENCES,
  type UndeterminedReason,
} from '../../../server/src/verdict/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { readDocs, sectionOf, unwrapped } from './pages.ts';

/** Every state of every fact; the compiler says when one is missing here or is none. */
const STATES = {
  name: keysOf<ModuleFacts['name']['state']>({ known: 1, suspect: 1, unremarkable: 1 }),
  advisories: keysOf<ModuleFacts['advisories']['state']>({
    listed: 1,
    unlisted: 1,
    undetermined: 1,
    'not-applicable': 1,
  }),
  behaviour: keysOf<ModuleFacts['behaviour']['state']>({
    quiet: 1,
    'runs-on-import': 1,
    undetermined: 1,
    'not-applicable': 1,
  }),
  identity: keysOf<ModuleFacts['identity']['state']>({
    own: 1,
    other: 1,
    undetermined: 1,
    'not-applicable': 1,
  }),
  likeness: keysOf<ModuleFacts['likeness']['state']>({
    'near-copy': 1,
    unlike: 1,
    undetermined: 1,
    'not-applicable': 1,
  }),
  content: keysOf<ContentFact['state']>({
    match: 1,
    'match-explained': 1,
    diverged: 1,
    undetermined: 1,
    'not-applicable': 1,
  }),
  upstream: keysOf<UpstreamState>({
    present: 1,
    'tag-moved': 1,
    'tag-missing': 1,
    'repository-gone': 1,
    'owner-changed': 1,
    undetermined: 1,
    'not-applicable': 1,
  }),
  checksum: keysOf<ChecksumFact['state']>({
    proven: 1,
    'matches-go-sum': 1,
    mismatch: 1,
    missing: 1,
    unlogged: 1,
    undetermined: 1,
    'not-applicable': 1,
  }),
  age: keysOf<ModuleFacts['age']['state']>({ determined: 1, undetermined: 1, 'not-applicable': 1 }),
  notices: keysOf<ModuleFacts['notices']['state']>({
    none: 1,
    given: 1,
    undetermined: 1,
    'not-applicable': 1,
  }),
  provenance: keysOf<ModuleFacts['provenance']['state']>({
    attested: 1,
    'none-published': 1,
    undetermined: 1,
    'not-applicable': 1,
  }),
  protection: keysOf<ModuleFacts['protection']['state']>({
    immutable: 1,
    restricted: 1,
    movable: 1,
    undetermined: 1,
    'not-applicable': 1,
  }),
};

const page = readDocs('states.md');

describe('docs/states.md', () => {
  test('has a section for each fact', () => {
    // The compiler says when a fact is missing above.
    const facts: Readonly<Record<Exclude<keyof ModuleFacts, 'fork' | 'circumstances'>, readonly string[]>> =
      STATES;
    for (const fact of [...Object.keys(facts), 'circumstances'])
      expect(sectionOf(page, fact).length, fact).toBeGreaterThan(0);
  });

  test.each(Object.entries(STATES))('tells every state of %s and no other', (fact, states) => {
    const section = sectionOf(page, fact);
    expect(namesOfItems(section)).toEqual(states);
  });

  test('tells every reason and no other', () => {
    expect(namesOfItems(sectionOf(page, 'Reasons'))).toEqual(Object.keys(REASON_SENTENCES));
  });

  test.each(Object.entries(REASON_SENTENCES))(
    'tells the words of %s and what would settle it',
    (reason, words) => {
      const item = unwrapped(itemOf(sectionOf(page, 'Reasons'), reason as UndeterminedReason));
      const start = `* \`${reason}\`: ${words}.`;
      expect(item.slice(0, start.length)).toBe(start);
      expect(item.slice(start.length).trim()).toMatch(/^[A-Z].{15,}\.$/);
    },
  );
});

/** The names that the items of a list begin with. */
function namesOfItems(section: string): readonly string[] {
  return [...section.matchAll(/^\* `([^`]+)`:/gm)].map(([, name = '']) => name);
}

function itemOf(section: string, name: string): string {
  const start = section.indexOf(`* \`${name}\`:`);
  const end = section.indexOf('\n* ', start + 1);
  return start < 0 ? '' : section.slice(start, end < 0 ? undefined : end);
}

function keysOf<Name extends string>(names: Readonly<Record<Name, 1>>): readonly string[] {
  return Object.keys(names);
}
