import type { Evidence, Finding, Severity } from '../../finding/index.ts';
import type { WaivedFinding } from '../../policy/index.ts';
import { restsOf, type Step, stepsOf } from '../findingParts.ts';
import { counted } from './counts.ts';
import type { DifferenceWriter } from './difference.ts';
import { openAttributes } from './map.ts';
import { exact, html, type Markup, NOTHING } from './markup.ts';
import type { AnchoredGroup, PageSubjects } from './subject.ts';

/** Hints that are listed before the rest is counted. */
const MAX_HINTS = 500;

/** With more groups than this, those out of sight are not laid out. */
const MAX_DRAWN = 30;

const SEVERITY_WORDS: Readonly<Record<Severity, { readonly sign: string; readonly word: string }>> = {
  error: { sign: '✖', word: 'error' },
  warning: { sign: '▲', word: 'warning' },
  information: { sign: 'i', word: 'note' },
  hint: { sign: '·', word: 'hint' },
};

/** The findings, module by module, the gravest first, each with what it rests on, what to do and the difference. */
export function findings(
  { groups, hints, waived, places }: PageSubjects,
  differences: DifferenceWriter,
): Markup {
  const all =
    groups.length === 0
      ? html`<p>There are no findings.</p>`
      : html`<div class="groups${groups.length > MAX_DRAWN ? ' many' : ''}">${groups.map((one) => group(one, places, differences))}</div>`;
  return html`<section id="findings" aria-labelledby="findings-title">
<h2 id="findings-title">Findings</h2>
${all}
${waived.length === 0 ? NOTHING : acceptedList(waived, places)}
${hints.length === 0 ? NOTHING : hintList(hints, places)}
</section>`;
}

function group(
  { group, anchor, subject }: AnchoredGroup,
  places: PageSubjects['places'],
  differences: DifferenceWriter,
): Markup {
  const [first] = group;
  const rests = restsOf(group);
  const title = first.module === '' ? (first.location?.path ?? 'The input') : first.module;
  return html`<article class="group s-${first.severity}" id="${anchor}" aria-labelledby="${anchor}-title">
<h3 id="${anchor}-title"><span class="path">${title}</span> <span class="version">${first.version}</span></h3>
<ul class="findings">${group.map((one, index) => finding(one, rests[index] ?? [], places))}</ul>
${steps(stepsOf(group))}
${subject === null ? NOTHING : differences.of(subject, group)}
</article>
`;
}

function finding(one: Finding, rests: readonly Evidence[], places: PageSubjects['places']): Markup {
  return html`<li><div class="line">${severity(one.severity)} ${page(one.code)} ${place(one, places)}</div>
<p class="message">${one.message}</p>
${rests.length === 0 ? NOTHING : html`<dl>${rests.map(({ kind, text }) => html`<div><dt>${kind.replaceAll('-', ' ')}</dt><dd>${text}</dd></div>`)}</dl>`}</li>`;
}

function severity(level: Severity): Markup {
  const { sign, word } = SEVERITY_WORDS[level];
  return html`<span class="severity s-${level}"><span class="sign" aria-hidden="true">${sign}</span>${word}</span>`;
}

/** A finding's code: a link to its page in the editor, and a plain word in a file. */
function page(code: string): Markup {
  return html`<a class="code" data-page="${exact(code)}">${code}</a>`;
}

function place({ location }: Finding, places: PageSubjects['places']): Markup {
  if (location === null) return NOTHING;
  const position = places.positionOf(location.path, location.span);
  const at = position === null ? null : { path: location.path, ...position };
  return html`<a class="place"${openAttributes(at)}>${exact(places.of(location.path, location.span))}</a>`;
}

function steps(all: readonly Step[]): Markup {
  if (all.length === 0) return NOTHING;
  return html`<div class="steps"><b>What to do</b><ul>${all.map(({ text, isCommand }) => {
    return isCommand
      ? html`<li><code>${text}</code></li>`
      : html`<li>${text.charAt(0).toUpperCase() + text.slice(1)}.</li>`;
  })}</ul></div>`;
}

/** What the project accepts: it counts nowhere, and is never left unsaid. */
function acceptedList(waived: readonly WaivedFinding[], places: PageSubjects['places']): Markup {
  const items = waived.map(({ finding: one, waiver }) => {
    const terms = [
      ...(waiver.owner === null ? [] : [` by ${waiver.owner}`]),
      ...(waiver.until === null ? [] : [` until ${waiver.until}`]),
    ].join('');
    return html`<li>${severity(one.severity)} ${page(one.code)} ${place(one, places)} <span class="path">${subjectOf(one)}</span> ${one.message} <b>Accepted${terms}:</b> ${waiver.reason}</li>`;
  });
  return html`<div class="accepted"><h3>Accepted by the project: ${counted(waived.length, 'finding')}</h3><ul class="plain">${items}</ul></div>`;
}

function subjectOf({ module, version }: Finding): string {
  return `${module} ${version}`.trim();
}

function hintList(hints: readonly Finding[], places: PageSubjects['places']): Markup {
  const more = hints.length - MAX_HINTS;
  return html`<details><summary>${counted(hints.length, 'hint')}: seen, and nothing to act on by itself</summary>
<ul class="plain">${hints.slice(0, MAX_HINTS).map((one) => {
    return html`<li>${page(one.code)} ${place(one, places)} <span class="path">${subjectOf(one)}</span> ${one.message}</li>`;
  })}${more > 0 ? html`<li>… and ${more} more</li>` : NOTHING}</ul></details>`;
}
