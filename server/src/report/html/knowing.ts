import type { AskedHost, AuditResult } from '../../audit/index.ts';
import { GO_SETTING_NAMES, type GoSettings } from '../../goenv/index.ts';
import { withoutCredentials } from '../credentials.ts';
import { counted, grouped } from './counts.ts';
import { type Content, html, type Markup, NOTHING } from './markup.ts';

/** Files, and left-out files, that are listed before the rest is counted. */
const MAX_LISTED = 50;

/** What the answer rests on, beside the result itself. */
export interface Sources {
  /** Of Modproof. */
  readonly version: string;
  /** The Go settings in force; null where they are not known. */
  readonly settings: GoSettings | null;
  /** Whom an audit asks with these settings. Empty where that is not known, or nobody was asked. */
  readonly asked: readonly AskedHost[];
}

/** How we know: what was audited and when, by which settings, and who was asked. */
export function knowing(result: AuditResult, { version, settings, asked }: Sources): Markup {
  const { files, problems, leftOut, corpusProblems, feed, ledgerTroubles } = result;
  return html`<section id="knowing" aria-labelledby="knowing-title">
<h2 id="knowing-title">How we know</h2>
<dl class="facts">
${fact('audited', listed(files.map(({ path }) => path)))}
${fact('when', `${timeOf(result.startedAt)}, in ${((result.finishedAt - result.startedAt) / 1000).toFixed(1)} s`)}
${fact('by', `Modproof ${version}`)}
${fact('checksums', checksumWords(result))}
${storedFact(result)}
${problems.length === 0 ? NOTHING : fact('not read', html`<ul class="plain">${problems.slice(0, MAX_LISTED).map(({ path, message }) => html`<li><span class="path">${path}</span> ${message}</li>`)}</ul>`)}
${corpusProblems.length === 0 ? NOTHING : fact('known names', corpusProblems.join(' '))}
${fact('listed as malicious', feedWords(feed))}
${ledgerTroubles.length === 0 ? NOTHING : fact('tag ledgers', ledgerTroubles.map(({ detail }) => detail).join(' '))}
${leftOut.length === 0 ? NOTHING : fact('left out', listed(leftOut))}
</dl>
${settings === null ? NOTHING : settingsTable(settings)}
${asked.length === 0 ? NOTHING : html`<h3>Who is asked</h3><ul class="plain">${asked.map(({ who, what }) => html`<li><b>${who}</b> <span class="hint">${what}</span></li>`)}</ul>`}
</section>`;
}

/** Of when the list of malicious modules is, and what is wrong with it. */
function feedWords({ date, advisories, problems }: AuditResult['feed']): string {
  const what = date === null ? [] : [`${counted(advisories, 'advisory', 'advisories')}, as of ${date}.`];
  return [...what, ...problems].join(' ');
}

function fact(label: string, words: Content): Markup {
  return html`<div><dt>${label}</dt><dd>${words}</dd></div>`;
}

function listed(paths: readonly string[]): Markup {
  if (paths.length === 0) return html`no file`;
  const more = paths.length - MAX_LISTED;
  return html`${paths.slice(0, MAX_LISTED).map((path) => html`<span class="path file">${path}</span> `)}${more > 0 ? `… and ${more} more` : ''}`;
}

function checksumWords({ modules }: AuditResult): string {
  let proven = 0;
  let newest = -1;
  for (const { facts } of modules) {
    if (facts.checksum.state !== 'proven') continue;
    proven++;
    newest = Math.max(newest, facts.checksum.record);
  }
  const upTo = newest < 0 ? '' : `, in its records up to ${grouped(newest)}`;
  return `${proven} of ${modules.length} proven by the checksum database${upTo}`;
}

/** How much of the answer an earlier audit gave. */
function storedFact({ modules }: AuditResult): Markup {
  let oldest = Number.POSITIVE_INFINITY;
  let number = 0;
  for (const { storedAt } of modules) {
    if (storedAt === null) continue;
    number++;
    oldest = Math.min(oldest, storedAt);
  }
  if (number === 0) return NOTHING;
  return fact('stored', `${counted(number, 'verdict')} of earlier audits, the oldest of ${timeOf(oldest)}`);
}

function settingsTable(settings: GoSettings): Markup {
  const rows = GO_SETTING_NAMES.map((name) => {
    const { value, source } = settings[name];
    const shown =
      value === ''
        ? html`<span class="hint">(empty)</span>`
        : html`<code>${withoutCredentials(value)}</code>`;
    return html`<div><dt>${name}</dt><dd>${shown} <span class="hint">${source}</span></dd></div>`;
  });
  return html`<h3>Go settings in force</h3><dl class="facts">${rows}</dl>`;
}

/** `2026-11-26 13:52 UTC`; times out of range are told as such. */
export function timeOf(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return 'an unknown time';
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
