import { fieldsOf, parseAnswer } from './answer.ts';
import { MOVABLE_BY_WRITERS, type Protection } from './words.ts';

/** A protected tag of GitLab: a name, or a pattern of names. */
export interface TagRule {
  /** `*` stands for any characters, slashes included. */
  readonly name: string;
  /** Who may make matching tags, in GitLab's words. Attacker-controlled. */
  readonly allowed: readonly string[];
}

/** As many as one page holds. */
const MAX_RULES = 100;
const MAX_LENGTH = 1024;

/** The protected tags of a project; null where the answer is no list of them, or longer than one page holds. */
export function readTagRules(text: string): readonly TagRule[] | null {
  const list = parseAnswer(text);
  if (!Array.isArray(list) || list.length >= MAX_RULES) return null;
  const rules: TagRule[] = [];
  for (const one of list) {
    const fields = fieldsOf(one);
    const levels = fields?.create_access_levels;
    if (typeof fields?.name !== 'string' || fields.name.length > MAX_LENGTH || !Array.isArray(levels))
      return null;
    const allowed = levels.slice(0, MAX_RULES).flatMap((level) => {
      const words = fieldsOf(level)?.access_level_description;
      return typeof words === 'string' ? [words] : [];
    });
    rules.push({ name: fields.name, allowed });
  }
  return rules;
}

/** How protected tags protect the tag of this name, without `refs/tags/`. */
export function protectionByTagRules(rules: readonly TagRule[], tag: string): Protection {
  const covering = rules.filter(({ name }) => matchesName(name, tag));
  const [first] = covering;
  if (first === undefined) return MOVABLE_BY_WRITERS;
  const allowed = [...new Set(covering.flatMap((rule) => rule.allowed))];
  return {
    state: 'restricted',
    by: `protected tag "${first.name}"`,
    mayMove: allowed.length === 0 ? 'whom the project names' : allowed.join(', '),
  };
}

/** Compares piece by piece: each must come after the one before. Linear in name times pieces. */
function matchesName(pattern: string, name: string): boolean {
  const pieces = pattern.split('*');
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return pattern === name;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return name.length - at >= last.length && name.endsWith(last);
}
