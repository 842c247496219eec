import type { Evidence, Severity } from '../../finding/index.ts';
import type { FindingGroup } from '../findingGroups.ts';
import { plain, wrapText } from '../plain.ts';
import type { Paint } from './paint.ts';
import type { Places } from './places.ts';

const INDENT = '  ';
const SEVERITY_WIDTH = 9;
const LABEL_WIDTH = 10;

/** What a message says in words already is not repeated below it. */
const SAID_IN_MESSAGE = new Set(['known-module', 'rule', 'character', 'copy-of']);

/** What the last lines of a group make a command of. */
const COMPARED_WITH = 'compared-with';

/** Writes one group: the module, its findings with what they rest on, and what to do. */
export function groupLines(group: FindingGroup, places: Places, paint: Paint, width: number): string[] {
  const [first] = group;
  const lines: string[] = [];
  if (first.module !== '')
    lines.push(INDENT + paint.strong(plain(`${first.module} ${first.version}`.trim())));
  const told = new Set<string>();
  for (const finding of group) {
    const place =
      finding.location === null ? '' : `${places.of(finding.location.path, finding.location.span)}   `;
    lines.push(`${INDENT}${severityWord(finding.severity, paint)}${place}${paint.faint(finding.code)}`);
    const margin = INDENT + ' '.repeat(SEVERITY_WIDTH);
    for (const line of wrapText(plain(finding.message), width - margin.length)) lines.push(margin + line);
    // Findings of one module often rest on the same facts.
    const fresh = finding.evidence.filter(({ kind, text }) => !told.has(kind) && text !== '');
    for (const evidence of fresh) {
      told.add(evidence.kind);
      if (SAID_IN_MESSAGE.has(evidence.kind) || evidence.kind === COMPARED_WITH) continue;
      lines.push(...evidenceLines(evidence, `${margin}  `, paint, width));
    }
  }
  lines.push(...adviceLines(group, paint, width));
  return lines;
}

function evidenceLines(evidence: Evidence, margin: string, paint: Paint, width: number): string[] {
  const label = evidence.kind.replaceAll('-', ' ').padEnd(LABEL_WIDTH);
  const text = plain(evidence.kind === 'gains' ? evidence.text.replace(/^gains /, '') : evidence.text);
  return wrapText(text, width - margin.length - label.length - 1).map((line, index) => {
    return `${margin}${paint.faint(index === 0 ? label : ' '.repeat(label.length))} ${line}`;
  });
}

/** What to do about a module, once for all of its findings; nothing where the messages say it. */
function adviceLines(group: FindingGroup, paint: Paint, width: number): string[] {
  const [first] = group;
  const target = group.flatMap(({ fixes }) => fixes).find(({ kind }) => kind === 'replace-module')?.to;
  const diverged = group.some(({ code }) => code === 'origin/diverged');
  const grave = group.some(({ severity }) => severity === 'error');
  const steps: string[] = [];
  if (target !== undefined) {
    steps.push(
      grave
        ? `replace it with ${target}`
        : `compare the owners; unless it is meant, replace it with ${target}`,
    );
  } else if (diverged) {
    steps.push(grave ? 'do not build with it before you have seen the difference' : 'look at the difference');
  }
  if (diverged) steps.push(`modproof diff ${first.module}@${first.version}`);
  const other = group.flatMap(({ evidence }) => evidence).find(({ kind }) => kind === COMPARED_WITH)?.text;
  if (other !== undefined) steps.push(`modproof diff ${first.module}@${first.version} --against ${other}`);
  const margin = INDENT + ' '.repeat(SEVERITY_WIDTH);
  return steps.flatMap((step, index) => {
    const label = index === 0 ? 'Do: ' : '    ';
    return wrapText(plain(step), width - margin.length - label.length).map(
      (line, part) => `${margin}${paint.strong(part === 0 ? label : '    ')}${line}`,
    );
  });
}

function severityWord(severity: Severity, paint: Paint): string {
  const padded = (severity === 'information' ? 'note' : severity).padEnd(SEVERITY_WIDTH);
  if (severity === 'error') return paint.error(padded);
  return severity === 'warning' ? paint.warning(padded) : padded;
}
