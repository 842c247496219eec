import { fieldsOf, parseAnswer, textsOf } from './answer.ts';
import { matchesRefPattern } from './refPattern.ts';
import { MOVABLE_BY_WRITERS, type Protection } from './words.ts';

/** A ruleset of GitHub about tags. */
export interface Ruleset {
  readonly name: string;
  /** Whether it is in force: not switched off, and not only tried out. */
  readonly isActive: boolean;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Types of its rules, such as `update` and `deletion`. */
  readonly rules: ReadonlySet<string>;
}

/** A repository with more rulesets, or a ruleset with more patterns, is not judged. */
const MAX_RULESETS = 100;
const MAX_PATTERNS = 1000;

/**
 * The numbers of the rulesets in force about tags, from a list of them; null
 * where it is no list, or longer than one page holds.
 */
export function readRulesetIds(text: string): readonly number[] | null {
  const list = parseAnswer(text);
  if (!Array.isArray(list) || list.length >= MAX_RULESETS) return null;
  const ids: number[] = [];
  for (const one of list) {
    const fields = fieldsOf(one);
    const { id, target, enforcement } = fields ?? {};
    if (typeof id !== 'number' || !Number.isSafeInteger(id)) return null;
    if (typeof target !== 'string' || typeof enforcement !== 'string') return null;
    if (target === 'tag' && enforcement === 'active') ids.push(id);
  }
  return ids;
}

/** One ruleset with its rules; null where it is none. */
export function readRuleset(text: string): Ruleset | null {
  const fields = fieldsOf(parseAnswer(text));
  const names = fieldsOf(fieldsOf(fields?.conditions)?.ref_name);
  const include = textsOf(names?.include, MAX_PATTERNS);
  const exclude = textsOf(names?.exclude, MAX_PATTERNS);
  if (fields === null || include === null || exclude === null || !Array.isArray(fields.rules)) return null;
  const types = textsOf(
    fields.rules.map((rule) => fieldsOf(rule)?.type),
    MAX_PATTERNS,
  );
  if (types === null) return null;
  return {
    name: typeof fields.name === 'string' ? fields.name : '',
    isActive: fields.enforcement === 'active' && fields.target === 'tag',
    include,
    exclude,
    rules: new Set(types),
  };
}

/**
 * How rulesets protect a tag, by its full ref; null where a pattern on which it
 * depends cannot be read. The rules of several rulesets add up, as at GitHub.
 */
export function protectionByRulesets(rulesets: readonly Ruleset[], ref: string): Protection | null {
  const covering = rulesets.map((ruleset) => ({ ruleset, covers: covers(ruleset, ref) }));
  const forbidding = (rule: string, covers: boolean | null) =>
    covering.filter((one) => one.covers === covers && one.ruleset.rules.has(rule)).map((one) => one.ruleset);
  const [moves, deletions] = [forbidding('update', true), forbidding('deletion', true)];
  const [firstMove] = moves;
  const [firstDeletion] = deletions;
  if (firstMove !== undefined && firstDeletion !== undefined) {
    const whole = moves.find((one) => deletions.includes(one));
    const names = whole === undefined ? [firstMove.name, firstDeletion.name] : [whole.name];
    return {
      state: 'restricted',
      by: `${names.length === 1 ? 'ruleset' : 'rulesets'} ${names.map((name) => `"${name}"`).join(' and ')}`,
      mayMove: 'only whom the ruleset lets pass, which outsiders do not see, and whoever may change it',
    };
  }
  const isOpen =
    (firstMove === undefined && forbidding('update', null).length > 0) ||
    (firstDeletion === undefined && forbidding('deletion', null).length > 0);
  return isOpen ? null : MOVABLE_BY_WRITERS;
}

/** Whether a ruleset is about a ref; null where that cannot be told. */
function covers({ isActive, include, exclude }: Ruleset, ref: string): boolean | null {
  if (!isActive) return false;
  const [included, excluded] = [include, exclude].map((patterns) => {
    const matches = patterns.map((pattern) => matchesRefPattern(pattern, ref));
    return matches.includes(true) ? true : matches.includes(null) ? null : false;
  });
  if (included === false || excluded === true) return false;
  return included === true && excluded === false ? true : null;
}
