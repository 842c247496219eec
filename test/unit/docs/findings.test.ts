import { readdirSync } from 'node:fs';
import {
  FINDING_CODES,
  type FindingCode,
  type Grade,
  type Observation,
} from '../../../server/src/finding/index.ts';
import { DEFAULT_POLICY, parsePolicy, severityOf } from '../../../server/src/policy/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { codeBlocksOf, readDocs, sectionOf, sectionsOf } from './pages.ts';

const SECTIONS = [
  'What it says',
  'Why it matters',
  'How we know',
  'What to do',
  'How to silence it',
  'When it is not an attack',
];

test('there is a page for each code and none besides', () => {
  expect(readdirSync('docs/findings').sort()).toEqual(FINDING_CODES.map(pageOf).sort());
});

describe.each(FINDING_CODES.map((code) => [code] as const))('the page of %s', (code) => {
  const page = () => readDocs(`findings/${pageOf(code)}`);

  test('begins with the code and its severities', () => {
    const [usual, ...others] = (['usual', 'aggravated', 'eased'] as const).map((grade) =>
      severityOf(observation(code, grade), DEFAULT_POLICY),
    );
    const [title, severity = ''] = page().split('\n\n');
    expect(title).toBe(`# ${code}`);
    const [told, ...toldOthers] = severity
      .replaceAll('\n', ' ')
      .replace(/^Default severity: /, '')
      .split('; ');
    expect(told).toBe(usual);
    const words = toldOthers.map((one) => /^(\w+) when .+$/.exec(one)?.[1]);
    expect(words).toEqual(others.filter((other) => other !== usual));
  });

  test('has every section once, in order, and none is empty', () => {
    expect(sectionsOf(page()).map(({ heading }) => heading)).toEqual(SECTIONS);
    for (const { heading, text } of sectionsOf(page())) {
      expect(text.trim().length, heading).toBeGreaterThan(40);
    }
  });

  test('is short, and fits a terminal', () => {
    const lines = page().trimEnd().split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(30);
    expect(lines.length).toBeLessThanOrEqual(64);
  });

  test('shows a policy that changes this code and no other', () => {
    const [block = '', ...more] = codeBlocksOf(sectionOf(page(), 'How to silence it'));
    expect(more).toEqual([]);
    const { policy, problems } = parsePolicy(block);
    expect(problems).toEqual([]);
    expect([...policy.severity.keys()]).toEqual([code]);
    const chosen = policy.severity.get(code);
    expect(chosen).not.toBe(severityOf(observation(code, 'aggravated'), DEFAULT_POLICY));
  });

  test('names no code that does not exist', () => {
    const named =
      page().match(
        /\b(?:squat|behaviour|origin|checksum|feed|version|provenance|policy|environment)\/[a-z]+(?:-[a-z]+)*/g,
      ) ?? [];
    expect(named.filter((one) => !(FINDING_CODES as readonly string[]).includes(one))).toEqual([]);
  });
});

function pageOf(code: string): string {
  return `${code.replaceAll('/', '-')}.md`;
}

function observation(code: FindingCode, grade: Grade): Observation {
  return {
    code,
    grade,
    module: '',
    version: '',
    message: '',
    location: null,
    evidence: [],
    fixes: [],
  };
}
