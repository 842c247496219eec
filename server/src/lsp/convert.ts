import {
  type Diagnostic,
  DiagnosticSeverity,
  type PublishDiagnosticsParams,
  type Range,
} from 'vscode-languageserver';
import { SEVERITIES, type Severity } from '../finding/index.ts';
import { LineIndex, type Span } from '../text/index.ts';
import type { Examination } from './examine.ts';
import type { OpenDocument } from './session.ts';

/** More than this many diagnostics of one document are counted and not shown. */
export const MAX_DIAGNOSTICS = 1000;

/** More UTF-16 units than this are cut off a message, which may quote attacker-controlled text. */
const MAX_MESSAGE_LENGTH = 500;

const SOURCE = 'modproof';

const LSP_SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TOP: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Something to say about a span of the document, be it a problem or a finding. */
interface Remark {
  readonly span: Span;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
}

/**
 * What was found in a document, for the editor, in the order of the text.
 *
 * The code of a finding is its own, that of a problem `syntax` or `semantic`.
 * Where there is more than {@link MAX_DIAGNOSTICS}, the gravest are kept, and
 * the last diagnostic says how many are missing.
 */
export function examinationToDiagnostics(
  document: OpenDocument,
  examination: Examination,
): PublishDiagnosticsParams {
  if (examination.kind === 'too-large') return published(document, []);
  const remarks: Remark[] = examination.problems.map(({ span, kind, message }) => ({
    span,
    severity: 'error',
    code: kind,
    message,
  }));
  for (const { location, severity, code, message } of examination.findings) {
    if (location?.path === document.uri) remarks.push({ span: location.span, severity, code, message });
  }
  const kept = keepGravest(remarks);
  const lines = new LineIndex(document.text);
  const diagnostics = kept.map(
    ({ span, severity, code, message }): Diagnostic => ({
      range: lines.rangeOf(span),
      severity: LSP_SEVERITY[severity],
      source: SOURCE,
      code,
      message: plainText(message),
    }),
  );
  const more = remarks.length - kept.length;
  if (more > 0) diagnostics.push(note(`${more} more of this file are not shown.`));
  return published(document, diagnostics);
}

/** What is shown of a document that could not be examined: silence would look like an "all clear". */
export function faultToDiagnostics(document: OpenDocument): PublishDiagnosticsParams {
  return published(document, [note('Modproof could not examine this file; its log says why.')]);
}

/** What takes all diagnostics of a document away. */
export function noDiagnostics(uri: string): PublishDiagnosticsParams {
  return { uri, diagnostics: [] };
}

function published({ uri, version }: OpenDocument, diagnostics: Diagnostic[]): PublishDiagnosticsParams {
  return { uri, version, diagnostics };
}

function note(message: string): Diagnostic {
  return { range: TOP, severity: DiagnosticSeverity.Information, source: SOURCE, message };
}

function keepGravest(remarks: readonly Remark[]): readonly Remark[] {
  const kept =
    remarks.length <= MAX_DIAGNOSTICS
      ? [...remarks]
      : [...remarks].sort((a, b) => rank(a) - rank(b)).slice(0, MAX_DIAGNOSTICS);
  return kept.sort((a, b) => a.span.start - b.span.start);
}

function rank({ severity }: Remark): number {
  return SEVERITIES.indexOf(severity);
}

/** A message without characters that hide or turn round what stands beside them. */
function plainText(message: string): string {
  const short =
    message.length > MAX_MESSAGE_LENGTH ? `${message.slice(0, MAX_MESSAGE_LENGTH - 1)}…` : message;
  return short.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd');
}
