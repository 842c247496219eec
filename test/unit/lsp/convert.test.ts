import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import {
  type DiagnosticAbilities,
  MAX_DIAGNOSTICS,
  type Remark,
  remarksToDiagnostics,
} from '../../../server/src/lsp/convert.ts';
import { describe, expect, test } from '../../kit.ts';

const TEXT = 'module example.test/m // 😀 here\r\n\r\nrequire x v1\r\n';
const ALL: DiagnosticAbilities = { related: true, codeDescription: true, tags: true };
const NONE: DiagnosticAbilities = { related: false, codeDescription: false, tags: false };

function remark(start: number, rest: Partial<Remark> = {}): Remark {
  return {
    span: { start, end: start + 1 },
    severity: 'warning',
    code: 'squat/misspelling',
    message: `at ${start}`,
    page: null,
    tags: [],
    related: [],
    data: null,
    ...rest,
  };
}

describe('a remark as a diagnostic', () => {
  test('has source, code, severity, range and message, and nothing that it has not', () => {
    expect(remarksToDiagnostics(TEXT, [remark(2)], ALL)).toEqual([
      {
        range: { start: { line: 0, character: 2 }, end: { line: 0, character: 3 } },
        severity: DiagnosticSeverity.Warning,
        source: 'modproof',
        code: 'squat/misspelling',
        message: 'at 2',
      },
    ]);
  });

  test('counts UTF-16 units, and lines as editors do', () => {
    const here = { span: { start: TEXT.indexOf('here'), end: TEXT.indexOf('here') + 4 } };
    const version = { span: { start: TEXT.indexOf('v1'), end: TEXT.indexOf('v1') + 2 } };
    const ranges = remarksToDiagnostics(TEXT, [remark(0, here), remark(0, version)], ALL).map(
      (one) => one.range,
    );
    expect(ranges).toEqual([
      { start: { line: 0, character: 28 }, end: { line: 0, character: 32 } },
      { start: { line: 2, character: 10 }, end: { line: 2, character: 12 } },
    ]);
  });

  test.each([
    ['error', 1],
    ['warning', 2],
    ['information', 3],
    ['hint', 4],
  ] as const)('of severity %s', (severity, number) => {
    expect(remarksToDiagnostics(TEXT, [remark(0, { severity })], ALL)[0]?.severity).toBe(number);
  });

  test('carries page, tags, other places and data as far as the editor shows them', () => {
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };
    const rich = remark(0, {
      page: 'file:///page.md',
      tags: ['unnecessary', 'deprecated'],
      related: [{ uri: 'file:///other', range, message: 'a\u202eb' }],
      data: { code: 'squat/misspelling', module: 'm', version: 'v1' },
    });
    expect(remarksToDiagnostics(TEXT, [rich], ALL)[0]).toMatchObject({
      codeDescription: { href: 'file:///page.md' },
      tags: [DiagnosticTag.Unnecessary, DiagnosticTag.Deprecated],
      relatedInformation: [{ location: { uri: 'file:///other', range }, message: 'a\ufffdb' }],
      data: { code: 'squat/misspelling', module: 'm', version: 'v1' },
    });
    const [poor] = remarksToDiagnostics(TEXT, [rich], NONE);
    for (const name of ['codeDescription', 'tags', 'relatedInformation'])
      expect(poor).not.toHaveProperty(name);
  });

  test('shows no character that hides or turns round its neighbours', () => {
    const message = 'a\u202eb\u200bc\nd\u0000e\u2028f\ud800g é';
    expect(remarksToDiagnostics(TEXT, [remark(0, { message })], ALL)[0]?.message).toBe(
      'a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg é',
    );
  });

  test('is cut where it would be too long', () => {
    const [one] = remarksToDiagnostics(TEXT, [remark(0, { message: 'x'.repeat(100_000) })], ALL);
    expect(one?.message).toHaveLength(500);
  });
});

describe('diagnostics', () => {
  test('stand in the order of the text', () => {
    const messages = remarksToDiagnostics(TEXT, [remark(6), remark(2), remark(4)], ALL);
    expect(messages.map(({ message }) => message)).toEqual(['at 2', 'at 4', 'at 6']);
  });

  test('that are too many are counted, and the gravest are kept', () => {
    const many = Array.from({ length: MAX_DIAGNOSTICS + 10 }, () => remark(0, { severity: 'hint' }));
    const shown = remarksToDiagnostics(TEXT, [...many, remark(3, { severity: 'error' })], ALL);
    expect(shown).toHaveLength(MAX_DIAGNOSTICS + 1);
    expect(shown.filter(({ severity }) => severity === DiagnosticSeverity.Error)).toHaveLength(1);
    expect(shown.at(-1)?.message).toBe('11 more of this file are not shown.');
  });
});
