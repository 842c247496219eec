import { type AuditedModule, type AuditResult, readGoMod, readGoWork } from '../../server/src/audit/index.ts';
import { FINDING_CODES, type Finding, type Fix, SEVERITIES } from '../../server/src/finding/index.ts';
import type { WaivedFinding } from '../../server/src/policy/index.ts';
import {
  type BehaviourFact,
  type ChecksumFact,
  type ContentFact,
  type IdentityFact,
  type LikenessFact,
  type ModuleFacts,
  notApplicable,
  REASON_SENTENCES,
  UNKNOWN_SIGNATURES,
  type UndeterminedReason,
  type UpstreamFact,
  type UpstreamState,
  undetermined,
} from '../../server/src/verdict/index.ts';
import { ADVISORIES, type ByState, FEED, NOTICES } from './advisoryFacts.ts';
import { GATES } from './gates.ts';
import { PROTECTIONS, PROVENANCES } from './hostFacts.ts';
import { NAMES } from './nameFacts.ts';

/*
 * An audit in which everything that can be said is said once. The records are
 * keyed by the states, so that the compiler asks for a state that is new.
 */

const H1 = `h1:${'A'.repeat(43)}=`;
const OTHER_H1 = `h1:${'B'.repeat(43)}=`;
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const OTHER_COMMIT = 'f'.repeat(64);
const REASONS = Object.keys(REASON_SENTENCES) as UndeterminedReason[];

const EXPLANATION = { path: 'text.txt', cause: 'line-endings', sentence: 'It has CRLF line ends.' };

export const CONTENTS: ByState<ContentFact> = {
  match: { state: 'match' },
  'match-explained': { state: 'match-explained', explanations: [EXPLANATION] },
  diverged: {
    state: 'diverged',
    changed: ['db.go'],
    onlyMirror: ['extra.go'],
    onlyUpstream: ['README.md'],
    built: ['db.go', 'extra.go'],
    undecided: [],
    explanations: [EXPLANATION],
    gains: {
      files: [
        {
          path: 'db.go',
          status: 'changed',
          kind: 'go',
          onlyComments: false,
          onlyOn: null,
          generated: false,
        },
      ],
      imports: [],
      capabilities: ['network', 'process'],
      testCapabilities: [],
      initAdded: true,
      runsOnImport: [],
      functions: [],
      calls: [],
      strings: [],
      directives: [],
      newlyBuilt: [],
      perFile: [],
      unreadable: [],
      lost: { imports: [], capabilities: [], functions: [] },
      truncated: [],
    },
    equals: { commit: OTHER_COMMIT, ref: 'refs/heads/main', reachable: true },
  },
  undetermined: undetermined('mirror-error', 'mirror.example answered with status 500'),
  'not-applicable': notApplicable('the module is private (GOPRIVATE or GONOPROXY)'),
};

const PRESENT: UpstreamFact = {
  state: 'present',
  repository: 'https://github.com/someone/thing',
  ref: 'refs/tags/v1.0.0',
  commit: COMMIT,
  committedAt: 1_637_366_400,
  signatures: { commit: 'none', tag: 'openpgp' },
  mirrorCommit: COMMIT,
  mirrorTime: 1_637_366_400,
  redirectsTo: null,
  seenBefore: [],
  loggedBefore: null,
  reason: null,
  detail: '',
};
const NO_COMMIT = { commit: null, committedAt: null, signatures: UNKNOWN_SIGNATURES };

