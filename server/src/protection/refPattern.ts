/** Longer patterns and refs are not compared, in UTF-16 units: the work is their product. */
const MAX_LENGTH = 1024;

/** One thing that a pattern asks for: a character, or any number of them. */
type Step =
  | { readonly kind: 'character'; readonly accepts: (character: string) => boolean }
  /** Any number of characters of one element of the path. */
  | { readonly kind: 'within' }
  /** Any number of whole elements of the path. */
  | { readonly kind: 'across' };

/**
 * Tells whether a full ref, such as `refs/tags/v1.0.0`, matches a pattern of a
 * ruleset; null where the pattern cannot be read. `*` and `?` stay within one
 * element of the path, a leading `**` with a slash spans elements, and brackets
 * hold sets. The pattern is attacker-controlled: linear in it for each character.
 */
export function matchesRefPattern(pattern: string, ref: string): boolean | null {
  if (pattern === '~ALL') return true;
  if (pattern.length > MAX_LENGTH || ref.length > MAX_LENGTH) return null;
  const steps = stepsOf(pattern);
  if (steps === null) return null;
  let at = closure(new Set([0]), steps, true);
  for (const character of ref) {
    const next = new Set<number>();
    for (const place of at) {
      const step = steps[place];
      if (step === undefined) continue;
      if (step.kind === 'character') {
        if (step.accepts(character)) next.add(place + 1);
      } else if (step.kind === 'across' || character !== '/') next.add(place);
    }
    // What spans whole elements ends after a slash.
    at = closure(next, steps, character === '/');
  }
  return at.has(steps.length);
}

/** The places reached without a character: past whatever may be empty. */
function closure(places: Set<number>, steps: readonly Step[], isAtElement: boolean): Set<number> {
  for (const place of places) {
    const kind = steps[place]?.kind;
    if (kind === 'within' || (kind === 'across' && isAtElement)) places.add(place + 1);
  }
  return places;
}

function stepsOf(pattern: string): readonly Step[] | null {
  const steps: Step[] = [];
  for (let at = 0; at < pattern.length; ) {
    const character = pattern.charAt(at);
    const isAtElement = at === 0 || pattern[at - 1] === '/';
    if (isAtElement && pattern.startsWith('**/', at)) {
      steps.push({ kind: 'across' });
      at += 3;
    } else if (character === '*') {
      if (steps.at(-1)?.kind !== 'within') steps.push({ kind: 'within' });
      at += 1;
    } else if (character === '[') {
      const end = pattern.indexOf(']', at + 2);
      if (end < 0) return null;
      steps.push({ kind: 'character', accepts: setOf(pattern.slice(at + 1, end)) });
      at = end + 1;
    } else {
      const literal = character === '\\' ? pattern.charAt(++at) : character;
      if (literal === '') return null;
      const isAny = character === '?';
      steps.push({ kind: 'character', accepts: (one) => (isAny ? one !== '/' : one === literal) });
      at += 1;
    }
  }
  return steps;
}

/** The characters of a set, ranges included; `^` or `!` at its front turns it round. No set holds a slash. */
function setOf(text: string): (character: string) => boolean {
  const isOthers = /^[!^]/.test(text);
  const members = [...text.slice(isOthers ? 1 : 0)];
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < members.length; at += 1) {
    const [from = '', dash, to] = members.slice(at, at + 3);
    const isRange = dash === '-' && to !== undefined;
    ranges.push([from, isRange ? to : from]);
    if (isRange) at += 2;
  }
  return (character) =>
    character !== '/' && ranges.some(([from, to]) => from <= character && character <= to) !== isOthers;
}
