import type { AuditResult } from '../../../server/src/audit/index.ts';
import { formatHtml, type HtmlOptions } from '../../../server/src/report/index.ts';
import { EMPTY_RESULT, fullResult } from '../../formats/auditResult.ts';
import { describe, expect, test } from '../../kit.ts';
import { resultOf } from './results.ts';
import { type ScannedPage, scanPage } from './scan.ts';

const OPTIONS: HtmlOptions = {
  version: '1.2.3',
  heading: 'go.mod',
  nonce: 'f00dfeed',
  differences: [],
  settings: null,
  asked: [],
};
const SECTIONS = ['map', 'findings', 'ages', 'owners', 'undetermined', 'knowing'];

const page = (result: AuditResult): ScannedPage => scanPage(formatHtml(result, OPTIONS));
const byClass = ({ elements }: ScannedPage, name: string) =>
  elements.filter(({ attributes }) => attributes.get('class')?.split(' ').includes(name));

describe.each([
  ['nothing', EMPTY_RESULT],
  ['no module', resultOf(0)],
  ['1 module', resultOf(1)],
  ['19 modules', resultOf(19)],
  ['1,000 modules', resultOf(1000)],
  ['everything that can be said', fullResult()],
] as const)('the HTML report of %s', (_, result) => {
  const scanned = page(result);

  test('has every part once, and the head leads to each', () => {
    const ids = scanned.elements.flatMap(({ attributes }) => attributes.get('id') ?? []);
    expect(ids.filter((id) => SECTIONS.includes(id))).toEqual(SECTIONS);
    expect(new Set(ids).size).toBe(ids.length);
    const leads = scanned.elements.flatMap(({ attributes }) => attributes.get('href') ?? []);
    expect(leads).toEqual(expect.arrayContaining(SECTIONS.map((id) => `#${id}`)));
    expect(leads.filter((address) => !ids.includes(address.slice(1)))).toEqual([]);
  });

  test('loads nothing, and runs nothing but its own style and script', () => {
    const names = new Set(scanned.elements.flatMap(({ attributes }) => [...attributes.keys()]));
    expect([...names].filter((name) => /^on|^style$|^src|^action$|^xlink/.test(name))).toEqual([]);
    const loading = [
      'link',
      'img',
      'iframe',
      'object',
      'embed',
      'base',
      'form',
      'use',
      'image',
      'audio',
      'video',
    ];
    expect(scanned.elements.filter(({ name }) => loading.includes(name))).toEqual([]);
    const own = scanned.elements.filter(({ name }) => name === 'script' || name === 'style');
    expect(own.map(({ name, attributes }) => [name, attributes.get('nonce')])).toEqual([
      ['style', 'f00dfeed'],
      ['script', 'f00dfeed'],
    ]);
    expect(`${scanned.style}${scanned.script}`).not.toMatch(/https?:|@import|url\((?!#)|\beval\b|innerHTML/);
    const policy = scanned.elements.find(({ attributes }) => attributes.has('http-equiv'));
    expect(policy?.attributes.get('content')).toBe(
      "default-src 'none'; style-src 'nonce-f00dfeed'; script-src 'nonce-f00dfeed'; base-uri 'none'; form-action 'none'",
    );
    // What stands in front of the policy is not under it.
    const before = scanned.elements.slice(0, policy === undefined ? 0 : scanned.elements.indexOf(policy));
    expect(before.map(({ name }) => name)).toEqual(['html', 'head', 'meta']);
  });

  test('draws a cell for each module, of which one is reached with the tab key', () => {
    const cells = byClass(scanned, 'cell');
    expect(cells).toHaveLength(result.modules.length);
    const reachable = cells.filter(({ attributes }) => attributes.get('tabindex') === '0');
    expect(reachable).toHaveLength(Math.min(1, cells.length));
    expect(cells.filter(({ attributes }) => !/^.+: .+/.test(attributes.get('aria-label') ?? ''))).toEqual([]);
  });

  test('tells every finding, and everything that is not known', () => {
    for (const { message, code, severity } of result.findings) {
      expect(scanned.text).toContain(message);
      expect(scanned.text).toContain(code);
      if (severity !== 'hint') expect(scanned.text).toContain(severity === 'information' ? 'note' : severity);
    }
    for (const { finding, waiver } of result.waived) {
      expect(scanned.text).toContain(finding.code);
      expect(scanned.text).toContain(waiver.reason);
    }
    for (const { message } of result.problems) expect(scanned.text).toContain(message);
    for (const sentence of result.corpusProblems) expect(scanned.text).toContain(sentence);
    for (const path of result.leftOut) expect(scanned.text).toContain(path);
    const open = result.modules.filter(({ facts }) => facts.content.state === 'undetermined');
    const shown = scanned.text.slice(scanned.text.indexOf('What could not be determined'));
    for (const { required } of open) expect(shown).toContain(required.path);
  });
});

describe('what the editor is told', () => {
  const scanned = page(resultOf(100));

  test('a cell knows the line that requires its module', () => {
    const cells = byClass(scanned, 'cell').map(({ attributes }) => attributes);
    const cell = cells.find((one) => one.get('aria-label')?.startsWith('github.com/cinder7/heron0 '));
    expect(cell?.get('data-path')).toBe('go.mod');
    // Five lines stand in front of the first requirement, and this is the eighth.
    expect(cell?.get('data-line')).toBe('12');
    expect(cell?.get('data-character')).toBe('1');
  });

  test('a finding knows its place, and shows it from 1', () => {
    const places = byClass(scanned, 'place').map(({ attributes }) => attributes.get('data-line'));
    expect(places).toContain('12');
    expect(scanned.text).toContain('go.mod:13:');
  });

  test('a difference, a page and a format know their names', () => {
    const values = (name: string) =>
      scanned.elements.flatMap(({ attributes }) => attributes.get(`data-${name}`) ?? []);
    expect(values('difference')).toEqual(['github.com/cinder7/heron0']);
    expect(values('version')).toEqual(['v1.7.3']);
    expect(values('page')).toContain('origin/diverged');
    expect(values('export')).toEqual(['html', 'json', 'text']);
  });

  test('and nothing that is for the editor alone has an address in a file', () => {
    for (const { attributes } of scanned.elements) {
      const isOurs = ['data-page', 'data-difference', 'data-export'].some((name) => attributes.has(name));
      if (isOurs) expect(attributes.has('href')).toBe(false);
    }
  });
});
