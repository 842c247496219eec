import { MAP_STYLE } from './styleOfMap.ts';
import { PARTS_STYLE } from './styleOfParts.ts';

/**
 * The page's colours. In an editor they are those of its theme, which it hands
 * over as `--vscode-…`; in a file those of the reader's scheme. Words are never
 * in a bright colour alone: it is mixed with the colour of text, so that they
 * can be read in every theme.
 */
const COLOURS = `
:root {
  --file-bg: #ffffff; --file-fg: #1f2328; --file-faint: #57606a; --file-line: #d0d7de; --file-link: #0b57b0;
  --file-red: #c62828; --file-orange: #b35900; --file-blue: #1f5fa8; --file-green: #2e7d4f; --file-violet: #6f42c1;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --file-bg: #1b1d21; --file-fg: #d6d9de; --file-faint: #a0a7b0; --file-line: #3b4048; --file-link: #7ab4ff;
    --file-red: #ff6b61; --file-orange: #e6a14a; --file-blue: #6cb0f2; --file-green: #63b883; --file-violet: #b18cf2;
  }
}
body {
  --bg: var(--vscode-editor-background, var(--file-bg));
  --fg: var(--vscode-editor-foreground, var(--file-fg));
  --faint: color-mix(in srgb, var(--vscode-descriptionForeground, var(--file-faint)) 75%, var(--fg));
  --line: var(--vscode-widget-border, var(--vscode-panel-border, var(--file-line)));
  --link: var(--vscode-textLink-foreground, var(--file-link));
  --focus: var(--vscode-focusBorder, var(--file-link));
  --red: var(--vscode-charts-red, var(--file-red));
  --orange: var(--vscode-editorWarning-foreground, var(--vscode-charts-orange, var(--file-orange)));
  --blue: var(--vscode-charts-blue, var(--file-blue));
  --green: var(--vscode-charts-green, var(--file-green));
  --violet: var(--vscode-charts-purple, var(--file-violet));
  --soft: color-mix(in srgb, var(--fg) 6%, var(--bg));
  --edge: color-mix(in srgb, var(--fg) 45%, var(--bg));
}
body.vscode-light { color-scheme: light; }
body.vscode-dark { color-scheme: dark; }
body.vscode-high-contrast, body.vscode-high-contrast-light {
  --line: var(--vscode-contrastBorder, var(--fg)); --edge: var(--fg); --faint: var(--fg); --soft: var(--bg);
  --focus: var(--vscode-contrastActiveBorder, var(--fg));
}
body.vscode-high-contrast { color-scheme: dark; }
body.vscode-high-contrast-light { color-scheme: light; }
@media (prefers-contrast: more) {
  body { --edge: var(--fg); --faint: var(--fg); --line: var(--fg); }
}
`;

const BASE = `
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: auto; }
body {
  margin: 0; padding: 0; background: var(--bg); color: var(--fg); overflow-wrap: anywhere;
  font: var(--vscode-font-weight, 400) var(--vscode-font-size, 14px)/1.5 var(--vscode-font-family, system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif);
}
main { max-width: 150rem; margin: 0 auto; padding: clamp(1rem, 2.5vw, 2.5rem); }
h1, h2, h3, p, ul, dl, dd { margin: 0; padding: 0; }
h1 {
  font-size: clamp(1.35rem, 1rem + 1.6vw, 2.2rem); line-height: 1.2; font-weight: 600; letter-spacing: -0.01em;
  text-wrap: balance; max-width: 34em; padding-left: .55em; border-left: .22em solid var(--tone, var(--edge));
}
h2 { font-size: 1.25rem; font-weight: 600; line-height: 1.3; margin-bottom: .35rem; }
h3 { font-size: 1rem; font-weight: 600; line-height: 1.35; }
section { margin-top: 2.75rem; }
ul { list-style: none; }
a { color: var(--link); text-underline-offset: .15em; }
a:not([href]) { color: inherit; text-decoration: none; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
code, pre, .path, .version, .place, .code {
  font-family: var(--vscode-editor-font-family, ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace);
  font-size: .93em; unicode-bidi: isolate; overflow-wrap: anywhere;
}
small, .hint { color: var(--faint); }
.hint { max-width: 80ch; }
.number { font-variant-numeric: tabular-nums; color: var(--faint); white-space: nowrap; }
.plain > li { padding: .12rem 0; }
.top { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; justify-content: space-between; margin-bottom: .75rem; color: var(--faint); }
.kicker > * { margin-left: .6em; }
.counts { margin: .9rem 0 0; max-width: 90ch; font-size: 1.05rem; }
.limits { margin-top: .75rem; padding: .5rem .9rem; border: 1px dashed var(--edge); max-width: 90ch; }
nav { margin-top: 1rem; display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; }
details > summary { cursor: pointer; padding: .25rem 0; }
details > summary:hover { text-decoration: underline; text-underline-offset: .2em; }
body:not(.in-editor) .only-editor, body:not(.scripted) .needs-script { display: none; }
.tools a { margin-left: .6em; }
.verdict-differs { --tone: var(--red); }
.verdict-suspect, .verdict-stopped { --tone: var(--orange); }
.verdict-undetermined { --tone: var(--blue); }
.verdict-accepted { --tone: var(--violet); }
.verdict-explained, .verdict-same { --tone: var(--green); }
@media print {
  :root { --file-bg: #fff; --file-fg: #111; --file-faint: #444; --file-line: #bbb; --file-link: #111;
    --file-red: #b71c1c; --file-orange: #a04e00; --file-blue: #174f8f; --file-green: #22693f; --file-violet: #57339d; }
  body { --bg: #fff; --fg: #111; --faint: #444; --line: #bbb; --link: #111; --edge: #777; --soft: #f4f4f4; font-size: 10pt;
    print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { padding: 0; max-width: none; }
  nav, .tools, .needs-script, #card { display: none !important; }
  section { margin-top: 1.6rem; }
  h2, h3, summary { break-after: avoid; }
  .line, .row .legend, .owners > li { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .groups.many > .group { content-visibility: visible; }
  .patch { max-height: none !important; overflow: visible; white-space: pre-wrap; }
}
@media (prefers-reduced-motion: no-preference) { .cell { transition: transform .08s ease-out; } }
`;

/** The whole style of a page. Holds nothing from outside. */
export const STYLE = COLOURS + BASE + MAP_STYLE + PARTS_STYLE;
