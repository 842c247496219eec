/** One line of the benchmark's table. */
export interface Row {
  readonly what: string;
  /** What the best peer reached, measured; `–` where no peer has a figure. */
  readonly peer: string;
  readonly bar: string;
  readonly ours: string;
  /** Figure against bar: 1 and less is within the bar. Null where nothing could be measured. */
  readonly ratio: number | null;
  /** A row of accuracy fails a check when it misses its bar; a time never does, because machines differ. */
  readonly isAccuracy: boolean;
  /** What the figure is made of, one sentence or name each. */
  readonly details: readonly string[];
}

/** What every row has to say beside its figure. */
export interface About {
  readonly what: string;
  readonly peer?: string;
  readonly details?: readonly string[];
}

/** A count of `of` that must be at least the share `least`. */
export function atLeastShare(about: About, found: number, of: number, least: number): Row {
  const share = of === 0 ? 0 : found / of;
  return {
    ...shown(about),
    bar: least === 1 ? `all ${of}` : `at least ${percent(least)}`,
    ours: `${percent(share)} (${found} of ${of})`,
    ratio: share === 0 ? Number.POSITIVE_INFINITY : least / share,
    isAccuracy: true,
  };
}

/** A count of `of` that must be at most the share `most`. */
export function atMostShare(about: About, found: number, of: number, most: number): Row {
  const share = of === 0 ? 0 : found / of;
  return {
    ...shown(about),
    bar: most === 0 ? '0' : `at most ${percent(most)}`,
    ours: `${percent(share)} (${found} of ${of})`,
    ratio: most === 0 ? (found === 0 ? 0 : Number.POSITIVE_INFINITY) : share / most,
    isAccuracy: true,
  };
}

/** A time, a ratio of times or a size that should be below `bar`. */
export function below(about: About, figure: number, bar: number, unit: string): Row {
  return {
    ...shown(about),
    bar: `under ${bar}${unit}`,
    ours: `${figure.toFixed(figure < 10 ? 2 : 1)}${unit}`,
    ratio: figure / bar,
    isAccuracy: false,
  };
}

/** A row whose material is not on this machine. It counts neither as reached nor as missed. */
export function notMeasured(about: About, bar: string, why: string): Row {
  return { ...shown(about), bar, ours: `not measured: ${why}`, ratio: null, isAccuracy: true };
}

/** A figure without a bar, to read the others by. */
export function information(about: About, ours: string): Row {
  return { ...shown(about), bar: '–', ours, ratio: null, isAccuracy: false };
}

/** Tells whether the row makes a check fail. */
export function isMissed({ isAccuracy, ratio }: Row): boolean {
  return isAccuracy && ratio !== null && !(ratio <= 1);
}

function shown({ what, peer = '–', details = [] }: About): Pick<Row, 'what' | 'peer' | 'details'> {
  return { what, peer, details };
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(2))} %`;
}
