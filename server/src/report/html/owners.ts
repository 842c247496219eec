import { ownerNameOf, standingOf, type TagCounts } from '../owners.ts';
import { counted } from './counts.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import type { Subject } from './subject.ts';
import { VERDICT_WORDS } from './verdicts.ts';

/** Owners that are shown before the rest is folded in. */
const MAX_SHOWN = 24;

/** A bar is full at so many modules at the least, so that one module never looks like much. */
const LEAST_SCALE = 10;

/** Who can move the tags under some of the modules. */
export interface Owner {
  /** Host, and the first element of the path where a second one follows. */
  readonly name: string;
  readonly modules: number;
  readonly differ: number;
  readonly moved: number;
  readonly suspect: number;
  readonly undetermined: number;
  readonly tags: TagCounts;
  /** Who may move tags, in the words of what was read. */
  readonly mayMove: readonly string[];
  readonly attested: number;
  /** Modules with an attestation that does not verify. */
  readonly refused: number;
}

/** Upstream owners: how many modules each could change, and what was seen of it. */
export function owners(subjects: readonly Subject[]): Markup {
  const all = ownersOf(subjects);
  const nowhere = subjects.filter(({ audited }) => audited.facts.upstream.repository === null).length;
  const most = all.reduce((number, { modules }) => Math.max(number, modules), LEAST_SCALE);
  const items = all.map((owner) => ownerItem(owner, most));
  const folded = items.slice(MAX_SHOWN);
  return html`<section id="owners" aria-labelledby="owners-title">
<h2 id="owners-title">Upstream owners</h2>
<p class="hint">Whoever may push there can move the tags of these modules, unless a rule or a locked release keeps them. Code hosts are asked about that where a gate of the policy needs it.</p>
${all.length === 0 ? html`<p>No repository is known.</p>` : html`<ul class="owners">${items.slice(0, MAX_SHOWN)}</ul>`}
${folded.length === 0 ? NOTHING : html`<details><summary>${counted(folded.length, 'more owner')}</summary><ul class="owners">${folded}</ul></details>`}
${nowhere === 0 ? NOTHING : html`<p class="hint">Of ${counted(nowhere, 'module')} no repository is known.</p>`}
</section>`;
}

/** Every owner once, those with something to see first, then those of most modules. */
export function ownersOf(subjects: readonly Subject[]): readonly Owner[] {
  const groups = new Map<string, Subject[]>();
  for (const subject of subjects) {
    const { repository } = subject.audited.facts.upstream;
    if (repository === null) continue;
    const name = ownerNameOf(repository);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [subject]);
    else group.push(subject);
  }
  const owners = [...groups].map(([name, group]): Owner => {
    const number = (holds: (subject: Subject) => boolean): number => group.filter(holds).length;
    return {
      name,
      modules: group.length,
      differ: number(({ verdict }) => verdict === 'differs'),
      suspect: number(({ verdict }) => verdict === 'suspect'),
      undetermined: number(({ verdict }) => verdict === 'undetermined'),
      ...keepingOf(group),
    };
  });
  const gravity = ({ differ, moved, suspect, undetermined }: Owner): readonly number[] => [
    differ,
    moved,
    suspect,
    undetermined,
  ];
  return owners.sort((a, b) => {
    const [left, right] = [gravity(a), gravity(b)];
    const at = left.findIndex((number, index) => number !== right[index]);
    if (at >= 0) return (right[at] ?? 0) - (left[at] ?? 0);
    return b.modules - a.modules || (a.name < b.name ? -1 : 1);
  });
}

function keepingOf(
  group: readonly Subject[],
): Pick<Owner, 'moved' | 'tags' | 'mayMove' | 'attested' | 'refused'> {
  const { moved, tags, mayMove, attested, refused } = standingOf(group.map(({ audited }) => audited));
  return { moved, tags, mayMove, attested, refused };
}

function ownerItem(owner: Owner, most: number): Markup {
  const { name, modules, differ, moved, suspect, undetermined } = owner;
  const width = ((100 * modules) / most).toFixed(1);
  const seen: readonly (readonly [number, string, string])[] = [
    [differ, VERDICT_WORDS.differs.sign, differ === 1 ? 'differs' : 'differ'],
    [moved, '↷', moved === 1 ? 'tag moved' : 'tags moved'],
    [suspect, VERDICT_WORDS.suspect.sign, 'suspect'],
    [undetermined, VERDICT_WORDS.undetermined.sign, 'undetermined'],
    [owner.refused, VERDICT_WORDS.differs.sign, 'attestation does not verify'],
    [owner.tags.movable, '↷', owner.tags.movable === 1 ? 'tag may be moved' : 'tags may be moved'],
    [owner.tags.restricted, '⊟', owner.tags.restricted === 1 ? 'tag kept by a rule' : 'tags kept by a rule'],
    [owner.tags.immutable, '⊠', owner.tags.immutable === 1 ? 'tag locked' : 'tags locked'],
    [owner.attested, '✓', 'attested'],
  ];
  const tone = differ + moved > 0 ? 'differs' : suspect + owner.refused > 0 ? 'suspect' : 'undetermined';
  // That a tag may be moved is so nearly everywhere, and colours nothing.
  const isCalm = differ + moved + suspect + owner.refused + undetermined === 0;
  const told = seen.filter(([number]) => number > 0);
  return html`<li class="${isCalm ? 'calm' : `seen v-${tone}`}"><span class="path">${name}</span>
<svg class="bar" height="10" aria-hidden="true"><rect x="0" y="0" height="10" width="${width}%"/></svg>
<span class="told">${counted(modules, 'module')}${told.map(([number, sign, words]) => html`<span class="tag">${sign} ${number} ${words}</span>`)}</span>${owner.mayMove.length === 0 ? NOTHING : html`<span class="told who">May move tags: ${owner.mayMove.join('; ')}</span>`}</li>`;
}
