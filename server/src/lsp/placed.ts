import type { AuditFile, JudgedRequirement } from '../audit/index.ts';
import { readHeader } from '../gosource/index.ts';
import { parseGoSum } from '../gosum/index.ts';
import type { Span } from '../text/index.ts';
import type { Analysis, Analyst } from './analyst.ts';
import { type Modules, mainModuleAround, mainModulesOf, moduleBeside } from './modules.ts';
import type { OpenDocument } from './session.ts';

/** A requirement that a place in a document speaks of. */
export interface Placed {
  readonly requirement: JudgedRequirement;
  readonly analysis: Analysis;
  /** The words of the document that name it. */
  readonly span: Span;
}

/**
 * The requirement that a place in a document speaks of: a requirement or a
 * replacement in go.mod and go.work, a line of go.sum, an import in a Go file.
 * Null for all else. `offset` is in UTF-16 units.
 */
export function requirementAt(
  document: OpenDocument,
  offset: number,
  modules: Modules,
  analyst: Analyst,
): Placed | null {
  switch (document.kind) {
    case 'go.mod':
    case 'go.work':
      return inModules(document, offset, modules, analyst);
    case 'go.sum':
      return inGoSum(document, offset, modules, analyst);
    case 'go':
      return inGoFile(document, offset, modules, analyst);
    case 'policy':
      return null;
  }
}

function inModules(
  { path }: OpenDocument,
  offset: number,
  modules: Modules,
  analyst: Analyst,
): Placed | null {
  const file = modules.at(path);
  if (file === null) return null;
  for (const one of [file, ...mainModulesOf(file, modules)]) {
    const analysis = analyst.of(one);
    for (const requirement of analysis.requirements) {
      const span = namedIn(path, requirement, one);
      for (const each of span) if (holds(each, offset)) return { requirement, analysis, span: each };
    }
  }
  return null;
}

/** Where a file names a requirement: in its own line, and where a replacement leads. */
function namedIn(path: string, { dependency }: JudgedRequirement, file: AuditFile): readonly Span[] {
  const { pathAt, versionAt, required } = dependency;
  const spans: Span[] = [];
  if (pathAt?.path === path && versionAt?.path === path) {
    spans.push({ start: pathAt.span.start, end: Math.max(pathAt.span.end, versionAt.span.end) });
  }
  if (dependency.replacement !== null && file.path === path && file.content.kind === 'go.mod') {
    for (const one of file.content.file.require) {
      if (one.path === required.path && one.version === required.version)
        spans.push({ start: one.pathSpan.start, end: one.versionSpan.end });
    }
  }
  return spans;
}

function inGoSum(
  { path, text }: OpenDocument,
  offset: number,
  modules: Modules,
  analyst: Analyst,
): Placed | null {
  const line = parseGoSum(text).lines.find(({ span }) => holds(span, offset));
  const beside = modules.at(moduleBeside(path));
  if (line === undefined || beside === null) return null;
  for (const one of [beside, ...mainModulesOf(beside, modules)]) {
    const analysis = analyst.of(one);
    const requirement = analysis.byKey.get(`${line.path}@${line.version}`);
    if (requirement !== undefined)
      return { requirement, analysis, span: { start: line.pathSpan.start, end: line.versionSpan.end } };
  }
  return null;
}

/** An import belongs to the required module with the longest path that it begins with. */
function inGoFile(
  { path, text }: OpenDocument,
  offset: number,
  modules: Modules,
  analyst: Analyst,
): Placed | null {
  const found = readHeader(text).imports.find(({ span }) => holds(span, offset));
  const goMod = found === undefined ? null : mainModuleAround(path, modules);
  if (found === undefined || goMod === null) return null;
  const analysis = analyst.of(goMod);
  let best: JudgedRequirement | null = null;
  for (const requirement of analysis.requirements) {
    const { path: module } = requirement.dependency.required;
    if (found.path !== module && !found.path.startsWith(`${module}/`)) continue;
    if (best === null || module.length > best.dependency.required.path.length) best = requirement;
  }
  return best === null ? null : { requirement: best, analysis, span: found.span };
}

function holds({ start, end }: Span, offset: number): boolean {
  return offset >= start && offset <= end;
}
