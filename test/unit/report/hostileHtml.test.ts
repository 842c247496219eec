import { type AuditResult, readGoMod } from '../../../server/src/audit/index.ts';
import type { CopyDifference } from '../../../server/src/examination/index.ts';
import { patchOf } from '../../../server/src/patch/index.ts';
import { formatHtml } from '../../../server/src/report/index.ts';
import { fullResult } from '../../formats/auditResult.ts';
import { describe, expect, test } from '../../kit.ts';
import { scanPage } from './scan.ts';

/** Texts that mean something to HTML, to CSS, to scripts, or to whoever reads them. */
const HOSTILE: readonly string[] = [
  '</style><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '" autofocus onfocus="alert(1)',
  '<!--',
  ']]>',
  '</title><svg onload=alert(1)>',
  '&lt;&#x3c;&colon;',
  '{{constructor}}${alert(1)}',
  'javascript:alert(1)',
  '\u202egpj.go\u202c\u200b\u2066',
  'line\nof\rothers\u2028\u0000\u001b[31m\t',
  '\ud800 alone',
  'https://strange.example/x" y="',
];

/** The result with every text from outside followed by `added`. Our own words, states and codes stay. */
function withTexts(result: AuditResult, added: string): AuditResult {
  const own = new Set([
    'state',
    'reason',
    'code',
    'severity',
    'kind',
    'against',
    'from',
    'how',
    'trigger',
    'weight',
    'acts',
    'capabilities',
    'capability',
    'status',
    'cause',
    'actsOnImport',
    'acknowledged',
    'testCapabilities',
  ]);
  const change = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return own.has(key) ? value : value + added;
    if (Array.isArray(value)) return value.map((one) => change(one, key));
    if (value === null || typeof value !== 'object' || value instanceof Map) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, change(one, name)]));
  };
  const { files, ...rest } = result;
  const changed = change(rest, '') as Omit<AuditResult, 'files'>;
  const [first] = files;
  const text = first?.text ?? '';
  return { ...changed, files: [readGoMod(`go.mod${added}`, `/project${added}`, text, null)] };
}

function pageOf(added: string): string {
  const result = withTexts(fullResult(), added);
  const module = { path: `github.com/someone/thing24${added}`, version: `v1.0.0${added}` };
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const difference: CopyDifference = {
    left: `left${added}`,
    right: `right${added}`,
    state: 'differs',
    changed: [`a.go${added}`],
    onlyLeft: [`b.go${added}`],
    onlyRight: [`c.go${added}`],
    explanations: [{ path: `d.go${added}`, cause: 'line-endings', sentence: `It is so.${added}` }],
    gains: null,
    modulePath: null,
    patch: patchOf([
      {
        path: `a.go${added}`,
        before: encode('one\n'),
        after: encode(`two ${added.replace(/[\n\0]/g, '')}\n`),
      },
    ]),
    notCompared: [],
  };
  const findings = [...result.findings];
  const [one] = findings;
  if (one !== undefined)
    findings.push({ ...one, severity: 'error', code: 'origin/diverged', ...named(module) });
  return formatHtml(
    { ...result, findings },
    {
      version: `1.2.3${added}`,
      heading: `go.mod${added}`,
      nonce: 'f00dfeed',
      differences: [
        { module, against: null, difference },
        { module, against: { path: `other${added}`, version: `v1${added}` }, difference },
      ],
      settings: null,
      asked: [{ who: `host${added}`, what: `all${added}` }],
    },
  );
}

function named({ path, version }: { readonly path: string; readonly version: string }) {
  return { module: path, version };
}

/** The elements with their attributes' names: all that a browser makes of a page but texts. */
function shapeOf(page: string): readonly string[] {
  return scanPage(page).elements.map(({ name, attributes, inside }) => {
    return `${inside.join('>')}>${name} ${[...attributes.keys()].join(' ')} ${attributes.get('class') ?? ''}`;
  });
}

describe('a report with texts from strangers', () => {
  const harmless = shapeOf(pageOf('x'));

  test('of which there are many', () => {
    // What the others compare with holds the texts at all.
    expect(pageOf('strange').split('strange').length).toBeGreaterThan(500);
    expect(harmless.filter((element) => element.includes('details'))).not.toEqual([]);
  });

  test.each(HOSTILE)('is the same page with %j', (added) => {
    const page = pageOf(added);
    expect(shapeOf(page)).toEqual(harmless);
    const { text, elements } = scanPage(page);
    // Nothing that hides, turns round or ends a line reaches whoever reads.
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Cf}|\p{Zl}|\p{Zp}/u);
    const labels = elements.flatMap(({ attributes }) => attributes.get('aria-label') ?? []);
    for (const label of labels) expect(label).not.toMatch(/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/u);
  });

  test('gives places and modules back to the editor as they are', () => {
    const added = '"><b>\u202e';
    const values = scanPage(pageOf(added)).elements.flatMap(
      ({ attributes }) => attributes.get('data-difference') ?? [],
    );
    expect(values).toContain(`github.com/someone/thing24${added}`);
  });

  test('cuts what is very long, and is done with it', () => {
    const page = pageOf('<'.repeat(100_000));
    expect(page.length).toBeLessThan(80_000_000);
    expect(scanPage(page).text).toContain('…');
  });
});
