import type { AuditedModule, AuditResult } from '../../audit/index.ts';
import { atLeast, type Finding } from '../../finding/index.ts';
import type { ModuleVersion } from '../../module/index.ts';
import type { WaivedFinding } from '../../policy/index.ts';
import type { Position, Span } from '../../text/index.ts';
import { type FindingGroup, groupsOf } from '../findingGroups.ts';
import { Places } from '../places.ts';
import { type Verdict, verdictOf } from './verdicts.ts';

/** One module as every part of a page sees it. */
export interface Subject {
  readonly audited: AuditedModule;
  /** Path and version as required, not made safe. */
  readonly label: string;
  readonly verdict: Verdict;
  /** The findings about it that count, hints included. */
  readonly findings: readonly Finding[];
  /** Those that the project accepts. */
  readonly accepted: readonly Finding[];
  /** Where the first file that requires it does so. */
  readonly place: SubjectPlace | null;
  /** The element that tells its findings; null where there is none. */
  readonly anchor: string | null;
}

/** A place in a file, 0-based, characters in UTF-16 units. */
export interface SubjectPlace extends Position {
  readonly path: string;
}

/** A group of findings with the element that tells it. */
export interface AnchoredGroup {
  readonly group: FindingGroup;
  readonly anchor: string;
  /** The module that it is about; null for files, and for modules that are not required. */
  readonly subject: Subject | null;
}

/** What a page is about. */
export interface PageSubjects {
  readonly subjects: readonly Subject[];
  /** Findings to be shown one by one, the gravest groups first. Hints are not among them. */
  readonly groups: readonly AnchoredGroup[];
  readonly hints: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
  readonly places: Places;
}

/** Brings modules, their findings and their places together. Linear in the result. */
export function subjectsOf(result: AuditResult): PageSubjects {
  const places = new Places([
    ...result.files,
    ...result.surroundings,
    ...result.goFiles,
    ...result.policyFiles,
  ]);
  const open = byModule(result.findings);
  const waived = byModule(result.waived.map(({ finding }) => finding));
  const groups = groupsOf(result.findings.filter(({ severity }) => atLeast(severity, 'information')));
  const anchors = new Map<string, string>();
  for (const [index, [first]] of groups.entries()) {
    const key = keyOf({ path: first.module, version: first.version });
    if (first.module !== '' && !anchors.has(key)) anchors.set(key, `finding-${index}`);
  }
  const requirements = requirementsOf(result);
  const subjects = result.modules.map((audited): Subject => {
    const key = keyOf(takenOf(audited));
    const findings = open.get(key) ?? [];
    const accepted = waived.get(key) ?? [];
    return {
      audited,
      label: `${audited.required.path} ${audited.required.version}`.trim(),
      verdict: verdictOf(audited, findings, accepted),
      findings,
      accepted,
      place: placeOf(audited, requirements, places),
      anchor: anchors.get(key) ?? null,
    };
  });
  const bySubject = new Map(subjects.map((subject) => [keyOf(takenOf(subject.audited)), subject]));
  return {
    subjects,
    groups: groups.map((group, index) => ({
      group,
      anchor: `finding-${index}`,
      subject: bySubject.get(keyOf({ path: group[0].module, version: group[0].version })) ?? null,
    })),
    waived: result.waived,
    hints: result.findings.filter(({ severity }) => severity === 'hint'),
    places,
  };
}

/** Findings by the module that they are about; those about files are left out. */
function byModule(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.module === '') continue;
    const key = keyOf({ path: finding.module, version: finding.version });
    const known = found.get(key);
    if (known === undefined) found.set(key, [finding]);
    else known.push(finding);
  }
  return found;
}

/** What the build takes for a requirement: findings are about that. */
export function takenOf({ required, replacement }: AuditedModule): ModuleVersion {
  return replacement?.kind === 'module' ? replacement.module : required;
}

function keyOf({ path, version }: ModuleVersion): string {
  return `${path}\n${version}`;
}

/** Where each file requires what, by the file's path and then by path and version. */
function requirementsOf(result: AuditResult): ReadonlyMap<string, ReadonlyMap<string, Span>> {
  return new Map(
    result.files.map(({ path, content }) => {
      const lines = content.kind === 'go.mod' ? content.file.require : [];
      return [path, new Map(lines.map((line) => [keyOf(line), line.pathSpan]))];
    }),
  );
}

function placeOf(
  { required, requiredBy }: AuditedModule,
  requirements: ReadonlyMap<string, ReadonlyMap<string, Span>>,
  places: Places,
): SubjectPlace | null {
  for (const path of requiredBy) {
    const span = requirements.get(path)?.get(keyOf(required));
    const position = span === undefined ? null : places.positionOf(path, span);
    if (position !== null) return { path, ...position };
  }
  return null;
}
