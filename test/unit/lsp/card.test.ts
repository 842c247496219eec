import { type JudgedRequirement, loneDependency } from '../../../server/src/audit/index.ts';
import type { Finding } from '../../../server/src/finding/index.ts';
import { type CardSubject, cardOf } from '../../../server/src/lsp/card.ts';
import { COMMANDS } from '../../../server/src/protocol/index.ts';
import { type ModuleFacts, notApplicable, undetermined } from '../../../server/src/verdict/index.ts';
import { BEHAVIOURS, CHECKSUMS, CONTENTS, UPSTREAMS } from '../../formats/auditResult.ts';
import { describe, expect, test } from '../../kit.ts';

const EVERYTHING = new Set<string>(Object.values(COMMANDS));
const page = (code: string): string => `file:///pages/${code.replace('/', '-')}.md`;

const GOOD: ModuleFacts = {
  name: { state: 'known' },
  advisories: { state: 'unlisted' },
  notices: { state: 'none', newest: 'v1.0.0' },
  behaviour: BEHAVIOURS.quiet,
  identity: { state: 'own', declared: null },
  likeness: notApplicable('there is nobody to compare it with'),
  circumstances: null,
  content: CONTENTS.match,
  upstream: UPSTREAMS.present,
  checksum: CHECKSUMS.proven,
  fork: null,
  age: { state: 'determined', days: 12, loggedBefore: 1_700_000_000, witness: 'a table' },
  provenance: undetermined('not-asked'),
  protection: undetermined('not-asked'),
};

function subject(
  facts: Partial<ModuleFacts>,
  rest: Partial<CardSubject> = {},
  isWaiting = false,
): CardSubject {
  const requirement: JudgedRequirement = {
    dependency: loneDependency({ path: 'example.com/boat', version: 'v1.2.3' }),
    facts: { ...GOOD, ...facts },
    gates: [],
    isWaiting,
  };
  return { requirement, findings: [], uri: 'file:///app/go.mod', difference: null, ...rest };
}

function finding(code: Finding['code'], severity: Finding['severity'], rest: Partial<Finding> = {}): Finding {
  return {
    code,
    severity,
    module: 'example.com/boat',
    version: 'v1.2.3',
    message: `About ${code}.`,
    location: null,
    evidence: [],
    fixes: [],
    ...rest,
  };
}

const show = (one: CardSubject, besideDiagnostics = false): string =>
  cardOf(one, { commands: EVERYTHING, besideDiagnostics, pageOf: page });

describe('the card about a requirement', () => {
  test('is two lines where all is well', () => {
    const card = show(subject({}));
    expect(card.split('\n').filter((line) => line !== '')).toHaveLength(2);
    expect(card).toMatch(/^✓ \*\*example\.com\/boat v1\.2\.3\*\*/);
    expect(card).toMatch(/same as upstream tag .* · checksum proven · in the log before 2023-11-14$/);
  });

  test('is a table of five facts, the difference and three links where mirror and upstream differ', () => {
    const fix = { title: 'x', kind: 'replace-module', to: 'example.com/ship' } as const;
    const card = show(
      subject(
        { content: CONTENTS.diverged, upstream: UPSTREAMS['tag-moved'] },
        {
          findings: [
            finding('origin/diverged', 'error', { fixes: [fix] }),
            finding('origin/tag-moved', 'error'),
          ],
          difference: ['@@ mirror/boat.go @@', '+go call()'],
        },
      ),
    );
    expect(card).toContain('✗ do not use');
    expect(card.match(/^\| \*\*/gm)).toHaveLength(5);
    expect(card).toContain('```diff\n@@ mirror/boat.go @@\n+go call()\n```');
    expect(card.match(/\]\(command:/g)).toHaveLength(3);
    expect(card).toContain('Replace with example.com/ship');
  });

  test('shows eight lines of a difference at most, and says that there are more', () => {
    const difference = Array.from({ length: 12 }, (_, index) => `+line ${index}`);
    const card = show(subject({ content: CONTENTS.diverged }, { difference }));
    const [, block = ''] = /```diff\n([\s\S]*?)\n```/.exec(card) ?? [];
    expect(block.split('\n')).toHaveLength(8);
    expect(block.endsWith('…')).toBe(true);
  });

  test('is neither good nor bad where something could not be determined', () => {
    const card = show(subject({ content: undetermined('upstream-unreachable') }));
    expect(card).toContain('could not be determined');
    expect(card).not.toContain('✓');
    expect(card).not.toContain('do not use');
  });

  test('says that a module is not examined yet, and nothing about it', () => {
    expect(show(subject({}, {}, true))).toBe('**example.com/boat v1.2.3** — not examined yet');
  });

  test('tells of a name as soon as it is suspect, and of nothing else before it was examined', () => {
    const name = {
      state: 'suspect',
      target: 'example.com/ship',
      rule: 'owner affix',
      code: 'squat/owner-affix',
    };
    const card = show(
      subject(
        { name: name as ModuleFacts['name'] },
        { findings: [finding('squat/owner-affix', 'warning')] },
        true,
      ),
    );
    expect(card.match(/^\| \*\*/gm)).toHaveLength(1);
    expect(card).toContain('imitates example.com/ship');
    expect(card).not.toContain('✗');
  });

  test('says why a private module is not compared', () => {
    expect(show(subject({ content: notApplicable('the module is private') }))).toContain(
      'not compared: the module is private',
    );
  });

  test('does not say again what the editor says beside it', () => {
    const one = subject({}, { findings: [finding('behaviour/runs-on-import', 'error')] });
    expect(show(one, false)).toContain('About behaviour/runs-on-import.');
    expect(show(one, true)).not.toContain('About behaviour/runs-on-import.');
  });

  test('stays below 25 lines with all that it can say, where it stands beside the card of another server', () => {
    const one = subject(
      { content: CONTENTS.diverged },
      {
        findings: [
          finding('origin/diverged', 'error'),
          finding('behaviour/runs-on-import', 'error'),
          finding('squat/near-copy', 'error'),
          finding('squat/other-identity', 'warning'),
        ],
        difference: Array.from({ length: 40 }, (_, index) => `+line ${index}`),
      },
    );
    const lines = show(one).split('\n');
    expect(lines.length).toBeLessThan(25);
    expect(lines.filter((line) => line.startsWith('About '))).toHaveLength(2);
  });

  test('names no command that the client does not have', () => {
    const one = subject({ content: CONTENTS.diverged }, { findings: [finding('origin/diverged', 'error')] });
    const card = cardOf(one, { commands: new Set(), besideDiagnostics: false, pageOf: page });
    expect(card).not.toContain('command:');
    expect(card).toContain('[What does this mean?](file:///pages/origin-diverged.md)');
  });

  test('escapes what comes from outside', () => {
    const dependency = loneDependency({ path: 'a](command:x)<b>|', version: 'v1\n# y' });
    const one = { ...subject({}), requirement: { dependency, facts: GOOD, gates: [], isWaiting: false } };
    const card = show(one);
    expect(card).toContain('a\\](command:x)\\<b\\>\\|');
    expect(card.split('\n')).toHaveLength(3);
  });
});
