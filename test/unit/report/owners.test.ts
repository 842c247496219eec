import type { AuditedModule } from '../../../server/src/audit/index.ts';
import { owners } from '../../../server/src/report/html/owners.ts';
import { subjectsOf } from '../../../server/src/report/html/subject.ts';
import { upstreamOwners } from '../../../server/src/report/owners.ts';
import { ownerLines } from '../../../server/src/report/terminal/owners.ts';
import { UNPAINTED } from '../../../server/src/report/terminal/paint.ts';
import {
  type ModuleFacts,
  notApplicable,
  type ProtectionFact,
  type ProvenanceFact,
  undetermined,
} from '../../../server/src/verdict/index.ts';
import { UPSTREAMS } from '../../formats/auditResult.ts';
import { PROTECTIONS, PROVENANCES } from '../../formats/hostFacts.ts';
import { describe, expect, test } from '../../kit.ts';
import { resultOf } from './results.ts';

const [IMMUTABLE, RESTRICTED, MOVABLE] = PROTECTIONS as readonly [
  ProtectionFact,
  ProtectionFact,
  ProtectionFact,
];
const [ATTESTED] = PROVENANCES as readonly [ProvenanceFact];
const REFUSED = { state: 'none-published', refused: [{ reason: 'commit', detail: '' }] } as const;

/** Modules with these facts, each of the repository that is named. */
function modulesOf(rows: readonly (readonly [string, Partial<ModuleFacts>])[]): readonly AuditedModule[] {
  return resultOf(rows.length).modules.map((module, index): AuditedModule => {
    const [repository, facts] = rows[index] ?? ['', {}];
    const upstream = { ...UPSTREAMS.present, repository: `https://${repository}` };
    const known = { provenance: undetermined('not-asked'), protection: undetermined('not-asked') };
    return { ...module, facts: { ...module.facts, upstream, ...known, ...facts } };
  });
}

const MODULES = modulesOf([
  ['a.example/ann/x', { protection: MOVABLE, provenance: REFUSED }],
  ['a.example/ann/y', { protection: IMMUTABLE, provenance: ATTESTED }],
  ['a.example/ann/z', { protection: RESTRICTED }],
  ['a.example/bob/x', { upstream: { ...UPSTREAMS['tag-moved'], repository: 'https://a.example/bob/x' } }],
  ['a.example/eve/x', { upstream: UPSTREAMS['not-applicable'], protection: notApplicable('private') }],
]);

describe('upstream owners', () => {
  test('tell how they keep tags, and which modules hang on them', () => {
    expect(upstreamOwners(MODULES)).toEqual([
      {
        name: 'a.example/ann',
        modules: MODULES.slice(0, 3),
        tags: { immutable: 1, restricted: 1, movable: 1, unknown: 0 },
        mayMove: ['whoever may write to the repository'],
        moved: 0,
        attested: 1,
        refused: 1,
        unasked: 0,
      },
      {
        name: 'a.example/bob',
        modules: MODULES.slice(3, 4),
        tags: { immutable: 0, restricted: 0, movable: 0, unknown: 1 },
        mayMove: [],
        moved: 1,
        attested: 0,
        refused: 0,
        unasked: 1,
      },
    ]);
  });

  test('are told in the terminal where somebody was asked, a private module under nobody', () => {
    const text = ownerLines(MODULES, UNPAINTED, 80).join('\n');
    expect(text).toContain('a.example/ann   3 modules');
    expect(text).toContain('tags: 1 locked by a release, 1 kept by a rule, 1 may be moved');
    expect(text).toContain('attested: 1 of 3');
    expect(text).toContain('1 seen at another commit');
    expect(text).not.toContain('a.example/eve');
    expect(ownerLines(MODULES.slice(3), UNPAINTED, 80)).toEqual([]);
  });

  test('have no control characters in a terminal, whatever they are called', () => {
    const hostile = modulesOf([
      [
        'a.example/x\u001b[2J/y',
        { protection: { state: 'movable', by: '', mayMove: 'a\u001b]b', sources: [] } },
      ],
    ]);
    expect(ownerLines(hostile, UNPAINTED, 80).join('')).not.toContain('\u001b');
  });

  test('stand in the page with the same counts', () => {
    const { text } = owners(subjectsOf({ ...resultOf(5), modules: MODULES }).subjects);
    expect(text).toContain('1 tag may be moved');
    expect(text).toContain('1 tag locked');
    expect(text).toContain('1 tag kept by a rule');
    expect(text).toContain('1 attestation does not verify');
    expect(text).toContain('May move tags: whoever may write to the repository');
  });
});
