import type { EditorApi, PageDocument, PageElement } from './dom.ts';

declare const document: PageDocument;
declare const acquireVsCodeApi: undefined | (() => EditorApi);

/** The page's only script, as text. */
export const PAGE_SCRIPT = `(${runPage.toString()})();`;

/**
 * What a page does by itself: walks the map with the arrow keys, shows a card
 * for the cell that is looked at, and tells the editor, where there is one,
 * what was chosen. It runs in the page as the text of this function, so it
 * names nothing outside of itself. Listeners stand on the document alone,
 * however many cells there are. Texts are put in as texts, never as HTML.
 */
function runPage(): void {
  const editor = typeof acquireVsCodeApi === 'function' ? acquireVsCodeApi() : null;
  const map = document.querySelector('[data-map]');
  const card = document.querySelector('#card');
  document.body.classList.add('scripted');
  if (editor !== null) {
    document.body.classList.add('in-editor');
    // A link without an address is a plain word; in the editor it leads somewhere.
    for (const link of document.querySelectorAll(
      'a:not(.cell)[data-path], [data-page], [data-difference], [data-export]',
    ))
      link.setAttribute('href', '#');
  }

  const messageOf = ({ dataset }: PageElement): object | null => {
    const { path, line, character, page, difference, version, export: format } = dataset;
    if (path !== undefined) return { kind: 'open', path, line: Number(line), character: Number(character) };
    if (page !== undefined) return { kind: 'page', code: page };
    if (difference !== undefined) return { kind: 'difference', module: difference, version: version ?? '' };
    return format === undefined ? null : { kind: 'export', format };
  };
  const choose = (element: PageElement): boolean => {
    const message = editor === null ? null : messageOf(element);
    if (message !== null) editor?.postMessage(message);
    return message !== null;
  };

  let described: PageElement | null = null;
  const hideCard = (): void => {
    if (card !== null) card.hidden = true;
    described?.removeAttribute('aria-describedby');
    described = null;
  };
  const fillCard = (cell: PageElement, shown: PageElement): void => {
    shown.replaceChildren();
    for (const row of (cell.dataset.facts ?? '').split('\n')) {
      const line = document.createElement('div');
      for (const text of row.split('\t')) {
        const part = document.createElement('span');
        part.textContent = text;
        line.append(part);
      }
      shown.append(line);
    }
  };
  const showCard = (cell: PageElement): void => {
    if (card === null || described === cell) return;
    hideCard();
    fillCard(cell, card);
    card.hidden = false;
    described = cell;
    cell.setAttribute('aria-describedby', 'card');
    const at = cell.getBoundingClientRect();
    const { left, right, top, bottom } = card.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const below = at.bottom + 4 + (bottom - top) <= clientHeight;
    const x = Math.max(4, Math.min(at.left, clientWidth - (right - left) - 4));
    const y = below ? at.bottom + 4 : Math.max(4, at.top - (bottom - top) - 4);
    card.style.setProperty('left', `${x}px`);
    card.style.setProperty('top', `${y}px`);
  };

  /** The cell above or below `from` whose middle is nearest. */
  const vertical = (cells: readonly PageElement[], from: PageElement, down: boolean): PageElement | null => {
    const own = from.getBoundingClientRect();
    const middle = (own.left + own.right) / 2;
    let best: PageElement | null = null;
    let bestDistance = Number.POSITIVE_INFINITY;
    for (const cell of cells) {
      const box = cell.getBoundingClientRect();
      const rows = down ? box.top - own.bottom : own.top - box.bottom;
      if (rows < -1) continue;
      // A row further counts more than any way to the side.
      const distance = rows * 10_000 + Math.abs((box.left + box.right) / 2 - middle);
      if (distance < bestDistance) [best, bestDistance] = [cell, distance];
    }
    return best;
  };
  const next = (key: string, from: PageElement): PageElement | null => {
    const cells = [...(map?.querySelectorAll('.cell') ?? [])];
    const at = cells.indexOf(from);
    switch (key) {
      case 'ArrowRight':
        return cells[at + 1] ?? null;
      case 'ArrowLeft':
        return cells[at - 1] ?? null;
      case 'ArrowDown':
        return vertical(cells, from, true);
      case 'ArrowUp':
        return vertical(cells, from, false);
      case 'Home':
        return cells[0] ?? null;
      case 'End':
        return cells.at(-1) ?? null;
      default:
        return null;
    }
  };
  let reachable = map?.querySelectorAll('.cell[tabindex="0"]')[Symbol.iterator]().next().value ?? null;
  const reach = (cell: PageElement): void => {
    if (reachable !== null && reachable !== undefined) reachable.tabIndex = -1;
    cell.tabIndex = 0;
    reachable = cell;
  };

  document.addEventListener('click', (event) => {
    const chosen = event.target.closest('[data-path], [data-page], [data-difference], [data-export]');
    if (chosen !== null && choose(chosen)) event.preventDefault();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hideCard();
    const cell = event.target.closest('.cell');
    if (cell === null || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter') {
      // A cell without an address is no link, so no click comes of the key.
      if (choose(cell)) event.preventDefault();
      return;
    }
    const to = next(event.key, cell);
    if (to === null) return;
    event.preventDefault();
    reach(to);
    to.focus();
  });
  document.addEventListener('focusin', (event) => {
    const cell = event.target.closest('.cell');
    if (cell === null) return hideCard();
    reach(cell);
    showCard(cell);
  });
  document.addEventListener('mouseover', (event) => {
    const cell = event.target.closest('.cell');
    if (cell !== null) showCard(cell);
    else if (event.target.closest('#card') === null) hideCard();
  });
  // Where the page moves, the card would stay behind.
  document.addEventListener('scroll', hideCard, true);
}
