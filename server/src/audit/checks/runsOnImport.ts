import type { EffectOnImport } from '../../behaviour/index.ts';
import type { BehaviourFact } from '../../verdict/index.ts';
import type { Check } from '../check.ts';
import { bytesOf, observe } from '../check.ts';

/** Effects that are told one by one. */
const MAX_TOLD = 3;

/**
 * Finding: behaviour/runs-on-import
 *
 * Importing a package of the module starts a process, opens a connection or
 * loads code. Aggravated where the text that it uses was hidden, or where what
 * it fetches is run. Writing files and asking Windows for its libraries is
 * done by many honest modules and not told. Nobody imports package main, so
 * that of it only what is grave counts.
 */
export const runsOnImport: Check = {
  codes: ['behaviour/runs-on-import'],
  run({ dependency, facts }) {
    const told = toldEffects(facts.behaviour);
    const [first] = told;
    if (first === undefined) return [];
    return [
      observe(dependency, 'behaviour/runs-on-import', messageOf(first), {
        at: dependency.pathAt,
        grade: first.weight === 'grave' ? 'aggravated' : 'usual',
        evidence: told.slice(0, MAX_TOLD).flatMap(evidenceOf),
        restsOn: [bytesOf(facts)],
      }),
    ];
  },
};

/** What importing a module does, as far as it is told: the gravest first. */
export function toldEffects(behaviour: BehaviourFact): readonly EffectOnImport[] {
  if (behaviour.state !== 'runs-on-import') return [];
  return behaviour.effects.filter(
    ({ weight, isMain }) => weight === 'grave' || (weight === 'telling' && !isMain),
  );
}

function messageOf({ sentence, isMain, builtOnlyFor }: EffectOnImport): string {
  const when = isMain ? 'When the program starts' : 'On import';
  const where = builtOnlyFor === null ? '' : ` (${builtWords(builtOnlyFor)})`;
  return `${when}${where}: ${sentence}`;
}

/** `built only for windows`, `not built for js`, `built only without cgo`. */
function builtWords(constraint: string): string {
  const [, not = '', word] = /^(!?)(\w+)$/.exec(constraint) ?? [];
  if (word === 'cgo') return `built only ${not === '' ? 'with' : 'without'} cgo`;
  return not === '' || word === undefined ? `built only for ${constraint}` : `not built for ${word}`;
}

function evidenceOf({
  packagePath,
  chain,
  sink,
  assembled,
}: EffectOnImport): { kind: string; text: string }[] {
  return [
    { kind: 'runs', text: `${packagePath}: ${[...chain, sink.callee].join(' → ')}` },
    { kind: 'at', text: `${sink.file}:${sink.line + 1}` },
    ...assembled.map(({ how, text, file, line }) => ({
      kind: 'hidden-text',
      text: `${how} at ${file}:${line + 1}${text === null ? '' : `: ${text}`}`,
    })),
  ];
}
