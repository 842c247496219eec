import type { Finding } from '../../finding/index.ts';
import { splitPathVersion } from '../../module/index.ts';
import { type FactWords, factWordsOf, upstreamWords } from '../factWords.ts';
import { counted } from './counts.ts';
import { exact, html, type Markup, NOTHING, table } from './markup.ts';
import type { Subject } from './subject.ts';
import { VERDICT_WORDS, VERDICTS, type Verdict } from './verdicts.ts';

/** Verdicts that somebody should look into, or has. */
const ASKS_FOR_A_LOOK: ReadonlySet<Verdict> = new Set([
  'differs',
  'suspect',
  'stopped',
  'undetermined',
  'accepted',
]);

/** With at most so many modules every cell has room for a name. */
const MAX_ALL_NAMED = 60;

/** With at most so many the direct ones have. */
const MAX_DIRECT_NAMED = 300;

/** So many of a verdict that asks for a look are named, however many modules there are. */
const MAX_GRAVE_NAMED = 80;

/**
 * The map: a cell for each module, grouped by verdict, the gravest first. Inside
 * a group what is required directly, or is in error, comes first and is larger,
 * and the youngest come first. A cell has a colour, a pattern and a sign, and where there is room
 * a name. One cell can be reached with the tab key, the page's script walks on.
 */
export function map(subjects: readonly Subject[]): Markup {
  if (subjects.length === 0)
    return html`<section id="map" aria-labelledby="map-title"><h2 id="map-title">The map</h2><p>There is no module to draw.</p></section>`;
  let started = false;
  const rows = VERDICTS.flatMap((verdict) => {
    const group = subjects.filter((subject) => subject.verdict === verdict).sort(byAge);
    if (group.length === 0) return [];
    const cells = [...group.filter(isLarge), ...group.filter((subject) => !isLarge(subject))];
    const isNamed = namingOf(subjects.length, verdict, group.length);
    const marked = cells.map((subject, index) => cell(subject, isNamed(subject), !started && index === 0));
    started = true;
    return [row(verdict, marked)];
  });
  return html`<section id="map" aria-labelledby="map-title">
<h2 id="map-title">The map</h2>
<p class="hint">One cell is one module. Large ones are required directly or have an error, and the youngest come first.
<span class="needs-script">Arrow keys walk the map<span class="only-editor">; Enter opens the line in go.mod</span>.</span></p>
<div class="map${subjects.length > MAX_DIRECT_NAMED ? ' many' : ''}" role="grid" aria-label="Modules by verdict" data-map>${rows}</div>
<div class="card" id="card" role="tooltip" hidden></div>
</section>`;
}

function row(verdict: Verdict, cells: readonly Markup[]): Markup {
  const { sign, title, meaning } = VERDICT_WORDS[verdict];
  return html`<div class="row v-${verdict}" role="row">
<div class="legend" role="rowheader"><span class="swatch" aria-hidden="true">${sign}</span><span><b>${title}</b> ${cells.length}<small>${meaning}</small></span></div>
<div class="cells" role="presentation">${cells}</div>
</div>
`;
}

function cell(subject: Subject, isNamed: boolean, isFirst: boolean): Markup {
  const { verdict, place, anchor, audited } = subject;
  const weight = isLarge(subject) ? 'large' : 'small';
  const goes = anchor === null ? NOTHING : html` href="#${anchor}"`;
  const { name, owner } = shortNameOf(audited.required.path);
  const words = isNamed
    ? html`<span class="name">${name}</span><span class="owner">${owner}</span>`
    : NOTHING;
  return html`<a class="cell ${weight}${isNamed ? ' named' : ''}" role="gridcell" tabindex="${isFirst ? 0 : -1}"${goes}${openAttributes(place)} aria-label="${labelOf(subject)}" data-facts="${table(cardRows(subject))}"><span class="swatch" aria-hidden="true">${VERDICT_WORDS[verdict].sign}</span>${words}</a>`;
}

/** What makes the page's script open a place in the editor; nothing without one. */
export function openAttributes(place: Subject['place']): Markup {
  if (place === null) return NOTHING;
  return html` data-path="${exact(place.path)}" data-line="${place.line}" data-character="${place.character}"`;
}

function labelOf({ label, verdict, audited, findings }: Subject): string {
  const shown = findings.filter(({ severity }) => severity !== 'hint').length;
  const found = shown === 0 ? '' : `, ${counted(shown, 'finding')}`;
  return `${label}: ${VERDICT_WORDS[verdict].meaning}${found}${audited.indirect ? ', indirect' : ''}`;
}

/** Rows of the card: first the module, then what is known. */
function cardRows(subject: Subject): readonly FactWords[] {
  const { audited, verdict, label, findings, accepted } = subject;
  const { facts } = audited;
  const isTold: Readonly<Record<string, boolean>> = {
    'on import': facts.behaviour.state === 'runs-on-import',
    texts: facts.identity.state === 'other',
    copy: facts.likeness.state === 'near-copy',
    signed: false,
  };
  const told = factWordsOf(audited).filter(([name]) => isTold[name] ?? true);
  const upstream = upstreamWords(facts.upstream);
  const gravest = findings[0];
  return [
    [VERDICT_WORDS[verdict].sign, label],
    ...told.slice(0, 2),
    ...(upstream === null ? [] : [['upstream', upstream] as const]),
    ...told.slice(2),
    ...(accepted.length === 0 ? [] : [['accepted', codesOf(accepted)] as const]),
    ...(gravest === undefined || gravest.severity === 'hint'
      ? []
      : [['findings', codesOf(findings)] as const]),
  ];
}

function codesOf(findings: readonly Finding[]): string {
  return [...new Set(findings.map(({ code }) => code))].join(', ');
}

/** Which cells of a group have room for a name. */
function namingOf(all: number, verdict: Verdict, inGroup: number): (subject: Subject) => boolean {
  const isGrave = ASKS_FOR_A_LOOK.has(verdict);
  if (all <= MAX_ALL_NAMED || (isGrave && inGroup <= MAX_GRAVE_NAMED)) return () => true;
  return all <= MAX_DIRECT_NAMED ? isDirect : () => false;
}

/** The last element of a module path that is a name, and what stands in front of it. */
function shortNameOf(path: string): { readonly name: string; readonly owner: string } {
  const prefix = splitPathVersion(path)?.prefix ?? path;
  const slash = prefix.lastIndexOf('/');
  return { name: prefix.slice(slash + 1), owner: prefix.slice(0, Math.max(slash, 0)) };
}

function isDirect({ audited }: Subject): boolean {
  return !audited.indirect;
}

/** What weighs: it is required directly, or there is an error. */
function isLarge(subject: Subject): boolean {
  const { verdict, findings } = subject;
  return isDirect(subject) || verdict === 'differs' || findings.some(({ severity }) => severity === 'error');
}

/** The youngest first; those of unknown age last. */
function byAge(a: Subject, b: Subject): number {
  return daysOf(a) - daysOf(b);
}

function daysOf({ audited: { facts } }: Subject): number {
  return facts.age.state === 'determined' ? facts.age.days : Number.MAX_SAFE_INTEGER;
}
