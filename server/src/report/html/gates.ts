import { gateCounts } from '../gateCounts.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import type { Subject } from './subject.ts';

const NAMES: Readonly<Record<string, string>> = {
  checksum: 'A proven checksum',
  upstream: 'The bytes of the upstream commit',
  provenance: 'Provenance, or time without a change',
  tagProtection: 'A protected tag',
};

/** What each gate of the policy said of the modules; nothing without gates. */
export function gates(subjects: readonly Subject[]): Markup {
  const counts = gateCounts(subjects.map(({ audited }) => audited));
  if (counts.length === 0) return NOTHING;
  return html`<section id="gates" aria-labelledby="gates-title">
<h2 id="gates-title">Gates</h2>
<p class="hint">What the policy asks of every module. What could not be determined has not passed, and has not failed.</p>
<table class="gates"><thead><tr><th scope="col">Gate</th><th scope="col">Pass</th><th scope="col">Fail</th><th scope="col">Undetermined</th><th scope="col">Not applicable</th></tr></thead>
<tbody>${counts.map(
    ({ gate, level, pass, fail, undetermined, notApplicable }) =>
      html`<tr><th scope="row">${NAMES[gate] ?? gate}${level === 'report' ? html` <small>reported only</small>` : NOTHING}</th><td>${pass}</td><td>${fail}</td><td>${undetermined}</td><td>${notApplicable}</td></tr>`,
  )}</tbody></table>
</section>`;
}
