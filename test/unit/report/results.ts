import { type AuditedModule, type AuditResult, readGoMod } from '../../../server/src/audit/index.ts';
import type { Finding } from '../../../server/src/finding/index.ts';
import type { ContentFact, ModuleFacts, UpstreamFact } from '../../../server/src/verdict/index.ts';
import { notApplicable, undetermined } from '../../../server/src/verdict/index.ts';
import {
  BEHAVIOURS,
  CHECKSUMS,
  CONTENTS,
  EMPTY_RESULT,
  LIKENESSES,
  UPSTREAMS,
} from '../../formats/auditResult.ts';

const WORDS = [
  'amber',
  'bracken',
  'cinder',
  'dapple',
  'eddy',
  'fennel',
  'garnet',
  'heron',
  'iris',
  'juniper',
];

/** An audit of so many invented modules: most are the same as upstream, some of every other kind. */
export function resultOf(number: number): AuditResult {
  const kinds = Array.from({ length: number }, (_, index) => kindOf(index));
  const lines = kinds.map(
    ({ path, version, indirect }) => `\t${path} ${version}${indirect ? ' // indirect' : ''}\n`,
  );
  const text = `module example.com/app\n\ngo 1.22\n\nrequire (\n${lines.join('')})\n`;
  const file = readGoMod('go.mod', '/project', text, null);
  const require = file.content.kind === 'go.mod' ? file.content.file.require : [];
  const modules = kinds.map(({ path, version, indirect, facts }): AuditedModule => {
    return {
      required: { path, version },
      indirect,
      replacement: null,
      facts,
      gates: [],
      storedAt: null,
      requiredBy: ['go.mod'],
    };
  });
  const all = kinds.map(({ path, version, found }, index): readonly Finding[] => {
    const span = require[index]?.versionSpan ?? { start: 0, end: 0 };
    return found.map((one) => ({ ...one, module: path, version, location: { path: 'go.mod', span } }));
  });
  return {
    ...EMPTY_RESULT,
    startedAt: STARTED,
    finishedAt: STARTED + 2000,
    files: [file],
    modules,
    findings: all.filter((_, index) => !isAccepted(index)).flat(),
    waived: all
      .filter((_, index) => isAccepted(index))
      .flat()
      .map(waive),
  };
}

function isAccepted(index: number): boolean {
  return index % 100 === 71;
}

function waive(finding: Finding): AuditResult['waived'][number] {
  const { code, module, version } = finding;
  const terms = {
    code,
    module,
    version,
    reason: 'The maintainer moved it.',
    owner: 'us',
    until: '2027-03-01',
  };
  const place = { index: 0, span: { start: 0, end: 1 }, untilSpan: null };
  return { finding, waiver: { ...terms, ...place, evidence: null } };
}

const STARTED = Date.UTC(2026, 10, 26, 9, 30);

const SOUND: ModuleFacts = {
  name: { state: 'known' },
  advisories: { state: 'unlisted' },
  notices: { state: 'none', newest: 'v1.0.0' },
  behaviour: BEHAVIOURS.quiet,
  identity: { state: 'own', declared: null },
  likeness: LIKENESSES['not-applicable'],
  circumstances: null,
  content: CONTENTS.match,
  upstream: UPSTREAMS.present,
  checksum: CHECKSUMS.proven,
  fork: null,
  age: undetermined('not-dated'),
  provenance: undetermined('not-asked'),
  protection: undetermined('not-asked'),
};

interface Kind {
  readonly path: string;
  readonly version: string;
  readonly indirect: boolean;
  readonly facts: ModuleFacts;
  readonly found: readonly Omit<Finding, 'module' | 'version' | 'location'>[];
}

function kindOf(index: number): Kind {
  const word = WORDS[index % WORDS.length] ?? 'amber';
  const owner = `${WORDS[(index * 7 + 3) % WORDS.length]}${index % 23}`;
  const path = `github.com/${owner}/${word}${Math.floor(index / WORDS.length)}`;
  const days = (index * 97) % 2900;
  const { content, upstream, found } = stateOf(index);
  const facts: ModuleFacts = {
    ...SOUND,
    content,
    upstream: { ...upstream, repository: upstream.repository === null ? null : `https://${path}` },
    age:
      index % 11 === 0
        ? SOUND.age
        : { state: 'determined', days, loggedBefore: 1_700_000_000, witness: 'somebody' },
  };
  return { path, version: `v1.${index % 9}.${index % 4}`, indirect: index % 5 !== 0, facts, found };
}

type State = {
  readonly content: ContentFact;
  readonly upstream: UpstreamFact;
  readonly found: Kind['found'];
};

function stateOf(index: number): State {
  const sound = { content: CONTENTS.match, upstream: UPSTREAMS.present, found: [] };
  switch (index % 100) {
    case 7:
      return {
        content: CONTENTS.diverged,
        upstream: UPSTREAMS['tag-moved'],
        found: [found('origin/diverged', 'error'), found('origin/tag-moved', 'error')],
      };
    case 71:
      return { ...sound, content: CONTENTS.diverged, found: [found('origin/diverged', 'error')] };
    case 13:
    case 55:
      return { ...sound, found: [found('squat/owner-affix', 'warning')] };
    case 21:
    case 60:
    case 61:
      return {
        ...sound,
        content: undetermined('upstream-rate-limit', 'the host asks to wait'),
        found: [found('origin/undetermined', 'hint')],
      };
    case 31:
      return { ...sound, content: CONTENTS['match-explained'] };
    case 41:
      return {
        ...sound,
        content: notApplicable('the module is private'),
        upstream: UPSTREAMS['not-applicable'],
      };
    default:
      return sound;
  }
}

function found(code: Finding['code'], severity: Finding['severity']): Kind['found'][number] {
  return {
    code,
    severity,
    message: 'Something was seen.',
    evidence: [{ kind: 'differs', text: 'db.go' }],
    fixes: [],
  };
}
