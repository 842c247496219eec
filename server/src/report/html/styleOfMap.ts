/**
 * The map, its legend and its card. Each verdict has a tone, a pattern made of
 * it, and an edge of its own; signs and names are in the colour of text over a
 * mix that keeps them readable.
 */
export const MAP_STYLE = `
.v-differs { --tone: var(--red); }
.v-suspect, .v-stopped { --tone: var(--orange); }
.v-undetermined { --tone: var(--blue); }
.v-accepted { --tone: var(--violet); --depth: 32%; }
.v-explained { --tone: var(--green); --depth: 32%; }
.v-same { --tone: var(--green); }
.v-not-applicable { --tone: var(--edge); }
.row { --strong: color-mix(in srgb, var(--tone) var(--depth, 46%), var(--bg)); --weak: color-mix(in srgb, var(--tone) 20%, var(--bg)); --tint: color-mix(in srgb, var(--tone) 9%, var(--bg)); }
.swatch { display: grid; place-items: center; width: 1.75rem; height: 1.75rem; flex: none; font-weight: 700; line-height: 1;
  border: 1px solid var(--tone, var(--edge)); color: var(--fg); background: var(--pattern, var(--weak)); }
.v-differs { --pattern: repeating-linear-gradient(45deg, var(--strong) 0 4px, var(--weak) 4px 8px); }
.v-suspect { --pattern: radial-gradient(circle, var(--strong) 1.6px, transparent 2px) 0 0 / 7px 7px, var(--weak); }
.v-stopped { --pattern: repeating-linear-gradient(-45deg, var(--strong) 0 2px, var(--weak) 2px 7px); }
.v-undetermined { --pattern: var(--bg); }
.v-undetermined .swatch, .v-undetermined .cell:not(.named) { border-style: dashed; border-width: 2px; }
.v-accepted { --pattern: repeating-linear-gradient(90deg, var(--strong) 0 2px, var(--weak) 2px 6px); }
.v-explained { --pattern: repeating-linear-gradient(0deg, var(--strong) 0 2px, var(--weak) 2px 6px); }
.v-same { --pattern: var(--weak); }
.v-not-applicable { --pattern: var(--bg); }
.v-not-applicable .swatch, .v-not-applicable .cell:not(.named) { border-style: dotted; }
.map { margin-top: 1rem; border-top: 1px solid var(--line); }
.row { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: .5rem 1.5rem; padding: .9rem 0; border-bottom: 1px solid var(--line); }
.legend { display: flex; gap: .7rem; align-items: flex-start; }
.legend small { display: block; line-height: 1.35; }
.cells { display: flex; flex-wrap: wrap; gap: 5px; align-content: flex-start; align-items: flex-start; }
.cell { display: flex; color: var(--fg); text-decoration: none; cursor: default; }
.cell[href], .in-editor .cell[data-path] { cursor: pointer; }
a.cell:not([href]) { color: var(--fg); }
.cell.named { align-items: stretch; border: 1px solid color-mix(in srgb, var(--tone) 60%, var(--bg)); background: var(--tint); width: 9.5rem; min-height: 1.75rem; }
.cell.named.large { width: 14rem; min-height: 3rem; }
.cell.named .swatch { border: 0; border-right: 1px solid color-mix(in srgb, var(--tone) 60%, var(--bg)); width: 1.5rem; height: auto; }
.cell.named.large .swatch { width: 2.1rem; font-size: 1.15rem; }
.v-undetermined .cell.named { border-style: dashed; }
.v-not-applicable .cell.named { border-style: dotted; }
.name, .owner { display: block; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; unicode-bidi: isolate; }
.cell.named { display: grid; grid-template-columns: auto minmax(0, 1fr); }
.cell.named .swatch { grid-row: 1 / span 2; }
.cell .name { padding: .2rem .5rem 0; font-weight: 600; align-self: end; }
.cell .owner { padding: 0 .5rem .25rem; font-size: .8em; color: var(--faint); align-self: start; direction: ltr; }
.cell.named.small .owner { display: none; }
.cell.named.small .swatch { grid-row: 1; }
.cell.named.small .name { padding: .1rem .45rem; font-weight: 500; align-self: center; font-size: .92em; }
.many .cell.named.large { width: 11rem; min-height: 1.75rem; }
.many .cell.named .owner { display: none; }
.many .cell.named .name { padding: .1rem .45rem; align-self: center; font-size: .92em; }
.many .cell.named.large .swatch { grid-row: 1; width: 1.5rem; font-size: inherit; }
.cell:not(.named) { border: 1px solid var(--tone); background: var(--pattern); }
.cell:not(.named) .swatch { border: 0; background: none; width: 1.55rem; height: 1.55rem; font-size: .95rem; }
.cell.small:not(.named) .swatch { width: 1.05rem; height: 1.05rem; font-size: .68rem; }
.v-same .cell:not(.named) { border-color: color-mix(in srgb, var(--tone) 55%, var(--bg)); }
.cell:hover, .cell:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; z-index: 1; }
.card { position: fixed; z-index: 2; left: 0; top: 0; width: max-content; max-width: min(30rem, calc(100vw - 8px)); padding: .6rem .8rem; font-size: .92rem;
  background: var(--vscode-editorHoverWidget-background, var(--soft)); color: var(--vscode-editorHoverWidget-foreground, var(--fg));
  border: 1px solid var(--vscode-editorHoverWidget-border, var(--edge)); box-shadow: 0 3px 14px rgb(0 0 0 / .25); overflow-wrap: anywhere; }
.card div { display: grid; grid-template-columns: 5.2rem minmax(0, 1fr); gap: .6rem; line-height: 1.4; }
.card div span:first-child { opacity: .85; }
.card div:first-child { grid-template-columns: auto minmax(0, 1fr); font-weight: 600; margin-bottom: .3rem; }
.vscode-high-contrast .swatch, .vscode-high-contrast-light .swatch { border-color: var(--fg); }
.vscode-high-contrast .cell, .vscode-high-contrast-light .cell { border-color: var(--fg) !important; }
@media (forced-colors: active) {
  .swatch, a.cell, a.cell.named, .cell .name, .cell .owner { forced-color-adjust: none; color: CanvasText; border-color: CanvasText !important; background: Canvas; }
  .v-differs .swatch, .v-differs .cell:not(.named) { background: CanvasText; color: Canvas; }
  .cell:focus-visible { outline-color: Highlight; }
}
@media screen and (max-width: 46rem) {
  .row { grid-template-columns: minmax(0, 1fr); }
  .cell.named.large { width: calc(50% - 3px); min-width: 8.2rem; flex: 1 1 8.2rem; }
  .cell.named { width: auto; flex: 1 1 7.5rem; max-width: 100%; }
}
@media print { .row { grid-template-columns: 9.5rem minmax(0, 1fr); gap: .4rem 1rem; padding: .6rem 0; } .cell.named { width: 8rem; } .cell.named.large { width: 11.2rem; } }
`;