export const UPSTREAMS: Readonly<Record<UpstreamState, UpstreamFact>> = {
  present: PRESENT,
  'tag-moved': {
    ...PRESENT,
    state: 'tag-moved',
    mirrorCommit: OTHER_COMMIT,
    seenBefore: [{ commit: OTHER_COMMIT, firstSeen: 1_600_000_000, lastSeen: 1_637_366_000 }],
    loggedBefore: 1_637_000_000,
  },
  'tag-missing': { ...PRESENT, ...NO_COMMIT, state: 'tag-missing' },
  'repository-gone': { ...PRESENT, ...NO_COMMIT, state: 'repository-gone', detail: 'there is none' },
  'owner-changed': { ...PRESENT, state: 'owner-changed', redirectsTo: 'https://github.com/else/thing' },
  undetermined: {
    ...PRESENT,
    ...NO_COMMIT,
    state: 'undetermined',
    reason: 'upstream-unreachable',
    mirrorCommit: null,
    mirrorTime: null,
  },
  'not-applicable': {
    ...PRESENT,
    ...NO_COMMIT,
    state: 'not-applicable',
    repository: null,
    ref: null,
    detail: 'it is replaced by a directory',
  },
};

export const CHECKSUMS: ByState<ChecksumFact> = {
  proven: { state: 'proven', h1: H1, record: 123_456 },
  'matches-go-sum': { state: 'matches-go-sum', h1: H1, database: undetermined('database-unreachable') },
  mismatch: { state: 'mismatch', h1: H1, expected: OTHER_H1, against: 'go.sum', from: 'mirror' },
  missing: { state: 'missing', h1: H1, goModLine: true, goSum: true },
  unlogged: { state: 'unlogged', h1: H1, goSum: true },
  undetermined: undetermined('zip-refused'),
  'not-applicable': notApplicable('nothing was asked'),
};

const PLACE = { kind: 'install', file: 'README.md', line: 3, text: 'go get github.com/known/thing' } as const;
const DECLARED = {
  path: 'github.com/known/thing',
  how: 'fork',
  file: 'README.md',
  line: 0,
  text: 'A fork of github.com/known/thing.',
} as const;

export const BEHAVIOURS: ByState<BehaviourFact> = {
  quiet: { state: 'quiet' },
  'runs-on-import': {
    state: 'runs-on-import',
    effects: [
      {
        trigger: 'init',
        name: 'init',
        packagePath: 'github.com/a/b/c',
        isMain: false,
        builtOnlyFor: 'windows',
        file: 'c/setup_windows.go',
        line: 11,
        acts: ['process'],
        chain: ['init', 'setup'],
        sink: { callee: 'exec.Command', file: 'c/setup_windows.go', line: 19 },
        assembled: [
          { how: 'hex', text: 'example.invalid', pieces: null, file: 'c/setup_windows.go', line: 20 },
          { how: 'byte-array', text: null, pieces: 41, file: 'c/setup_windows.go', line: 21 },
        ],
        weight: 'grave',
        sentence: 'init starts a process.',
      },
    ],
  },
  undetermined: undetermined('source-unread', 'a.go'),
  'not-applicable': notApplicable('nothing was asked'),
};

export const IDENTITIES: ByState<IdentityFact> = {
  own: { state: 'own', declared: DECLARED },
  other: {
    state: 'other',
    named: { path: 'github.com/known/thing', weight: 5, places: [PLACE] },
    declared: null,
  },
  undetermined: undetermined('names-nobody'),
  'not-applicable': notApplicable('nothing was asked'),
};

const TARGET = { path: 'github.com/known/thing', version: 'v1.2.0' };

export const LIKENESSES: ByState<LikenessFact> = {
  'near-copy': {
    state: 'near-copy',
    target: TARGET,
    share: 0.971234,
    covered: 1,
    same: 11,
    changed: ['a.go'],
    added: ['b.go'],
    missing: ['c.go'],
    gained: {
      capabilities: ['network'],
      onImport: ['init in b.go: network'],
      actsOnImport: ['network'],
      assembledTexts: 1,
    },
    phrase: '97 % of github.com/known/thing; 2 files differ; gained: network',
  },
  unlike: { state: 'unlike', target: TARGET, share: 0.05 },
  undetermined: { ...undetermined('too-little-code'), target: 'github.com/known/thing' },
  'not-applicable': notApplicable('nothing points at another module'),
};

