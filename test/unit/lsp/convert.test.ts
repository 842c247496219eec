import { DiagnosticSeverity } from 'vscode-languageserver';
import type { Finding, Severity } from '../../../server/src/finding/index.ts';
import {
  examinationToDiagnostics,
  faultToDiagnostics,
  MAX_DIAGNOSTICS,
  noDiagnostics,
} from '../../../server/src/lsp/convert.ts';
import { examine } from '../../../server/src/lsp/examine.ts';
import { describe, expect, test } from '../../kit.ts';
import { goMod, NAMES } from './documents.ts';

const document = goMod('module example.test/m\n', 7);

function finding(start: number, severity: Severity, changes: Partial<Finding> = {}): Finding {
  return {
    code: 'squat/misspelling',
    severity,
    module: '',
    version: '',
    message: `at ${start}`,
    location: { path: document.uri, span: { start, end: start + 1 } },
    evidence: [],
    fixes: [],
    ...changes,
  };
}

const shown = (findings: readonly Finding[]): ReturnType<typeof examinationToDiagnostics> =>
  examinationToDiagnostics(document, { kind: 'examined', problems: [], findings });

/** The diagnostics of a text, each with the part of the text that it marks. */
function marked(text: string): unknown[] {
  const open = goMod(text);
  const lines = text.split(/\r\n|\r|\n/);
  const { diagnostics } = examinationToDiagnostics(open, examine(open, { names: NAMES }));
  return diagnostics.map(({ range: { start, end }, severity, code, source }) => {
    expect(source).toBe('modproof');
    expect(start.line).toBe(end.line);
    return [start.line, lines[start.line]?.slice(start.character, end.character), severity, code];
  });
}

describe('a diagnostic', () => {
  test('marks the path of a suspect name, in UTF-16 units', () => {
    const line = 'github.com/hedgehog-go/burrow v1.2.0 // 😀';
    expect(marked(`module example.test/m // 😀\n\nrequire (\n\t${line}\n)\n`)).toEqual([
      [3, 'github.com/hedgehog-go/burrow', DiagnosticSeverity.Warning, 'squat/owner-affix'],
    ]);
  });

  test('marks a hidden character after one that takes two units', () => {
    expect(marked('module example.test/m // 😀\u202e😀\n')).toEqual([
      [0, '\u202e', DiagnosticSeverity.Error, 'squat/hidden-characters'],
    ]);
  });

  test.each(['\n', '\r\n'])('stands on its line where lines end with %j', (end) => {
    const text = ['module example.test/m', '', 'require example.test/x nonsense', ''].join(end);
    expect(marked(text)).toEqual([[2, 'nonsense', DiagnosticSeverity.Error, 'semantic']]);
  });

  test('has source, code, severity, range and message, and nothing else yet', () => {
    expect(shown([finding(2, 'warning')])).toEqual({
      uri: document.uri,
      version: 7,
      diagnostics: [
        {
          range: { start: { line: 0, character: 2 }, end: { line: 0, character: 3 } },
          severity: DiagnosticSeverity.Warning,
          source: 'modproof',
          code: 'squat/misspelling',
          message: 'at 2',
        },
      ],
    });
  });

  test.each([
    ['error', 1],
    ['warning', 2],
    ['information', 3],
    ['hint', 4],
  ] as const)('of severity %s', (severity, number) => {
    expect(shown([finding(0, severity)]).diagnostics[0]?.severity).toBe(number);
  });
});

test('diagnostics stand in the order of the text, problems among findings', () => {
  const { diagnostics } = examinationToDiagnostics(document, {
    kind: 'examined',
    problems: [{ span: { start: 4, end: 5 }, kind: 'syntax', message: 'at 4' }],
    findings: [finding(6, 'error'), finding(2, 'hint')],
  });
  expect(diagnostics.map(({ message }) => message)).toEqual(['at 2', 'at 4', 'at 6']);
});

test('what stands in another file, or in none, is not shown in this one', () => {
  const elsewhere = { path: 'file:///other/go.mod', span: { start: 0, end: 1 } };
  expect(
    shown([finding(0, 'error', { location: elsewhere }), finding(0, 'error', { location: null })]),
  ).toMatchObject({ diagnostics: [] });
});

test('characters that hide or turn round their neighbours do not get into a message', () => {
  const { diagnostics } = shown([
    finding(0, 'error', { message: 'a\u202eb\u200bc\nd\u0000e\u2028f\ud800g é' }),
  ]);
  expect(diagnostics[0]?.message).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg é');
});

test('a very long message is cut', () => {
  const { diagnostics } = shown([finding(0, 'error', { message: 'x'.repeat(1 << 20) })]);
  expect(diagnostics[0]?.message).toBe(`${'x'.repeat(499)}…`);
});

describe('of very many', () => {
  const many = (hints: number, errors: number): Finding[] => [
    ...Array.from({ length: hints }, (_, at) => finding(at, 'hint')),
    ...Array.from({ length: errors }, (_, at) => finding(hints + at, 'error')),
  ];

  test('all are shown up to the limit', () => {
    expect(shown(many(MAX_DIAGNOSTICS, 0)).diagnostics).toHaveLength(MAX_DIAGNOSTICS);
  });

  test('the gravest are shown, and how many are missing', () => {
    const { diagnostics } = shown(many(MAX_DIAGNOSTICS, 5));
    const errors = diagnostics.filter(({ severity }) => severity === DiagnosticSeverity.Error);
    expect(errors.map(({ message }) => message)).toEqual(
      Array.from({ length: 5 }, (_, at) => `at ${MAX_DIAGNOSTICS + at}`),
    );
    expect(diagnostics).toHaveLength(MAX_DIAGNOSTICS + 1);
    expect(diagnostics.at(-1)).toEqual({
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      severity: DiagnosticSeverity.Information,
      source: 'modproof',
      message: '5 more of this file are not shown.',
    });
  });
});

test('a document that is too large has no diagnostics', () => {
  expect(examinationToDiagnostics(document, { kind: 'too-large' })).toEqual({
    uri: document.uri,
    version: 7,
    diagnostics: [],
  });
});

test('a document that could not be examined says so', () => {
  expect(faultToDiagnostics(document)).toMatchObject({
    uri: document.uri,
    version: 7,
    diagnostics: [
      { severity: DiagnosticSeverity.Information, message: expect.stringContaining('could not') },
    ],
  });
});

test('a document that is closed has none, and no version', () => {
  expect(noDiagnostics(document.uri)).toEqual({ uri: document.uri, diagnostics: [] });
});
