import { type BuildConstraint, KNOWN_ARCH, KNOWN_OS } from './constraint.ts';

/**
 * Tells whether there is a build that holds a file with the constraint `after`
 * and would not hold it with `before`.
 *
 * All systems and architectures are tried, with and without cgo, old and new
 * releases of Go, and the gc compiler. Tags that somebody must set (`-tags`) are not
 * set. Expressions are attacker-controlled: a broken one never holds (go/build
 * refuses the file), and of one that is far too long the worst is assumed.
 * Follows go/build/constraint and go/build's matchTag.
 */
export function isBuiltMore(before: BuildConstraint, after: BuildConstraint): boolean {
  if (before.os === after.os && before.arch === after.arch && before.expression === after.expression) {
    return false;
  }
  if (isTooLong(before) || isTooLong(after)) {
    return true;
  }
  const [old, now] = [conditionOf(before), conditionOf(after)];
  const architectures = [...old.tags, ...now.tags].filter((tag) => KNOWN_ARCH.has(tag));
  for (const os of KNOWN_OS) {
    for (const arch of new Set([...architectures, 'another'])) {
      for (const cgo of [true, false]) {
        for (const release of RELEASES) {
          const isSet = (tag: string): boolean => isTagSet(tag, { os, arch, cgo, release });
          if (now.holds(isSet) && !old.holds(isSet)) {
            return true;
          }
        }
      }
    }
  }
  return false;
}

/** Tells whether any build holds a file with this constraint, tags that somebody must set left unset. */
export function isEverBuilt(constraint: BuildConstraint): boolean {
  const isPlain = constraint.os === null && constraint.arch === null && constraint.expression === null;
  return isPlain || isBuiltMore(NEVER, constraint);
}

const NEVER: BuildConstraint = { os: null, arch: null, expression: 'ignore' };

/** The second parts of releases of Go: one that is old and one that is not there yet. */
const RELEASES = [21, 999] as const;

interface Build {
  readonly os: string;
  readonly arch: string;
  readonly cgo: boolean;
  readonly release: number;
}

function isTagSet(tag: string, { os, arch, cgo, release }: Build): boolean {
  const go = /^go1\.(\d{1,4})$/.exec(tag)?.[1];
  if (go !== undefined) {
    return Number(go) <= release;
  }
  return (
    tag === os ||
    tag === arch ||
    tag === IMPLIED.get(os) ||
    (tag === 'unix' && UNIX.has(os)) ||
    (tag === 'cgo' && cgo) ||
    tag === 'gc'
  );
}

// Systems that also count as another one (go/build, matchTag).
const IMPLIED: ReadonlyMap<string, string> = new Map([
  ['android', 'linux'],
  ['illumos', 'solaris'],
  ['ios', 'darwin'],
]);

// The systems for which the tag `unix` holds (internal/syslist, UnixOS).
const UNIX: ReadonlySet<string> = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios linux netbsd openbsd solaris'.split(' '),
);

interface Condition {
  readonly tags: ReadonlySet<string>;
  readonly holds: (isSet: (tag: string) => boolean) => boolean;
}

function conditionOf({ os, arch, expression }: BuildConstraint): Condition {
  const named = [os, arch].filter((tag) => tag !== null);
  const steps = expression === null ? [] : postfixOf(expression);
  return {
    tags: new Set([...named, ...(steps ?? [])]),
    holds: (isSet) => named.every(isSet) && steps !== null && (steps.length === 0 || result(steps, isSet)),
  };
}

const BINDING: ReadonlyMap<string, number> = new Map([
  ['||', 1],
  ['&&', 2],
  ['!', 3],
]);

/** Tags and operators in the order in which they are computed, without recursion; null for what is no expression. */
function postfixOf(expression: string): readonly string[] | null {
  const steps: string[] = [];
  const waiting: string[] = [];
  let operandComes = true;
  for (const part of expression.match(/&&|\|\||[!()]|[\p{L}\p{Nd}_.]+|\S/gu) ?? []) {
    const isPrefix = part === '!' || part === '(';
    const isTag = /^[\p{L}\p{Nd}_.]/u.test(part);
    if (operandComes !== (isPrefix || isTag) || !(isPrefix || isTag || part === ')' || BINDING.has(part))) {
      return null;
    }
    if (isTag) {
      steps.push(part);
    } else if (isPrefix) {
      waiting.push(part);
    } else if (part === ')') {
      takeWaiting(waiting, steps, 1);
      if (waiting.pop() !== '(') {
        return null;
      }
    } else {
      takeWaiting(waiting, steps, BINDING.get(part) ?? 0);
      waiting.push(part);
    }
    operandComes = isPrefix || (!isTag && part !== ')');
  }
  takeWaiting(waiting, steps, 1);
  return operandComes || waiting.length > 0 ? null : steps;
}

function isTooLong({ expression }: BuildConstraint): boolean {
  return expression !== null && expression.length > MAX_LENGTH;
}

/** In UTF-16 units; people write a line. */
const MAX_LENGTH = 400;

function takeWaiting(waiting: string[], steps: string[], binding: number): void {
  while ((BINDING.get(waiting.at(-1) ?? '') ?? 0) >= binding) {
    steps.push(waiting.pop() as string);
  }
}

function result(steps: readonly string[], isSet: (tag: string) => boolean): boolean {
  const values: boolean[] = [];
  for (const step of steps) {
    if (step === '!') {
      values.push(values.pop() !== true);
    } else if (BINDING.has(step)) {
      const [right, left] = [values.pop() === true, values.pop() === true];
      values.push(step === '&&' ? left && right : left || right);
    } else {
      values.push(isSet(step));
    }
  }
  return values.pop() === true;
}
