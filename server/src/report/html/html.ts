import type { AuditResult, ReportedDifference } from '../../audit/index.ts';
import { ages } from './age.ts';
import { DifferenceWriter } from './difference.ts';
import { findings } from './findings.ts';
import { gates } from './gates.ts';
import { headline, sentenceOf } from './headline.ts';
import { knowing, type Sources, timeOf } from './knowing.ts';
import { map } from './map.ts';
import { exact, html, Markup, NOTHING } from './markup.ts';
import { owners } from './owners.ts';
import { PAGE_SCRIPT } from './script.ts';
import { STYLE } from './style.ts';
import { subjectsOf } from './subject.ts';
import { undetermined } from './undetermined.ts';

/** How an HTML report is written. */
export interface HtmlOptions extends Sources {
  /** What was audited, for the title: `go.mod`, `3 files`. */
  readonly heading: string;
  /** Letters and digits that nobody can guess: what alone the page's own style and script are known by. */
  readonly nonce: string;
  /** Differences line by line; where one is missing, its files are listed without contents. */
  readonly differences: readonly ReportedDifference[];
}

/** Stands by itself, for a bundler makes a helper of a tagged template that holds it. */
const SCRIPT_END = new Markup('</script>');

/** Formats that a page offers to be saved in, where an editor shows it. */
const EXPORTS = ['html', 'json', 'text'] as const;

/**
 * Writes the report as one HTML document that needs nothing besides itself: a
 * file for a browser or paper, and the same document for a webview.
 *
 * Everything from outside is escaped, nothing is loaded, and the document's own
 * policy (https://www.w3.org/TR/CSP3/) lets its one style and its one script
 * run and nothing else. Where `acquireVsCodeApi` exists the script posts what
 * was chosen: `{ kind: 'open', path, line, character }` (0-based, UTF-16),
 * `{ kind: 'difference', module, version }`, `{ kind: 'page', code }`,
 * `{ kind: 'export', format }`. Never throws; linear in the result.
 */
export function formatHtml(result: AuditResult, options: HtmlOptions): string {
  const page = subjectsOf(result);
  const { heading, nonce } = options;
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  const document = html`<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${exact(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${`Modproof: ${heading}. ${sentenceOf(result, page)}`}</title>
<style nonce="${exact(nonce)}">${new Markup(STYLE)}</style>
</head>
<body>
<main>
<header>
<div class="top"><p class="kicker">Modproof <span class="path">${heading}</span> <time>${timeOf(result.finishedAt)}</time></p>
<p class="tools only-editor">Export ${EXPORTS.map((format) => html`<a data-export="${format}">${format === 'text' ? 'text' : format.toUpperCase()}</a> `)}</p></div>
${headline(result, page)}
<nav aria-label="Parts of this report"><a href="#map">Map</a> <a href="#findings">Findings</a> ${result.modules.some((module) => module.gates.length > 0) ? html`<a href="#gates">Gates</a> ` : NOTHING}<a href="#ages">Age</a> <a href="#owners">Upstream owners</a> <a href="#undetermined">Undetermined</a> <a href="#knowing">How we know</a></nav>
</header>
${map(page.subjects)}
${findings(page, new DifferenceWriter(options.differences))}
${gates(page.subjects)}
${ages(page.subjects, result.finishedAt)}
${owners(page.subjects)}
${undetermined(page.subjects)}
${knowing(result, options)}
</main>
<script nonce="${exact(nonce)}">${new Markup(PAGE_SCRIPT)}${SCRIPT_END}
</body>
</html>
`;
  return document.text;
}
