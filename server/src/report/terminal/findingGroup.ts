import type { Evidence, Severity } from '../../finding/index.ts';
import type { FindingGroup } from '../findingGroups.ts';
import { restsOf, stepsOf } from '../findingParts.ts';
import type { Places } from '../places.ts';
import { plain, wrapText } from '../plain.ts';
import type { Paint } from './paint.ts';

const INDENT = '  ';
const SEVERITY_WIDTH = 9;
const LABEL_WIDTH = 10;

/** Writes one group: the module, its findings with what they rest on, and what to do. */
export function groupLines(group: FindingGroup, places: Places, paint: Paint, width: number): string[] {
  const [first] = group;
  const lines: string[] = [];
  if (first.module !== '')
    lines.push(INDENT + paint.strong(plain(`${first.module} ${first.version}`.trim())));
  const rests = restsOf(group);
  for (const [index, finding] of group.entries()) {
    const place =
      finding.location === null ? '' : `${places.of(finding.location.path, finding.location.span)}   `;
    lines.push(`${INDENT}${severityWord(finding.severity, paint)}${place}${paint.faint(finding.code)}`);
    const margin = INDENT + ' '.repeat(SEVERITY_WIDTH);
    for (const line of wrapText(plain(finding.message), width - margin.length)) lines.push(margin + line);
    for (const evidence of rests[index] ?? [])
      lines.push(...evidenceLines(evidence, `${margin}  `, paint, width));
  }
  lines.push(...adviceLines(group, paint, width));
  return lines;
}

function evidenceLines(evidence: Evidence, margin: string, paint: Paint, width: number): string[] {
  const label = evidence.kind.replaceAll('-', ' ').padEnd(LABEL_WIDTH);
  return wrapText(plain(evidence.text), width - margin.length - label.length - 1).map((line, index) => {
    return `${margin}${paint.faint(index === 0 ? label : ' '.repeat(label.length))} ${line}`;
  });
}

/** What to do about a module, once for all of its findings; nothing where the messages say it. */
function adviceLines(group: FindingGroup, paint: Paint, width: number): string[] {
  const margin = INDENT + ' '.repeat(SEVERITY_WIDTH);
  return stepsOf(group).flatMap(({ text }, index) => {
    const label = index === 0 ? 'Do: ' : '    ';
    return wrapText(plain(text), width - margin.length - label.length).map(
      (line, part) => `${margin}${paint.strong(part === 0 ? label : '    ')}${line}`,
    );
  });
}

function severityWord(severity: Severity, paint: Paint): string {
  const padded = (severity === 'information' ? 'note' : severity).padEnd(SEVERITY_WIDTH);
  if (severity === 'error') return paint.error(padded);
  return severity === 'warning' ? paint.warning(padded) : padded;
}
