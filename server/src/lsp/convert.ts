import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
} from 'vscode-languageserver';
import { SEVERITIES, type Severity } from '../finding/index.ts';
import { LineIndex, type Span } from '../text/index.ts';

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

/** Something to say about a span of a document, be it a problem of its text or a finding. */
export interface Remark {
  readonly span: Span;
  readonly severity: Severity;
  /** The code of a finding, or `syntax` or `semantic` for a problem. */
  readonly code: string;
  readonly message: string;
  /** URI of the page about the code; null where there is none. */
  readonly page: string | null;
  readonly tags: readonly ('deprecated' | 'unnecessary')[];
  readonly related: readonly RelatedPlace[];
  /** What a code action needs to know of it again. */
  readonly data: RemarkData | null;
}

/** Another place that has to do with a remark. */
export interface RelatedPlace {
  readonly uri: string;
  readonly range: Range;
  readonly message: string;
}

/** A finding, as code actions find it again. */
export interface RemarkData {
  readonly code: string;
  readonly module: string;
  readonly version: string;
}

/** What a client of diagnostics can show. */
export interface DiagnosticAbilities {
  readonly related: boolean;
  readonly codeDescription: boolean;
  readonly tags: boolean;
}

/**
 * Remarks as diagnostics, in the order of the text. Where there are more than
 * {@link MAX_DIAGNOSTICS}, the gravest are kept, and the last one says how many
 * are missing.
 */
export function remarksToDiagnostics(
  text: string,
  remarks: readonly Remark[],
  abilities: DiagnosticAbilities,
): Diagnostic[] {
  const kept = keepGravest(remarks);
  const lines = new LineIndex(text);
  const diagnostics = kept.map((remark) => toDiagnostic(remark, lines, abilities));
  const more = remarks.length - kept.length;
  if (more > 0) diagnostics.push(noteToDiagnostic(`${more} more of this file are not shown.`));
  return diagnostics;
}

/** Something to say about a document as a whole. */
export function noteToDiagnostic(message: string): Diagnostic {
  return {
    range: TOP,
    severity: DiagnosticSeverity.Information,
    source: SOURCE,
    message: plainText(message),
  };
}

/** Text without characters that hide or turn round what stands beside them, and not too long. */
function plainText(message: string): string {
  const short =
    message.length > MAX_MESSAGE_LENGTH ? `${message.slice(0, MAX_MESSAGE_LENGTH - 1)}…` : message;
  return short.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

/** As {@link plainText}, for a notice: editors make links of what looks like one in Markdown, and such a link may run a command. */
export function noticeText(message: string): string {
  return plainText(message).replaceAll('](', '] (');
}

function toDiagnostic(remark: Remark, lines: LineIndex, abilities: DiagnosticAbilities): Diagnostic {
  const { span, severity, code, message, page, tags, related, data } = remark;
  return {
    range: lines.rangeOf(span),
    severity: LSP_SEVERITY[severity],
    source: SOURCE,
    code,
    message: plainText(message),
    ...(page !== null && abilities.codeDescription ? { codeDescription: { href: page } } : {}),
    ...(tags.length > 0 && abilities.tags
      ? {
          tags: tags.map((tag) =>
            tag === 'deprecated' ? DiagnosticTag.Deprecated : DiagnosticTag.Unnecessary,
          ),
        }
      : {}),
    ...(related.length > 0 && abilities.related ? { relatedInformation: related.map(toRelated) } : {}),
    ...(data === null ? {} : { data }),
  };
}

function toRelated({ uri, range, message }: RelatedPlace): DiagnosticRelatedInformation {
  return { location: { uri, range }, message: plainText(message) };
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
