import { counted } from './counts.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import type { Subject } from './subject.ts';
import { VERDICT_WORDS } from './verdicts.ts';

/** A version that is known for fewer days stands out. */
const YOUNG_DAYS = 30;

/** Young versions that are named before the rest is counted. */
const MAX_NAMED = 12;

const COLUMNS = 56;
const HEIGHT = 108;
const MAX_UNIT = 12;

/** More marks than this on top of each other are drawn as one. */
const MAX_MARKS = 250;

/** Days that the axis names, the oldest first; `minor` ones give way where there is little room. */
const TICKS: readonly { readonly days: number; readonly words: string; readonly minor: boolean }[] = [
  { days: 3650, words: '10 years', minor: true },
  { days: 1825, words: '5 years', minor: false },
  { days: 730, words: '2 years', minor: true },
  { days: 365, words: '1 year', minor: false },
  { days: 90, words: '3 months', minor: true },
  { days: 30, words: '1 month', minor: false },
  { days: 7, words: '1 week', minor: true },
  { days: 0, words: 'today', minor: false },
];

interface Dated {
  readonly subject: Subject;
  readonly days: number;
}

/**
 * The age strip: a mark for each version at the time before which it is known
 * to have been in the log of the checksum database, on a scale that has more
 * room for the last weeks. A version may be older than its mark, never younger.
 */
export function ages(subjects: readonly Subject[], until: number): Markup {
  const dated = subjects.flatMap((subject): readonly Dated[] => {
    const { age } = subject.audited.facts;
    return age.state === 'determined' ? [{ subject, days: Math.max(0, age.days) }] : [];
  });
  const unknown = subjects.length - dated.length;
  const open =
    unknown === 0
      ? NOTHING
      : html`<p class="hint">Of ${counted(unknown, 'version')} the age is not known.</p>`;
  return html`<section id="ages" aria-labelledby="ages-title">
<h2 id="ages-title">Age</h2>
${dated.length === 0 ? NOTHING : html`<p class="hint">Since when each version is known to be in the log of the checksum database. It may be older, never younger.</p>${strip(dated)}${youngest(dated, until)}`}
${open}
</section>`;
}

function strip(dated: readonly Dated[]): Markup {
  const oldest = Math.max(365, oldestOf(dated));
  const at = (days: number): number => 1 - Math.log1p(days) / Math.log1p(oldest);
  const columns = new Map<number, Dated[]>();
  for (const one of dated) {
    const column = Math.min(COLUMNS - 1, Math.floor(at(one.days) * COLUMNS));
    const known = columns.get(column);
    if (known === undefined) columns.set(column, [one]);
    else known.push(one);
  }
  const tallest = [...columns.values()].reduce((most, { length }) => Math.max(most, length), 1);
  const unit = Math.min(MAX_UNIT, HEIGHT / tallest);
  const young = dated.filter(({ days }) => days < YOUNG_DAYS).length;
  const marks = [...columns].flatMap(([column, group]) => {
    if (tallest > MAX_MARKS) return [bar(group, column, unit)];
    return group.map((one, index) => {
      const height = Math.max(0.5, unit > 3 ? unit - 1.5 : unit);
      return mark(column, HEIGHT - (index + 1) * unit, height, one.days, wordsOf(one));
    });
  });
  const from = (100 * at(YOUNG_DAYS)).toFixed(2);
  const words = `${counted(dated.length, 'version')} by age: ${young} known for fewer than ${YOUNG_DAYS} days, the oldest for ${counted(oldestOf(dated), 'day')}`;
  return html`<svg class="strip" height="${HEIGHT + 24}" role="img" aria-label="${words}">
<rect class="young-zone" x="${from}%" y="0" width="${(100 - Number(from)).toFixed(2)}%" height="${HEIGHT}"/>
${marks}
<line class="axis" x1="0" x2="100%" y1="${HEIGHT}" y2="${HEIGHT}"/>
${TICKS.filter(({ days }) => days <= oldest).map(({ days, words, minor }) => tick(100 * at(days), words, minor))}
</svg>`;
}

/** All marks of one column as one, where there are too many to be told apart. */
function bar(group: readonly Dated[], column: number, unit: number): Markup {
  const height = group.length * unit;
  const days = group.reduce((most, one) => Math.max(most, one.days), 0);
  return mark(
    column,
    HEIGHT - height,
    height,
    days,
    `${counted(group.length, 'version')}, known for up to ${counted(days, 'day')}`,
  );
}

function mark(column: number, y: number, height: number, days: number, words: string): Markup {
  const x = ((100 * column) / COLUMNS).toFixed(2);
  const width = (80 / COLUMNS).toFixed(2);
  return html`<rect class="${days < YOUNG_DAYS ? 'young' : 'old'}" x="${x}%" y="${y.toFixed(1)}" width="${width}%" height="${height.toFixed(1)}"><title>${words}</title></rect>`;
}

function wordsOf({ subject, days }: Dated): string {
  return `${subject.label}, known for ${counted(days, 'day')}, ${VERDICT_WORDS[subject.verdict].title.toLowerCase()}`;
}

function tick(x: number, words: string, minor: boolean): Markup {
  const anchor = x < 5 ? 'start' : x > 95 ? 'end' : 'middle';
  const at = `${x.toFixed(2)}%`;
  return html`<g class="${minor ? 'minor' : 'major'}"><line class="axis" x1="${at}" x2="${at}" y1="${HEIGHT}" y2="${HEIGHT + 5}"/><text x="${at}" y="${HEIGHT + 19}" text-anchor="${anchor}">${words}</text></g>`;
}

/** The young ones by name, as a picture alone tells nobody which. */
function youngest(dated: readonly Dated[], until: number): Markup {
  const young = dated.filter(({ days }) => days < YOUNG_DAYS).sort((a, b) => a.days - b.days);
  if (young.length === 0) return html`<p>Every one of them is known for ${YOUNG_DAYS} days or more.</p>`;
  const more = young.length - MAX_NAMED;
  const before = new Date(until).toISOString().slice(0, 10);
  return html`<p>Known for fewer than ${YOUNG_DAYS} days, as of ${before}:</p>
<ul class="plain versions">${young.slice(0, MAX_NAMED).map(({ subject, days }) => html`<li><span class="path">${subject.label}</span> <span class="number">${days === 0 ? 'less than a day' : counted(days, 'day')}</span></li>`)}${more > 0 ? html`<li>… and ${more} more</li>` : NOTHING}</ul>`;
}

function oldestOf(dated: readonly Dated[]): number {
  return dated.reduce((most, { days }) => Math.max(most, days), 0);
}
