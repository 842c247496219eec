/** One figure beside its bar, which it must not exceed. */
export interface Row {
  readonly what: string;
  readonly figure: number;
  readonly bar: number;
  readonly unit: string;
  /** What the figure is made of. */
  readonly detail?: string;
}

export function printRow({ what, figure, bar, unit, detail }: Row): void {
  const shown = `${figure.toFixed(1).padStart(8)} ${unit}`.padEnd(18);
  const verdict = figure <= bar ? 'reached' : 'missed';
  const aside = detail === undefined ? '' : `  (${detail})`;
  console.log(`${what.padEnd(66)}${shown}bar ${bar} ${unit}: ${verdict}${aside}`);
}
