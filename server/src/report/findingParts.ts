import type { Evidence } from '../finding/index.ts';
import type { FindingGroup } from './findingGroups.ts';

/** What a message says in words already is not repeated below it. */
const SAID_IN_MESSAGE = new Set(['known-module', 'rule', 'character', 'copy-of']);

/** What the last lines of a group make a command of. */
const COMPARED_WITH = 'compared-with';

/** Something to do about a module. Texts may come from outside and are not made safe. */
export interface Step {
  readonly text: string;
  /** Whether `text` is a command line, and not words. */
  readonly isCommand: boolean;
}

/**
 * What each finding of a group rests on, as far as neither its message nor a
 * finding before it says so already: findings of one module often rest on the
 * same facts.
 */
export function restsOf(group: FindingGroup): readonly (readonly Evidence[])[] {
  const told = new Set<string>();
  return group.map(({ evidence }) => {
    const fresh = evidence.filter(({ kind, text }) => !told.has(kind) && text !== '');
    for (const { kind } of fresh) told.add(kind);
    return fresh
      .filter(({ kind }) => !SAID_IN_MESSAGE.has(kind) && kind !== COMPARED_WITH)
      .map((one) => (one.kind === 'gains' ? { ...one, text: one.text.replace(/^gains /, '') } : one));
  });
}

/** The `MODULE@VERSION` of another module that a group's module was compared with; null for none. */
function comparedWith(group: FindingGroup): string | null {
  return group.flatMap(({ evidence }) => evidence).find(({ kind }) => kind === COMPARED_WITH)?.text ?? null;
}

/** What to do about a module, once for all of its findings; nothing where the messages say it. */
export function stepsOf(group: FindingGroup): readonly Step[] {
  const [first] = group;
  const target = group.flatMap(({ fixes }) => fixes).find(({ kind }) => kind === 'replace-module')?.to;
  const diverged = group.some(({ code }) => code === 'origin/diverged');
  const grave = group.some(({ severity }) => severity === 'error');
  const steps: Step[] = [];
  const words = (text: string): number => steps.push({ text, isCommand: false });
  if (target !== undefined) {
    words(
      grave
        ? `replace it with ${target}`
        : `compare the owners; unless it is meant, replace it with ${target}`,
    );
  } else if (diverged) {
    words(grave ? 'do not build with it before you have seen the difference' : 'look at the difference');
  }
  // A command is the user's own to run; where there is none, words say it.
  for (const { kind, title, command } of group.flatMap(({ fixes }) => fixes)) {
    if (kind !== 'change-setting') continue;
    words(title);
    if (command !== undefined) steps.push({ text: command, isCommand: true });
  }
  const command = `modproof diff ${first.module}@${first.version}`;
  if (diverged) steps.push({ text: command, isCommand: true });
  const other = comparedWith(group);
  if (other !== null) steps.push({ text: `${command} --against ${other}`, isCommand: true });
  return steps;
}
