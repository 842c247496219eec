import type { ModuleFacts, UndeterminedReason } from '../../verdict/index.ts';
import { REASON_SENTENCES } from '../../verdict/index.ts';
import { counted, enumerated } from './counts.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import { SETTLED_BY } from './settled.ts';
import type { Subject } from './subject.ts';

/** Modules of one reason that are shown before the rest is folded in, and altogether. */
const MAX_SHOWN = 8;
const MAX_LISTED = 1000;

interface Open {
  readonly fact: string;
  readonly reason: UndeterminedReason;
  readonly detail: string;
}

/** What a reason keeps from being known, and about which modules. */
interface OpenReason {
  readonly reason: UndeterminedReason;
  readonly facts: Set<string>;
  readonly modules: Map<Subject, string>;
}

/** Without these a module is not verified; what else is not known is told below them. */
const DECIDING = new Set(['content', 'upstream', 'checksum']);

/** What could not be determined, by reason, each with what would settle it. */
export function undetermined(subjects: readonly Subject[]): Markup {
  const deciding = reasonsOf(subjects, (fact) => DECIDING.has(fact));
  const rest = reasonsOf(subjects, (fact) => !DECIDING.has(fact));
  return html`<section id="undetermined" aria-labelledby="undetermined-title">
<h2 id="undetermined-title">What could not be determined</h2>
${deciding.length === 0 ? html`<p>${subjects.length === 0 ? 'Nothing was asked.' : 'Content, upstream and checksum are settled for every module.'}</p>` : html`<div class="reasons">${deciding.map(reasonItem)}</div>`}
${
  rest.length === 0
    ? NOTHING
    : html`<details><summary>What else is not known</summary><ul class="plain">${rest.map(
        ({ reason, facts, modules }) => {
          return html`<li><b>${enumerated([...facts])}</b>, ${counted(modules.size, 'module')}: ${REASON_SENTENCES[reason]}. <span class="hint">${SETTLED_BY[reason]}</span></li>`;
        },
      )}</ul></details>`
}
</section>`;
}

function reasonItem({ reason, facts, modules }: OpenReason): Markup {
  const items = [...modules].slice(0, MAX_LISTED).map(([{ label }, detail]) => {
    return html`<li><span class="path">${label}</span>${detail === '' ? NOTHING : html` <span class="hint">${detail}</span>`}</li>`;
  });
  const more = modules.size - items.length;
  const left = more > 0 ? html`<li>… and ${more} more</li>` : NOTHING;
  const folded = items.slice(MAX_SHOWN);
  const sentence = REASON_SENTENCES[reason];
  return html`<div class="reason"><h3><span class="swatch" aria-hidden="true">?</span>${sentence.charAt(0).toUpperCase() + sentence.slice(1)}</h3>
<p>${counted(modules.size, 'module')}; not known: ${enumerated([...facts])}. <b>What would settle it:</b> ${SETTLED_BY[reason]}</p>
<ul class="plain">${items.slice(0, MAX_SHOWN)}</ul>
${folded.length === 0 ? NOTHING : html`<details><summary>${counted(folded.length + Math.max(0, more), 'more module')}</summary><ul class="plain">${folded}${left}</ul></details>`}</div>`;
}

/** Reasons that hold for some fact, those of most modules first. */
function reasonsOf(subjects: readonly Subject[], isAsked: (fact: string) => boolean): readonly OpenReason[] {
  const reasons = new Map<UndeterminedReason, OpenReason>();
  for (const subject of subjects) {
    for (const { fact, reason, detail } of openFactsOf(subject.audited.facts)) {
      if (!isAsked(fact)) continue;
      const known = reasons.get(reason) ?? { reason, facts: new Set(), modules: new Map() };
      reasons.set(reason, known);
      known.facts.add(fact);
      known.modules.set(subject, known.modules.get(subject) || detail);
    }
  }
  return [...reasons.values()].sort((a, b) => b.modules.size - a.modules.size);
}

function openFactsOf(facts: ModuleFacts): readonly Open[] {
  const { content, upstream, checksum, behaviour, identity, likeness, age, provenance, protection } = facts;
  const named = {
    content,
    checksum,
    'on import': behaviour,
    texts: identity,
    copy: likeness,
    age,
    attestations: provenance,
    'tag protection': protection,
  };
  const open = Object.entries(named).flatMap(([fact, one]): readonly Open[] => {
    if ((one === provenance || one === protection) && isUnasked(one)) return [];
    return one.state === 'undetermined' ? [{ fact, reason: one.reason, detail: one.detail }] : [];
  });
  if (upstream.state !== 'undetermined') return open;
  return [...open, { fact: 'upstream', reason: upstream.reason ?? 'not-examined', detail: upstream.detail }];
}

/** What no policy asks for is nothing that somebody misses. */
function isUnasked(fact: ModuleFacts['provenance'] | ModuleFacts['protection']): boolean {
  return fact.state === 'undetermined' && fact.reason === 'not-asked';
}
