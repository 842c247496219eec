import { type AuditFile, importFindingsIn, type NameJudge, type Workspace } from '../audit/index.ts';
import type { Finding } from '../finding/index.ts';
import { parseGoSum } from '../gosum/index.ts';
import { parsePolicy } from '../policy/index.ts';
import type { Analysis, Analyst } from './analyst.ts';
import type { RelatedPlace, Remark } from './convert.ts';
import type { Modules } from './modules.ts';
import type { OpenDocument } from './session.ts';

/** The most that is examined, in UTF-16 units: golang.org/x/mod takes no go.mod of more than 16 MiB either. */
export const MAX_DOCUMENT_LENGTH = 16 << 20;

/** What remarks are made from. */
export interface RemarkServices {
  readonly modules: Modules;
  readonly analyst: Analyst;
  readonly names: () => NameJudge;
  /** URI of the page about a code; null where there is none. */
  readonly pageOf: (code: string) => string | null;
  /** Other places that have to do with a finding of an analysis. */
  readonly relatedTo: (finding: Finding, analysis: Analysis) => readonly RelatedPlace[];
}

/**
 * What there is to say about an open document: why the go command would refuse
 * it, and the findings that stand in it. The text is attacker-controlled; the
 * time is linear in it.
 */
export function remarksOf(document: OpenDocument, services: RemarkServices): readonly Remark[] {
  switch (document.kind) {
    case 'go.mod':
    case 'go.work':
      return ofModules(document, services);
    case 'go.sum':
      return ofGoSum(document, services);
    case 'go':
      return ofGoFile(document, services);
    case 'policy':
      return parsePolicy(document.text).problems.map(({ span, message }) => problem(span, 'policy', message));
  }
}

function ofModules(document: OpenDocument, services: RemarkServices): readonly Remark[] {
  const { modules, analyst } = services;
  const file = modules.at(document.path);
  if (file === null) return [];
  const remarks = file.problems.map(({ span, kind, message }) => problem(span, kind, message));
  for (const analysis of [file, ...mainModulesOf(file, modules)].map((one) => analyst.of(one))) {
    for (const finding of analysis.findings) {
      if (finding.location?.path === document.path) remarks.push(remarkOn(finding, analysis, services));
    }
  }
  return remarks;
}

/** A replacement in a go.work is what its main modules take, so that findings about it stand there. */
function mainModulesOf(file: AuditFile, modules: Modules): readonly AuditFile[] {
  if (file.content.kind !== 'go.work') return [];
  return modules.all.filter((one) => modules.workspaceOf(one)?.file === file);
}

/** Lines that contradict what is served or logged are marked in go.sum, too. */
function ofGoSum(document: OpenDocument, services: RemarkServices): readonly Remark[] {
  const { lines, problems } = parseGoSum(document.text);
  const remarks = problems.map(({ span, kind, message }) => problem(span, kind, message));
  const wrong = new Map<string, { finding: Finding; analysis: Analysis }>();
  for (const file of besides(document, services.modules)) {
    const analysis = services.analyst.of(file);
    for (const finding of analysis.findings) {
      if (finding.code !== 'checksum/mismatch') continue;
      for (const { text } of finding.evidence)
        wrong.set(`${finding.module} ${finding.version} ${text}`, { finding, analysis });
    }
  }
  for (const line of lines) {
    const found = wrong.get(`${line.path} ${line.version} ${line.hash}`);
    if (found !== undefined)
      remarks.push({ ...remarkOn(found.finding, found.analysis, services), span: line.hashSpan });
  }
  return remarks;
}

/** The go.mod or go.work beside a sum file, and what belongs to it. */
function besides(document: OpenDocument, modules: Modules): readonly AuditFile[] {
  const name = document.path.endsWith('go.work.sum') ? 'go.work' : 'go.mod';
  const beside = modules.at(document.path.replace(/go(?:\.work)?\.sum$/, name));
  return beside === null ? [] : [beside, ...mainModulesOf(beside, modules)];
}

function ofGoFile(document: OpenDocument, services: RemarkServices): readonly Remark[] {
  const { modules, analyst, names } = services;
  const goMod = mainModuleAround(document.path, modules);
  if (goMod === null) return [];
  const analysis = analyst.of(goMod);
  const workspace: Workspace | null = modules.workspaceOf(goMod);
  const findings = importFindingsIn(document, goMod, workspace, names(), analysis.policy.policy);
  return findings.flatMap((finding) =>
    finding.location === null ? [] : [remarkOn(finding, analysis, services)],
  );
}

/** The go.mod of the folder that a file lies in, or of the nearest one above; null where none is known. */
export function mainModuleAround(path: string, modules: Modules): AuditFile | null {
  for (let end = path.length; end > 0; ) {
    end = Math.max(path.lastIndexOf('/', end - 1), path.lastIndexOf('\\', end - 1));
    if (end < 0) return null;
    const file = modules.at(`${path.slice(0, end + 1)}go.mod`);
    if (file !== null) return file;
  }
  return null;
}

function remarkOn(finding: Finding, analysis: Analysis, { pageOf, relatedTo }: RemarkServices): Remark {
  const { location, severity, code, message, module, version } = finding;
  return {
    span: location?.span ?? { start: 0, end: 0 },
    severity,
    code,
    message,
    page: pageOf(code),
    tags: [],
    related: relatedTo(finding, analysis),
    data: { code, module, version },
  };
}

function problem(span: Remark['span'], code: string, message: string): Remark {
  return { span, severity: 'error', code, message, page: null, tags: [], related: [], data: null };
}
