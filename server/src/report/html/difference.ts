import type { ReportedDifference } from '../../audit/index.ts';
import type { CopyDifference, DifferingContents } from '../../examination/index.ts';
import { type DifferingFile, filePhrase, gainsPhrase } from '../../gosource/index.ts';
import { type Patch, patchLines } from '../../patch/index.ts';
import { type ContentFact, REASON_SENTENCES } from '../../verdict/index.ts';
import type { FindingGroup } from '../findingGroups.ts';
import { counted } from './counts.ts';
import { exact, html, type Markup, NOTHING } from './markup.ts';
import { type Subject, takenOf } from './subject.ts';

/** Files of one difference that are listed before the rest is counted. */
const MAX_FILES = 60;

/** Lines of contents that are shown of one difference, and of all on a page. */
const MAX_LINES = 400;
const MAX_LINES_OF_PAGE = 4000;

/** Writes the differences of a page, which share a limit: a page can be read by a person. */
export class DifferenceWriter {
  readonly #differences: ReadonlyMap<string, readonly ReportedDifference[]>;
  #linesLeft = MAX_LINES_OF_PAGE;

  constructor(differences: readonly ReportedDifference[]) {
    const byModule = new Map<string, readonly ReportedDifference[]>();
    for (const one of differences) {
      const key = keyOf(one.module);
      byModule.set(key, [...(byModule.get(key) ?? []), one]);
    }
    this.#differences = byModule;
  }

  /** What differs in the module that a group of findings is about, folded in. Nothing where nothing does. */
  of({ audited }: Subject, group: FindingGroup): Markup {
    const module = takenOf(audited);
    const known = this.#differences.get(keyOf(module)) ?? [];
    const { content } = audited.facts;
    const hasUpstream = known.some(({ against }) => against === null);
    const bare =
      content.state === 'diverged' && !hasUpstream && group.some(({ code }) => code === 'origin/diverged')
        ? this.#folded('mirror against upstream', filesOf(content), null, link(module))
        : NOTHING;
    return html`${bare}${known.map((one) => this.#known(one))}`;
  }

  #known({ module, against, difference }: ReportedDifference): Markup {
    const isUpstream = against === null;
    const title = isUpstream ? 'mirror against upstream' : `against ${against.path}@${against.version}`;
    const labels = isUpstream
      ? { before: 'upstream', after: 'mirror' }
      : { before: `${against.path}@${against.version}`, after: `${module.path}@${module.version}` };
    const opens = isUpstream ? link(module) : NOTHING;
    if (difference.state !== 'differs') {
      return html`<details class="difference"><summary>The difference, ${title}</summary>
<p>${stateWords(difference)}</p></details>`;
    }
    const contents = difference.patch === null ? null : this.#contents(difference.patch, labels);
    return this.#folded(title, difference, contents, opens);
  }

  #folded(title: string, parts: Differing, contents: Markup | null, opens: Markup): Markup {
    const { changed, onlyLeft, onlyRight, gains, explanations } = parts;
    const number = changed.length + onlyLeft.length + onlyRight.length;
    const phrase = gains === null ? '' : gainsPhrase(gains);
    return html`<details class="difference"><summary>The difference, ${title}: ${counted(number, 'file')}</summary>
${opens}
${phrase === '' ? NOTHING : html`<p class="gains">${phrase}</p>`}
${fileList(parts)}
${explanations.map(({ path, sentence }) => html`<p class="explained">Explained: <span class="path">${path}</span>: ${sentence}</p>`)}
${contents ?? NOTHING}</details>`;
  }

  #contents(patch: Patch, labels: { readonly before: string; readonly after: string }): Markup {
    const room = Math.min(MAX_LINES, this.#linesLeft);
    const lines: Markup[] = [];
    let more = 0;
    for (const { kind, text } of patchLines(patch, labels)) {
      if (lines.length < room) lines.push(html`<span class="l-${kind}">${exact(text)}\n</span>`);
      else more++;
    }
    this.#linesLeft -= lines.length;
    const rest =
      more === 0 ? NOTHING : html`<p class="hint">… ${counted(more, 'more line')} not shown here</p>`;
    return html`<pre class="patch" tabindex="0" aria-label="Contents line by line"><code>${lines}</code></pre>${rest}`;
  }
}

type Differing = Pick<
  DifferingContents,
  'changed' | 'onlyLeft' | 'onlyRight' | 'gains' | 'explanations' | 'patch'
>;

/** A difference as the facts have it, without contents. */
function filesOf(content: Extract<ContentFact, { state: 'diverged' }>): Differing {
  const { changed, onlyMirror, onlyUpstream, gains, explanations } = content;
  return { changed, onlyLeft: onlyMirror, onlyRight: onlyUpstream, gains, explanations, patch: null };
}

function fileList({ changed, onlyLeft, onlyRight, gains, patch }: Differing): Markup {
  const known = new Map(gains?.files.map((file) => [file.path, file]));
  const gaining = new Map(gains?.perFile.map((file) => [file.path, file]));
  const counts = new Map(patch?.files.map((file) => [file.path, file]));
  const listed = [
    ...changed.map((path) => ({ word: 'changed', path })),
    ...onlyLeft.map((path) => ({ word: 'added', path })),
    ...onlyRight.map((path) => ({ word: 'missing', path })),
  ];
  const items = listed.slice(0, MAX_FILES).map(({ word, path }) => {
    const count = counts.get(path);
    const lines = count?.kind === 'lines' ? `+${count.added} −${count.removed}` : '';
    const gain = gaining.get(path);
    const notes = [...notesOf(known.get(path)), ...(gain === undefined ? [] : [filePhrase(gain)])];
    return html`<li><span class="word">${word}</span> <span class="path">${path}</span> <span class="number">${lines}</span> <span class="notes">${notes.filter((note) => note !== '').join('; ')}</span></li>`;
  });
  const more = listed.length - items.length;
  return html`<ul class="files">${items}${more > 0 ? html`<li>… and ${counted(more, 'more file')}</li>` : NOTHING}</ul>`;
}

function notesOf(file: DifferingFile | undefined): readonly string[] {
  if (file === undefined) return [];
  return [
    ...(file.generated ? ['says that it is generated'] : []),
    ...(file.onlyComments ? ['comments alone'] : []),
    ...(file.onlyOn === null ? [] : [`only on ${file.onlyOn}`]),
  ];
}

function stateWords(difference: Exclude<CopyDifference, { state: 'differs' }>): string {
  switch (difference.state) {
    case 'same':
      return 'There is no difference.';
    case 'undetermined':
      return `It could not be determined: ${difference.detail || REASON_SENTENCES[difference.reason]}`;
    case 'not-applicable':
      return `Not applicable: ${difference.why}`;
  }
}

/** What opens the difference in the editor. */
function link({ path, version }: { readonly path: string; readonly version: string }): Markup {
  return html`<p class="only-editor"><a data-difference="${exact(path)}" data-version="${exact(version)}">Open the difference in the editor</a></p>`;
}

function keyOf({ path, version }: { readonly path: string; readonly version: string }): string {
  return `${path}@${version}`;
}
