import type { Range } from 'vscode-languageserver';
import {
  type AuditServices,
  type FeedJudge,
  importFindingsIn,
  judgeWaivers,
  type NameJudge,
} from '../audit/index.ts';
import { atLeast, type Finding } from '../finding/index.ts';
import { parseGoSum } from '../gosum/index.ts';
import { applyWaivers, parsePolicy } from '../policy/index.ts';
import { LineIndex, type Span } from '../text/index.ts';
import type { Analysis, Analyst } from './analyst.ts';
import type { RelatedPlace, Remark } from './convert.ts';
import { type Modules, mainModuleAround, mainModulesOf, moduleBeside } from './modules.ts';
import type { OpenDocument } from './session.ts';

/** The most that is examined, in UTF-16 units: golang.org/x/mod takes no go.mod of more than 16 MiB either. */
export const MAX_DOCUMENT_LENGTH = 16 << 20;

/** What remarks are made from. */
export interface RemarkServices {
  readonly modules: Modules;
  readonly analyst: Analyst;
  readonly names: () => NameJudge;
  readonly feed: () => FeedJudge;
  readonly clock: AuditServices['clock'];
  /** URI of the page about a code; null where there is none. */
  readonly pageOf: (code: string) => string | null;
  /** Other places that have to do with a finding of an analysis. */
  readonly relatedTo: (finding: Finding, analysis: Analysis) => readonly RelatedPlace[];
}

/** A finding that stands in a document, and what it is part of. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly analysis: Analysis;
  readonly span: Span;
}

/**
 * What there is to say about an open document: why the go command would refuse
 * it, and the findings that stand in it. The text is attacker-controlled; the
 * time is linear in it.
 */
export function remarksOf(document: OpenDocument, services: RemarkServices): readonly Remark[] {
  return [
    ...problemsOf(document, services),
    ...placedFindings(document, services).map((placed) => remarkOn(placed, services)),
  ];
}

/** The findings that touch a range of a document. */
export function findingsIn(
  document: OpenDocument,
  range: Range,
  services: RemarkServices,
): readonly PlacedFinding[] {
  const lines = new LineIndex(document.text);
  const [start, end] = [lines.offsetAt(range.start), lines.offsetAt(range.end)];
  return placedFindings(document, services).filter(({ span }) => span.start <= end && span.end >= start);
}

function problemsOf(document: OpenDocument, { modules }: RemarkServices): readonly Remark[] {
  switch (document.kind) {
    case 'go.mod':
    case 'go.work':
      return (modules.at(document.path)?.problems ?? []).map(problem);
    case 'go.sum':
      return parseGoSum(document.text).problems.map(problem);
    case 'policy':
      return parsePolicy(document.text, document.path).problems.map(problem);
    case 'go':
      return [];
  }
}

/** The findings that stand in a document. */
export function placedFindings(document: OpenDocument, services: RemarkServices): readonly PlacedFinding[] {
  switch (document.kind) {
    case 'go.mod':
    case 'go.work':
      return inModules(document, services);
    case 'go.sum':
      return inGoSum(document, services);
    case 'go':
      return inGoFile(document, services);
    case 'policy':
      return inPolicy(document, services);
  }
}

/** What is to be said of the waivers of a policy: whether one is dead, all files that it is for decide. */
function inPolicy(
  { path }: OpenDocument,
  { modules, analyst, names, clock }: RemarkServices,
): readonly PlacedFinding[] {
  const analyses = modules.all.map((file) => analyst.of(file)).filter(({ policy }) => policy.path === path);
  const [analysis] = analyses;
  if (analysis === undefined) return [];
  const used = new Set(analyses.flatMap(({ waived }) => waived.map(({ waiver }) => waiver)));
  const requirements = analyses.flatMap((one) => one.requirements);
  return judgeWaivers(analysis.policy.policy, used, requirements, names().canJudge, clock.now()).flatMap(
    (finding) => (finding.location === null ? [] : [{ finding, analysis, span: finding.location.span }]),
  );
}

