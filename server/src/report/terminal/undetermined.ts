import type { AuditedModule } from '../../audit/index.ts';
import { REASON_SENTENCES, type UndeterminedReason } from '../../verdict/index.ts';
import { plain, wrapText } from '../plain.ts';
import type { Paint } from './paint.ts';

/** Modules named per reason before the rest is counted. */
const MAX_NAMED = 3;

/**
 * What could not be determined, by reason, so that silence is never taken for
 * a good verdict: the reason, and some of the modules that it holds for.
 */
export function undeterminedLines(modules: readonly AuditedModule[], paint: Paint, width: number): string[] {
  const groups = new Map<string, { words: string; names: string[] }>();
  for (const { required, facts } of modules) {
    if (facts.content.state !== 'undetermined') continue;
    const words = wordsOf(facts.content);
    const group = groups.get(words) ?? { words, names: [] };
    group.names.push(plain(`${required.path} ${required.version}`.trim()));
    groups.set(words, group);
  }
  const lines = [...groups.values()]
    .sort((a, b) => b.names.length - a.names.length)
    .flatMap(({ words, names }) => {
      const more = names.length > MAX_NAMED ? [`and ${names.length - MAX_NAMED} more`] : [];
      return [
        ...wrapText(words, width - 4).map((line) => `    ${line}`),
        ...[...names.slice(0, MAX_NAMED), ...more].map((name) => `      ${paint.faint(name)}`),
      ];
    });
  return lines.length === 0 ? [] : [`  ${paint.warning('could not be determined')}`, ...lines];
}

function wordsOf({
  reason,
  detail,
}: {
  readonly reason: UndeterminedReason;
  readonly detail: string;
}): string {
  const sentence = REASON_SENTENCES[reason];
  return detail === '' ? sentence : `${sentence}: ${plain(detail).replace(/\.$/, '')}`;
}
