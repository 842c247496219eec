import { judgeName, type KnownModule, type NameIndex } from '../../../server/src/typosquat/index.ts';
import { Random } from '../audit/random.ts';
import { publisherOf } from './leftOut.ts';
import { atLeastShare, information, type Row } from './row.ts';
import { isWarning } from './severity.ts';
import { otherLastLabels, slipsOf } from './slips.ts';

const MOST_USED = 2000;
const LEAST_LETTERS = 4;
const BAR = 0.97;

/** What became of the slips of one kind. */
interface Tally {
  slips: number;
  warned: number;
  /** Names that belong to somebody whom the corpus knows: honest modules are one slip apart, too. */
  taken: number;
  readonly missed: string[];
}

/** Slips in the owner, or in the host of a vanity path, of the most used modules: all kinds, every position. */
export function slipRows(modules: readonly KnownModule[], index: NameIndex, seed: number): Row[] {
  const random = new Random(seed);
  const tallies = new Map<string, Tally>();
  // One slip of each kind, at a position chosen at random: what somebody makes who writes a generator.
  const one: Tally = { slips: 0, warned: 0, taken: 0, missed: [] };
  for (const { path } of mostUsed(modules)) {
    const byKind = new Map<string, string[]>();
    for (const { kind, slipped } of slippedPaths(path, random)) {
      if (publisherOf(slipped) === publisherOf(path)) continue;
      count(tallies, kind, slipped, index);
      byKind.set(kind, [...(byKind.get(kind) ?? []), slipped]);
    }
    for (const slips of byKind.values()) judgeInto(one, random.pick(slips), index);
  }
  const all = [...tallies.values()];
  const sum = (of: (tally: Tally) => number) => all.reduce((total, tally) => total + of(tally), 0);
  return [
    atLeastShare(
      {
        what: `one slip of each kind in owner or vanity host of the ${MOST_USED} most used modules: warning`,
        details: one.missed.slice(0, 40),
      },
      one.warned,
      one.slips,
      BAR,
    ),
    atLeastShare(
      { what: 'every slip at every position' },
      sum((tally) => tally.warned),
      sum((tally) => tally.slips),
      BAR,
    ),
    information(
      { what: 'of those missed, the name belongs to a known publisher' },
      `${sum((tally) => tally.taken)} of ${sum((tally) => tally.slips - tally.warned)}`,
    ),
    ...[...tallies]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, { slips, warned, missed }]) =>
        atLeastShare({ what: `– ${kind}`, details: missed.slice(0, 12) }, warned, slips, BAR),
      ),
  ];
}

function mostUsed(modules: readonly KnownModule[]): KnownModule[] {
  return [...modules].sort((a, b) => b.weight - a.weight || (a.path < b.path ? -1 : 1)).slice(0, MOST_USED);
}

/** All slips of one module path, each as a whole path. */
function slippedPaths(path: string, random: Random): { kind: string; slipped: string }[] {
  const elements = path.split('/');
  const [host = '', owner = ''] = elements;
  const isVanity = publisherOf(path) === host.split('.').slice(-2).join('.');
  if (!isVanity && !(host === 'gopkg.in' && elements.length < 3)) {
    if (owner.length < LEAST_LETTERS) return [];
    return slipsOf(owner.toLowerCase(), random).map(({ kind, name }) => ({
      kind: `owner: ${kind}`,
      slipped: [host, name, ...elements.slice(2)].join('/'),
    }));
  }
  const labels = host.split('.');
  const label = labels.at(-2) ?? '';
  const last = labels.at(-1) ?? '';
  const make = (name: string, end: string) =>
    [[...labels.slice(0, -2), name, end].join('.'), ...elements.slice(1)].join('/');
  const ends = otherLastLabels(last).map((end) => ({
    kind: 'host: other last label',
    slipped: make(label, end),
  }));
  if (label.length < LEAST_LETTERS) return ends;
  const slips = slipsOf(label, random)
    .filter(({ name }) => /^[a-z0-9-]+$/.test(name))
    .map(({ kind, name }) => ({ kind: `host: ${kind}`, slipped: make(name, last) }));
  return [...slips, ...ends, ...subdomainSlips(labels, elements.slice(1))];
}

/** What can be done to the dots of a host that has more than two labels. */
function subdomainSlips(
  labels: readonly string[],
  rest: readonly string[],
): { kind: string; slipped: string }[] {
  const [first = '', ...others] = labels;
  if (labels.length < 3) return [];
  return [first + others.join('.'), `${first}-${others.join('.')}`].map((host) => ({
    kind: 'host: dot dropped or changed',
    slipped: [host, ...rest].join('/'),
  }));
}

function count(tallies: Map<string, Tally>, kind: string, slipped: string, index: NameIndex): void {
  let tally = tallies.get(kind);
  if (tally === undefined) {
    tally = { slips: 0, warned: 0, taken: 0, missed: [] };
    tallies.set(kind, tally);
  }
  judgeInto(tally, slipped, index);
}

function judgeInto(tally: Tally, slipped: string, index: NameIndex): void {
  const verdict = judgeName(slipped, index);
  tally.slips++;
  if (isWarning(verdict)) tally.warned++;
  else {
    if (verdict.state === 'known') tally.taken++;
    tally.missed.push(`${slipped}: ${verdict.state === 'suspect' ? verdict.code : verdict.state}`);
  }
}