/** A replacement in a go.work is what several main modules take: what is found there stands there once. */
function inModules({ path }: OpenDocument, { modules, analyst }: RemarkServices): readonly PlacedFinding[] {
  const file = modules.at(path);
  if (file === null) return [];
  const placed = new Map<string, PlacedFinding>();
  for (const one of [file, ...mainModulesOf(file, modules)]) {
    const analysis = analyst.of(one);
    for (const finding of analysis.findings) {
      if (finding.location?.path !== path) continue;
      const { code, module, version, message, severity } = finding;
      const { span } = finding.location;
      const key = JSON.stringify([code, module, version, message, span]);
      const known = placed.get(key)?.finding.severity;
      // Main modules may have policies of their own: the gravest severity counts.
      if (known === undefined || !atLeast(known, severity)) placed.set(key, { finding, analysis, span });
    }
  }
  return [...placed.values()];
}

/** Lines that contradict what is served or logged are marked in go.sum, too. */
function inGoSum(
  { path, text }: OpenDocument,
  { modules, analyst }: RemarkServices,
): readonly PlacedFinding[] {
  const beside = modules.at(moduleBeside(path));
  if (beside === null) return [];
  const wrong = new Map<string, Omit<PlacedFinding, 'span'>>();
  for (const file of [beside, ...mainModulesOf(beside, modules)]) {
    const analysis = analyst.of(file);
    for (const finding of analysis.findings) {
      if (finding.code !== 'checksum/mismatch') continue;
      for (const { text: hash } of finding.evidence)
        wrong.set(`${finding.module} ${finding.version} ${hash}`, { finding, analysis });
    }
  }
  if (wrong.size === 0) return [];
  return parseGoSum(text).lines.flatMap((line) => {
    const found = wrong.get(`${line.path} ${line.version} ${line.hash}`);
    return found === undefined ? [] : [{ ...found, span: line.hashSpan }];
  });
}

function inGoFile(
  document: OpenDocument,
  { modules, analyst, names, feed, clock }: RemarkServices,
): readonly PlacedFinding[] {
  const goMod = mainModuleAround(document.path, modules);
  if (goMod === null) return [];
  const analysis = analyst.of(goMod);
  const workspace = modules.workspaceOf(goMod);
  const { policy } = analysis.policy;
  const findings = importFindingsIn(document, goMod, workspace, { names: names(), feed: feed() }, policy);
  return applyWaivers(findings, policy, clock.now()).open.flatMap((finding) =>
    finding.location === null ? [] : [{ finding, analysis, span: finding.location.span }],
  );
}

/** How editors draw what a code is about, besides its severity. */
const TAGS: ReadonlyMap<string, Remark['tags']> = new Map([
  ['policy/waiver-dead', ['unnecessary']],
  ['version/retracted', ['deprecated']],
  ['version/deprecated', ['deprecated']],
] as const);

function remarkOn({ finding, analysis, span }: PlacedFinding, { pageOf, relatedTo }: RemarkServices): Remark {
  const { severity, code, module, version } = finding;
  return {
    span,
    severity,
    code,
    message: messageOf(finding),
    page: pageOf(code),
    tags: TAGS.get(code) ?? [],
    related: relatedTo(finding, analysis),
    data: { code, module, version },
  };
}

/** More UTF-16 units than this are too much beside a line. */
const MAX_MESSAGE = 140;

/** A finding in one sentence: of a difference also the files and what they gain, as far as there is room. */
function messageOf({ code, message, evidence }: Finding): string {
  if (code !== 'origin/diverged') return message;
  const [differs = '', gains = ''] = ['differs', 'gains'].map(
    (wanted) => evidence.find(({ kind }) => kind === wanted)?.text ?? '',
  );
  const start = `${message.replace(/\.$/, '')}: ${differs}`;
  const whole = gains === '' ? `${start}.` : `${start}; ${gains}.`;
  if (whole.length <= MAX_MESSAGE) return whole;
  return start.length < MAX_MESSAGE ? `${start}.` : message;
}

function problem({ span, kind, message }: { span: Span; kind: string; message: string }): Remark {
  return { span, severity: 'error', code: kind, message, page: null, tags: [], related: [], data: null };
}
