/** In how many of `of` modules each rule found something: at error, but for other identity, which is a warning. */
export interface Tally {
  readonly of: number;
  readonly runsOnImport: number;
  readonly nearCopy: number;
  readonly otherIdentity: number;
}

/** Precision and recall of each content rule as a Markdown table; good is a republication, bad an honest module. */
export function contentRuleTable(republished: Tally, honest: Tally): string {
  const line = (code: string, found: number, flagged: number): string => {
    const precision = found + flagged === 0 ? '–' : share(found, found + flagged);
    const recall = `${share(found, republished.of)} (${found} of ${republished.of})`;
    return `| \`${code}\` | ${recall} | ${flagged} of ${honest.of} | ${precision} |`;
  };
  return [
    '| rule | republications it found | honest modules it flagged | precision |',
    '| --- | --- | --- | --- |',
    line('behaviour/runs-on-import', republished.runsOnImport, honest.runsOnImport),
    line('squat/near-copy', republished.nearCopy, honest.nearCopy),
    line('squat/other-identity', republished.otherIdentity, honest.otherIdentity),
  ].join('\n');
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}
