import { behaviourOnImport, type EffectOnImport } from '../behaviour/index.ts';
import { CAPABILITIES, type Capability, type Gains } from '../gosource/index.ts';
import { copyGains, type Likeness, likenessPhrase } from '../likeness/index.ts';
import type { ModuleText, ModuleVersion } from '../module/index.ts';
import type { BehaviourFact, NearCopy } from '../verdict/index.ts';
import { sourceOf } from './reading.ts';

/** What a copy must not gain without being looked at: it reaches beyond the memory of the program. */
const DANGEROUS: ReadonlySet<Capability> = new Set(['network', 'process', 'plugin', 'system-call']);

/** Texts of one list that are kept. */
const MAX_WORDS = 5;

/** Tells whether a near copy gained nothing that can reach out, on import or later. */
export function isHarmless({ gained }: NearCopy): boolean {
  return gained !== null && gained.actsOnImport.length === 0 && !gained.capabilities.some(isDangerous);
}

/** Tells whether a capability reaches beyond the memory of the program and the files that it was given. */
export function isDangerous(capability: Capability): boolean {
  return DANGEROUS.has(capability);
}

/** What a near copy has that the module it is a copy of has not. May throw ZipError. */
export function gainedBy(
  suspect: ModuleText,
  behaviour: BehaviourFact,
  target: ModuleText,
  module: ModuleVersion,
  likeness: Likeness,
): Pick<NearCopy, 'gained' | 'phrase'> {
  const gains = copyGains(suspect, target, likeness);
  const actsOnImport = newActs(behaviour, target);
  const phrase = likenessPhrase(likeness, module.path, gains);
  if (gains === null && actsOnImport.length === 0) return { gained: null, phrase };
  return {
    gained: {
      capabilities: gains?.capabilities ?? actsOnImport,
      onImport: gains === null ? [] : wordsOf(gains),
      actsOnImport,
      assembledTexts: gains?.strings.filter(({ assembled }) => assembled).length ?? 0,
    },
    phrase,
  };
}

/** What importing the suspect does that importing the target does not. */
function newActs(behaviour: BehaviourFact, target: ModuleText): readonly Capability[] {
  const effects = behaviour.state === 'runs-on-import' ? behaviour.effects.filter(isOfNote) : [];
  if (effects.length === 0) return [];
  const known = new Set(behaviourOnImport(sourceOf(target)).effects.map(keyOf));
  const acts = new Set(effects.filter((effect) => !known.has(keyOf(effect))).flatMap(({ acts }) => acts));
  return CAPABILITIES.filter((capability) => acts.has(capability) && isDangerous(capability));
}

function isOfNote({ weight, isMain }: EffectOnImport): boolean {
  return weight !== 'minor' && !isMain;
}

/** Two effects are one when the same functions lead to the same call. */
function keyOf({ trigger, chain, sink }: EffectOnImport): string {
  return [trigger, ...chain, sink.callee].join('\n');
}

function wordsOf({ runsOnImport }: Gains): readonly string[] {
  return runsOnImport.slice(0, MAX_WORDS).map(({ name, file, acts }) => {
    const what = acts.length === 0 ? '' : `: ${acts.join(', ')}`;
    return `${name} in ${file}${what}`;
  });
}
