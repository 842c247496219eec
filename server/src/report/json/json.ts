import { type AuditedModule, type AuditResult, isUndetermined } from '../../audit/index.ts';
import { evidenceHash, type Finding, SEVERITIES } from '../../finding/index.ts';
import { LineIndex } from '../../text/index.ts';
import type { ContentFact, ModuleFacts, UpstreamFact } from '../../verdict/index.ts';
import { upstreamOwners } from '../owners.ts';
import { readingOf } from './reading.ts';

/** The name of this report's schema; `docs/schema/report-1.json` describes it. */
export const REPORT_SCHEMA = 'modproof-report/1';

/**
 * Writes the JSON report. Lines and characters are 0-based, characters in
 * UTF-16 units. Text from outside stands in it as JSON strings, not escaped further.
 */
export function formatJson(result: AuditResult, tool: { readonly version: string }): string {
  const indexes = new Map(
    [...result.files, ...result.surroundings, ...result.goFiles, ...result.policyFiles].map((file) => [
      file.path,
      new LineIndex(file.text),
    ]),
  );
  const report = {
    schema: REPORT_SCHEMA,
    tool: { name: 'modproof', version: tool.version },
    startedAt: new Date(result.startedAt).toISOString(),
    finishedAt: new Date(result.finishedAt).toISOString(),
    files: result.files.map(({ path, content }) => ({
      path,
      module: content.kind === 'go.mod' ? (content.file.module?.path ?? null) : null,
    })),
    summary: summaryOf(result),
    modules: result.modules.map(moduleOf),
    owners: upstreamOwners(result.modules).map(({ modules, ...owner }) => ({
      ...owner,
      modules: modules.map(({ required: { path, version } }) => ({ path, version })),
    })),
    findings: result.findings.map((finding) => findingOf(finding, indexes)),
    waived: result.waived.map(({ finding, waiver }) => ({
      finding: findingOf(finding, indexes),
      reason: waiver.reason,
      owner: waiver.owner,
      until: waiver.until,
    })),
    problems: result.problems.map(({ path, span, message }) => ({
      path,
      range: span === null ? null : (indexes.get(path)?.rangeOf(span) ?? null),
      message,
    })),
    leftOut: result.leftOut,
    corpusProblems: result.corpusProblems,
    feed: result.feed,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function summaryOf(result: AuditResult): object {
  const count = (state: ContentFact['state']): number =>
    result.modules.filter(({ facts }) => facts.content.state === state).length;
  return {
    modules: result.modules.length,
    match: count('match'),
    explained: count('match-explained'),
    diverged: count('diverged'),
    undetermined: result.modules.filter(isUndetermined).length,
    notApplicable: count('not-applicable'),
    findings: Object.fromEntries(
      SEVERITIES.map((severity) => [
        severity,
        result.findings.filter((finding) => finding.severity === severity).length,
      ]),
    ),
  };
}

function moduleOf(module: AuditedModule): object {
  const { facts, replacement } = module;
  return {
    path: module.required.path,
    version: module.required.version,
    indirect: module.indirect,
    replacedBy:
      replacement === null
        ? null
        : replacement.kind === 'directory'
          ? { path: replacement.path, version: null }
          : { path: replacement.module.path, version: replacement.module.version },
    requiredBy: module.requiredBy,
    storedAt: module.storedAt === null ? null : new Date(module.storedAt).toISOString(),
    name: nameOf(facts),
    advisories: advisoriesOf(facts),
    ...readingOf(facts),
    content: contentOf(facts.content),
    upstream: upstreamOf(facts.upstream),
    checksum: facts.checksum,
    fork: facts.fork,
    age: ageOf(facts),
    notices: noticesOf(facts),
    provenance: provenanceOf(facts),
    protection: facts.protection,
    gates: module.gates,
  };
}

function provenanceOf({ provenance }: ModuleFacts): object {
  if (provenance.state !== 'attested') return provenance;
  const attestations = provenance.attestations.map((one) => ({ ...one, loggedAt: timeOf(one.loggedAt) }));
  return { ...provenance, attestations };
}

function nameOf({ name }: ModuleFacts): object {
  // The same repository name under another owner is nothing to suspect by itself.
  if (name.state !== 'suspect' || name.code === 'squat/other-owner') {
    const namesake = name.state === 'suspect' ? { namesakeOf: name.target } : {};
    return { state: name.state === 'suspect' ? 'unremarkable' : name.state, ...namesake };
  }
  return { state: name.state, target: name.target, rule: name.rule, code: name.code };
}

/** Null where there was no list to look into, or no module to look for. */
function advisoriesOf({ advisories }: ModuleFacts): readonly object[] | null {
  if (advisories.state !== 'listed') return advisories.state === 'unlisted' ? [] : null;
  return advisories.advisories.map(({ ids, kind, date, source, confidence, imitates, imitatesByGuess }) => ({
    // Where no advisory was published, whoever said so stands for it.
    id: ids[0] ?? source,
    aliases: ids.slice(1),
    kind,
    since: date,
    source,
    confidence,
    imitates,
    imitatesByGuess,
  }));
}

function contentOf(content: ContentFact): object {
  const none = {
    reason: null,
    changed: [],
    onlyMirror: [],
    onlyUpstream: [],
    capabilitiesGained: [],
    initAdded: false,
  };
  switch (content.state) {
    case 'match':
      return { state: content.state, ...none };
    case 'match-explained':
      return { state: content.state, ...none, explanations: content.explanations };
    case 'diverged':
      return {
        state: content.state,
        reason: null,
        changed: content.changed,
        onlyMirror: content.onlyMirror,
        onlyUpstream: content.onlyUpstream,
        capabilitiesGained: content.gains?.capabilities ?? [],
        initAdded: content.gains?.initAdded ?? false,
        explanations: content.explanations,
        equals: content.equals,
      };
    case 'undetermined':
      return { state: content.state, ...none, reason: content.reason, detail: content.detail };
    case 'not-applicable':
      return { state: content.state, ...none, reason: content.why };
  }
}

function upstreamOf(upstream: UpstreamFact): object {
  return {
    state: upstream.state,
    repository: upstream.repository,
    ref: upstream.ref,
    commit: upstream.commit,
    committedAt: timeOf(upstream.committedAt),
    signatures: upstream.signatures,
    mirrorCommit: upstream.mirrorCommit,
    mirrorTime: timeOf(upstream.mirrorTime),
    redirectsTo: upstream.redirectsTo,
    seenBefore: upstream.seenBefore.map(({ commit, firstSeen, lastSeen }) => ({
      commit,
      firstSeen: timeOf(firstSeen),
      lastSeen: timeOf(lastSeen),
    })),
    loggedBefore: timeOf(upstream.loggedBefore),
    reason: upstream.reason,
    detail: upstream.detail,
  };
}

function ageOf({ age }: ModuleFacts): object {
  if (age.state !== 'determined') return age;
  return { ...age, loggedBefore: timeOf(age.loggedBefore), reason: null, detail: '' };
}

function noticesOf({ notices }: ModuleFacts): object {
  const none = { newest: null, retracted: [], deprecated: null, reason: null, detail: '' };
  return notices.state === 'not-applicable'
    ? { ...none, state: notices.state, detail: notices.why }
    : { ...none, ...notices };
}

function timeOf(seconds: number | null): string | null {
  if (seconds === null) return null;
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function findingOf(finding: Finding, indexes: ReadonlyMap<string, LineIndex>): object {
  const { location } = finding;
  const range = location === null ? null : indexes.get(location.path)?.rangeOf(location.span);
  return {
    code: finding.code,
    severity: finding.severity,
    module: finding.module,
    version: finding.version,
    message: finding.message,
    location: location === null || range === undefined ? null : { path: location.path, range },
    evidence: finding.evidence,
    evidenceHash: evidenceHash(finding),
    fixes: finding.fixes,
  };
}