const SOUND: ModuleFacts = {
  name: { state: 'known' },
  advisories: ADVISORIES.unlisted,
  notices: NOTICES.none,
  behaviour: BEHAVIOURS.quiet,
  identity: { state: 'own', declared: null },
  likeness: LIKENESSES['not-applicable'],
  circumstances: null,
  content: CONTENTS.match,
  upstream: PRESENT,
  checksum: CHECKSUMS.proven,
  fork: null,
  age: undetermined('not-examined'),
  provenance: undetermined('not-asked'),
  protection: undetermined('not-asked'),
};

const EVERY_FACT: readonly Partial<ModuleFacts>[] = [
  ...NAMES.map((name) => ({ name })),
  ...Object.values(ADVISORIES).map((advisories) => ({ advisories })),
  ...Object.values(NOTICES).map((notices) => ({ notices })),
  ...Object.values(BEHAVIOURS).map((behaviour) => ({ behaviour })),
  ...Object.values(IDENTITIES).map((identity) => ({ identity })),
  ...Object.values(LIKENESSES).map((likeness) => ({ likeness })),
  { likeness: { ...LIKENESSES['near-copy'], gained: null } },
  { circumstances: { versions: 3, importers: { direct: 1, all: 2 }, acknowledged: 'successor' } },
  { circumstances: { versions: null, importers: null, acknowledged: null } },
  ...Object.values(CONTENTS).map((content) => ({ content })),
  { content: { ...CONTENTS.diverged, gains: null } },
  ...REASONS.map((reason) => ({ content: undetermined(reason, 'detail'), checksum: undetermined(reason) })),
  ...Object.values(UPSTREAMS).map((upstream) => ({ upstream })),
  ...REASONS.map((reason) => ({ upstream: { ...UPSTREAMS.undetermined, reason } })),
  { upstream: { ...PRESENT, mirrorTime: 253_402_300_800, committedAt: -1 } },
  { upstream: { ...PRESENT, signatures: { commit: 'ssh', tag: null } } },
  { upstream: { ...PRESENT, signatures: { commit: 'x509', tag: 'unknown' } } },
  ...Object.values(CHECKSUMS).map((checksum) => ({ checksum })),
  { checksum: { ...CHECKSUMS.missing, goModLine: false, goSum: false } },
  { checksum: { ...CHECKSUMS['matches-go-sum'], database: notApplicable('GOSUMDB is off') } },
  { checksum: { ...CHECKSUMS.mismatch, against: 'checksum-database', from: 'module-cache' } },
  { checksum: { ...CHECKSUMS.mismatch, against: 'checksum-database', from: 'go.sum' } },
  ...[null, { commit: COMMIT, ref: null, reachable: false }].map((equals) => ({
    content: { ...CONTENTS.diverged, equals },
  })),
  { checksum: undetermined('database-fork'), fork: ['first signed head', 'second signed head'] },
  { age: { state: 'determined', days: 400, loggedBefore: 1_700_000_000, witness: 'somebody' } },
  ...PROVENANCES.map((provenance) => ({ provenance })),
  ...PROTECTIONS.map((protection) => ({ protection })),
  { age: notApplicable('local'), provenance: notApplicable('local'), protection: notApplicable('local') },
];

/** A comment with an emoji, which is two UTF-16 units, before an invisible character on line 4. */
export const GO_MOD = `module example.com/app\n\ngo 1.22\n\nrequire github.com/a/b v1.0.0 // \u{1f642} \u200b\n`;
const HIDDEN_AT = GO_MOD.indexOf('\u200b');

