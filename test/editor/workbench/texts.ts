/** Matches a text alone, with nothing before or behind it but blanks. */
export function exactly(text: string): RegExp {
  return new RegExp(String.raw`^\s*${patternOf(text)}\s*$`);
}

/** Matches a text wherever it stands. Editors draw blanks as no-break spaces, which are blanks here. */
export function holding(text: string): RegExp {
  return new RegExp(patternOf(text));
}

function patternOf(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(' ', String.raw`[ \u00a0]`);
}
