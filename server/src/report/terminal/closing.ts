import type { AuditResult } from '../../audit/index.ts';
import { type Finding, SEVERITIES, type Severity } from '../../finding/index.ts';
import type { ContentFact } from '../../verdict/index.ts';
import type { Paint } from './paint.ts';

/** The two last lines of a report: what the contents and checksums showed, and how many findings there are. */
export function closingLines(
  result: AuditResult,
  shown: readonly Finding[],
  paint: Paint,
): readonly string[] {
  const { modules, problems, leftOut, waived } = result;
  const count = (state: ContentFact['state']): number =>
    modules.filter(({ facts }) => facts.content.state === state).length;
  const contents: readonly (readonly [number, string])[] = [
    [count('match'), paint.good('same as upstream')],
    [count('match-explained'), paint.good('same, explained')],
    [count('diverged'), paint.error(count('diverged') === 1 ? 'differs' : 'differ')],
    [count('undetermined'), paint.warning('could not be determined')],
    [count('not-applicable'), 'not applicable'],
  ];
  const told = contents.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`);
  const findings = SEVERITIES.flatMap((severity) => {
    const number = shown.filter((one) => one.severity === severity).length;
    return number === 0
      ? []
      : [painted(severity, plural(number, severity === 'information' ? 'note' : severity), paint)];
  });
  const rest = [
    ...(findings.length === 0 ? ['no findings'] : findings),
    ...(problems.length === 0 ? [] : [paint.error(`${plural(problems.length, 'place')} not read`)]),
    ...(waived.length === 0 ? [] : [`${waived.length} accepted`]),
    ...storedWords(modules),
    ...(leftOut.length === 0 ? [] : [`${plural(leftOut.length, 'go.mod')} in left-out folders not audited`]),
  ];
  const seconds = ((result.finishedAt - result.startedAt) / 1000).toFixed(1);
  const proven = modules.filter(({ facts }) => facts.checksum.state === 'proven').length;
  if (proven > 0) told.push(`${plural(proven, 'checksum')} proven`);
  return [
    `  ${modules.length === 0 ? '0 modules found' : told.join('   ')}`,
    `  ${rest.join(', ')} in ${seconds} s`,
  ];
}

/** How much of the answer an earlier audit gave, and how old it is. */
function storedWords(modules: AuditResult['modules']): readonly string[] {
  const times = modules.flatMap(({ storedAt }) => (storedAt === null ? [] : [storedAt]));
  if (times.length === 0) return [];
  const oldest = new Date(Math.min(...times)).toISOString().slice(0, 10);
  return [`${plural(times.length, 'stored verdict')}, the oldest of ${oldest},`];
}

function painted(severity: Severity, words: string, paint: Paint): string {
  if (severity === 'error') return paint.error(words);
  return severity === 'warning' ? paint.warning(words) : words;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