function modules(): readonly AuditedModule[] {
  const facts = EVERY_FACT.map((one, index): AuditedModule => {
    const required = { path: `github.com/someone/thing${index}`, version: 'v1.0.0' };
    return {
      required,
      indirect: index % 2 === 1,
      replacement: null,
      facts: { ...SOUND, ...one },
      gates: index === 0 ? GATES : [],
      storedAt: null,
      requiredBy: ['go.mod'],
    };
  });
  const [first] = facts;
  if (first === undefined) throw new Error('there are no facts');
  return [
    ...facts,
    { ...first, replacement: { kind: 'directory', path: '../thing' }, requiredBy: ['go.mod', 'b/go.mod'] },
    {
      ...first,
      replacement: { kind: 'module', module: { path: 'github.com/else/thing', version: 'v1.1.0' } },
    },
    { ...first, required: { path: 'github.com/someone/asked', version: '' }, requiredBy: [] },
  ];
}

const FIXES: readonly (readonly Fix[])[] = [
  [],
  [{ title: 'Replace a with b', kind: 'replace-module', to: 'github.com/known/thing' }],
  [{ title: 'Remove U+200B', kind: 'remove-characters' }],
  [{ title: 'Take it out.', kind: 'change-setting', command: 'go env -u GOSUMDB' }],
];

function findings(): readonly Finding[] {
  return FINDING_CODES.map((code, index): Finding => {
    const isAboutFile = code === 'squat/hidden-characters';
    return {
      code,
      severity: SEVERITIES[index % SEVERITIES.length] ?? 'hint',
      module: isAboutFile ? '' : 'github.com/a/b',
      version: isAboutFile ? '' : 'v1.0.0',
      message: 'Something was seen.',
      location:
        index % 5 === 0 && !isAboutFile
          ? null
          : {
              path: 'go.mod',
              span: isAboutFile ? { start: HIDDEN_AT, end: HIDDEN_AT + 1 } : { start: 39, end: 45 },
            },
      evidence: [
        { kind: 'go.sum', text: OTHER_H1 },
        { kind: 'known-module', text: '' },
      ],
      fixes: FIXES[index % FIXES.length] ?? [],
    };
  });
}

/** An audit that says everything. */
export function fullResult(): AuditResult {
  return {
    startedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
    finishedAt: Date.UTC(2026, 0, 2, 3, 4, 7),
    files: [
      readGoMod('go.mod', '/project', GO_MOD, null),
      readGoMod('b/go.mod', '/project/b', 'go 1.22\n', null),
      readGoWork('go.work', '/project', 'go 1.22\n\nuse .\n', null),
    ],
    modules: modules(),
    findings: findings(),
    problems: [
      { path: 'c/go.mod', span: null, message: 'This may not be read: permission denied.' },
      { path: 'go.mod', span: { start: 0, end: 6 }, message: 'This line is not understood.' },
    ],
    surroundings: [],
    vendorUndetermined: [],
    goFiles: [],
    corpusProblems: ['The list of known modules is old.'],
    feed: FEED,
    leftOut: ['vendor/go.mod'],
    ledgerTroubles: [],
    waived: WAIVED,
    policyFiles: [{ path: '.modproof.json', text: POLICY }],
  };
}

const POLICY = '{ "waivers": [] }\n';

/** What a project accepts: one thing for good, and one until a day. */
const WAIVED: readonly WaivedFinding[] = findings()
  .slice(0, 2)
  .map((finding, index) => ({
    finding,
    waiver: {
      code: finding.code,
      module: finding.module,
      version: finding.version,
      reason: 'It is known to us.',
      owner: index === 0 ? null : 'somebody',
      until: index === 0 ? null : '2027-03-01',
      evidence: null,
      index,
      span: { start: 0, end: 1 },
      untilSpan: null,
    },
  }));

/** An audit in which nothing was found, not even a file. */
export const EMPTY_RESULT: AuditResult = {
  startedAt: 0,
  finishedAt: 0,
  files: [],
  modules: [],
  findings: [],
  problems: [],
  surroundings: [],
  vendorUndetermined: [],
  goFiles: [],
  corpusProblems: [],
  feed: { date: null, advisories: 0, from: [], problems: [] },
  leftOut: [],
  ledgerTroubles: [],
  waived: [],
  policyFiles: [],
};
