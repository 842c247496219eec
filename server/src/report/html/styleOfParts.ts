/** Findings, differences, the age strip, owners, reasons and settings. */
export const PARTS_STYLE = `
.groups { display: grid; gap: 1.1rem; margin-top: .8rem; }
.group { min-width: 0; border: 1px solid var(--line); border-left: 4px solid var(--tone, var(--edge)); padding: .9rem 1.1rem; }
.groups.many > .group { content-visibility: auto; contain-intrinsic-size: auto 14rem; }
.s-error { --tone: var(--red); }
.s-warning { --tone: var(--orange); }
.s-information, .s-hint { --tone: var(--blue); }
.group > h3 .version { color: var(--faint); font-weight: 400; }
.group:target { outline: 2px solid var(--focus); outline-offset: 3px; }
.findings > li { padding-top: .75rem; }
.line { display: flex; flex-wrap: wrap; gap: .1rem .9rem; align-items: baseline; }
.severity { display: inline-flex; gap: .35em; align-items: baseline; font-weight: 600; color: color-mix(in srgb, var(--tone) 55%, var(--fg)); }
.place { color: var(--faint); }
a.place[href] { color: var(--link); }
.message { max-width: 80ch; padding: .1rem 0 .2rem; }
dl > div { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: .1rem .9rem; padding: .06rem 0; }
dt { color: var(--faint); }
dd { overflow-wrap: anywhere; unicode-bidi: isolate; }
.accepted { margin-top: 1.2rem; border-left: 4px solid var(--violet); padding-left: .9rem; }
.steps { margin-top: .9rem; padding: .5rem .8rem; background: var(--soft); border: 1px solid transparent; max-width: 100%; }
.vscode-high-contrast .steps, .vscode-high-contrast-light .steps { border-color: var(--line); }
.steps code { display: block; padding-left: 1.4em; text-indent: -1.4em; }
.difference { margin-top: .6rem; }
.difference > summary { font-weight: 600; }
.gains { font-weight: 600; padding: .2rem 0; overflow-wrap: anywhere; }
.files > li { display: flex; flex-wrap: wrap; gap: 0 .8rem; padding: .1rem 0; }
.files .word { min-width: 4.2rem; color: var(--faint); }
.files .notes { overflow-wrap: anywhere; }
.patch { margin: .6rem 0 .3rem; padding: .5rem 0; max-height: 30rem; overflow: auto; border: 1px solid var(--line); line-height: 1.45; font-size: .88em; tab-size: 4; }
.patch code { display: block; width: max-content; min-width: 100%; font-size: inherit; overflow-wrap: normal; }
.patch span { display: block; padding: 0 .8rem; white-space: pre; }
.l-added { background: color-mix(in srgb, var(--green) 16%, var(--bg)); }
.l-removed { background: color-mix(in srgb, var(--red) 16%, var(--bg)); }
.l-file { font-weight: 600; padding-top: .4rem !important; }
.l-file + .l-file { padding-top: 0 !important; }
.l-hunk, .l-note, .l-no-newline { color: var(--faint); }
.strip { display: block; width: 100%; overflow: visible; margin: .8rem 0 1rem; }
.strip text { fill: var(--faint); font-size: 12px; }
.strip .axis { stroke: var(--edge); stroke-width: 1; }
.strip .old { fill: color-mix(in srgb, var(--fg) 38%, var(--bg)); }
.strip .young { fill: var(--orange); stroke: var(--fg); stroke-width: 1; }
.strip .young-zone { fill: color-mix(in srgb, var(--orange) 10%, var(--bg)); }
.bar-of-all { display: block; width: 100%; margin-top: 1.1rem; overflow: visible; }
.bar-of-all .part { stroke: var(--tone); stroke-width: 1; }
.bar-of-all text { fill: var(--fg); font-size: 13px; font-weight: 700; paint-order: stroke; stroke: var(--bg); stroke-width: 4px; stroke-linejoin: round; }
.bar-of-all .weak { fill: color-mix(in srgb, var(--tone) 20%, var(--bg)); }
.bar-of-all .strong { fill: color-mix(in srgb, var(--tone) var(--depth, 46%), var(--bg)); }
.bar-of-all .v-differs .part { fill: url(#hatch); }
.bar-of-all .v-suspect .part { fill: url(#dots); }
.bar-of-all .v-stopped .part { fill: url(#slants); }
.bar-of-all .v-undetermined .part { fill: var(--bg); stroke-dasharray: 5 3; stroke-width: 2; }
.bar-of-all .v-accepted .part { fill: url(#posts); }
.bar-of-all .v-explained .part { fill: url(#lines); }
.bar-of-all .v-same .part { fill: color-mix(in srgb, var(--tone) 20%, var(--bg)); }
.bar-of-all .v-not-applicable .part { fill: var(--bg); stroke-dasharray: 1.5 2.5; }
.gates { border-collapse: collapse; margin-top: .7rem; }
.gates th, .gates td { padding: .3rem 1.4rem .3rem 0; border-bottom: 1px solid var(--line); text-align: right; font-variant-numeric: tabular-nums; }
.gates th { font-weight: 600; }
.gates th:first-child { text-align: left; }
.owners { display: grid; gap: .15rem; margin-top: .7rem; }
.owners > li { display: grid; grid-template-columns: minmax(0, 17rem) 9rem minmax(0, 1fr); gap: .1rem 1rem; align-items: center; padding: .18rem 0; }
.owners .bar { width: 100%; display: block; }
.owners .bar rect { fill: color-mix(in srgb, var(--fg) 38%, var(--bg)); }
.owners .seen .bar rect { fill: var(--tone); }
.owners .seen .path { font-weight: 600; }
.owners .who { grid-column: -2 / -1; color: var(--faint); }
.told { display: flex; flex-wrap: wrap; gap: .1rem .6rem; }
.tag { border: 1px solid var(--edge); padding: 0 .4em; white-space: nowrap; font-size: .93em; }
.reasons { display: grid; gap: 1.1rem; margin-top: .6rem; }
.reason { border-left: 4px solid var(--blue); padding-left: .9rem; --tone: var(--blue); }
.reason h3 { display: flex; gap: .6rem; align-items: center; }
.reason h3 .swatch { border: 2px dashed var(--blue); background: none; width: 1.5rem; height: 1.5rem; }
.reason p { max-width: 90ch; padding: .15rem 0; }
.versions { columns: 30rem; column-gap: 3rem; }
.facts { margin-top: .4rem; }
.file { margin-right: .8em; }
#knowing h3 { margin-top: 1.2rem; }
@media (min-width: 62rem) {
  .groups:not(.many) > .group { display: grid; grid-template-columns: minmax(0, 1fr) minmax(18rem, 26rem); column-gap: 2rem; align-items: start; align-content: start; }
  .group > h3, .group > .difference { grid-column: 1 / -1; }
  .groups:not(.many) .steps { margin-top: .75rem; }
}
@media (min-width: 100rem) { .owners { grid-template-columns: repeat(2, minmax(0, 1fr)); column-gap: 3rem; } }
@media (min-width: 150rem) { .groups { grid-template-columns: repeat(2, minmax(0, 1fr)); align-items: start; } }
@media screen and (max-width: 46rem) {
  .minor { display: none; }
  dl > div { grid-template-columns: minmax(0, 1fr); gap: 0; padding: .2rem 0; }
  .owners > li { grid-template-columns: minmax(0, 1fr); padding: .4rem 0; }
  .owners .bar { max-width: 12rem; }
}
@media (forced-colors: active) {
  .strip rect, .bar rect { forced-color-adjust: none; }
  .strip .old, .bar rect { fill: GrayText; }
  .strip .young, .seen .bar rect { fill: CanvasText; }
}
`;
