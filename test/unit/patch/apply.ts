import type { FileDiff } from '../../../server/src/patch/index.ts';

/**
 * Applies the hunks of a difference to the lines of the first version, by the
 * rules of the unified format; throws where a context or removed line is not there.
 */
export function applyHunks(before: string, { hunks }: FileDiff): string {
  const old = before === '' ? [] : before.match(/[^\n]*\n|[^\n]+$/g)!.slice();
  const now: string[] = [];
  let at = 0;
  for (const hunk of hunks) {
    const start = hunk.beforeLines === 0 ? hunk.beforeStart : hunk.beforeStart - 1;
    now.push(...old.slice(at, start));
    at = start;
    if (now.length !== (hunk.afterLines === 0 ? hunk.afterStart : hunk.afterStart - 1)) {
      throw new Error(`the hunk begins at another line than ${hunk.afterStart}`);
    }
    const counts = { before: 0, after: 0 };
    for (const [index, { kind, text }] of hunk.lines.entries()) {
      if (kind === 'no-newline') continue;
      const line = hunk.lines[index + 1]?.kind === 'no-newline' ? text : `${text}\n`;
      if (kind !== 'added') {
        if (old[at] !== line) throw new Error(`line ${at + 1} is ${old[at]}, not ${line}`);
        at++;
        counts.before++;
      }
      if (kind !== 'removed') {
        now.push(line);
        counts.after++;
      }
    }
    if (counts.before !== hunk.beforeLines || counts.after !== hunk.afterLines) {
      throw new Error('the header counts other lines than the hunk holds');
    }
  }
  return [...now, ...old.slice(at)].join('');
}
