import { asksForAddress, behaviourOnImport, type EffectOnImport } from '../behaviour/index.ts';
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
  const { actsOnImport, all } = newActs(suspect, behaviour, target, likeness);
  const phrase = likenessPhrase(likeness, module.path, gains);
  if (gains === null && all.length === 0) return { gained: null, phrase };
  const capabilities = new Set([...(gains?.capabilities ?? []), ...all]);
  return {
    gained: {
      capabilities: CAPABILITIES.filter((capability) => capabilities.has(capability)),
      onImport: gains === null ? [] : wordsOf(gains),
      actsOnImport,
      assembledTexts: gains?.strings.filter(({ assembled }) => assembled).length ?? 0,
    },
    phrase,
  };
}

/** What importing the suspect does that importing the target does not. */
interface NewActs {
  /** Done by code that the target has not, or in a way that is grave by itself. */
  readonly actsOnImport: readonly Capability[];
  /**
   * The same and what is done by files that the target has as well: a fork that connects earlier than its parent does
   * so with its parent's code, a loader brings its own.
   */
  readonly all: readonly Capability[];
}

function newActs(
  suspect: ModuleText,
  behaviour: BehaviourFact,
  target: ModuleText,
  { changed, added }: Likeness,
): NewActs {
  const effects = behaviour.state === 'runs-on-import' ? behaviour.effects.filter(isOfNote) : [];
  if (effects.length === 0) return { actsOnImport: [], all: [] };
  const known = new Set(behaviourOnImport(sourceOf(target)).effects.map(keyOf));
  const isNew = (effect: EffectOnImport): boolean => isOfNote(effect) && !known.has(keyOf(effect));
  const fresh = effects.filter(isNew);
  if (fresh.length === 0) return { actsOnImport: [], all: [] };
  const differing = new Set([...changed, ...added]);
  const same = suspect.files.map(({ path }) => path).filter((path) => !differing.has(path));
  const brought = behaviourOnImport(sourceOf(suspect), new Set(same)).effects.filter(
    (effect) => isNew(effect) && !isMereQuestion(effect),
  );
  return {
    actsOnImport: dangerousOf([...brought, ...fresh.filter(({ weight }) => weight === 'grave')]),
    all: dangerousOf(fresh),
  };
}

/** A host's address is no way out that a loader needs. */
function isMereQuestion({ sink, assembled }: EffectOnImport): boolean {
  return assembled.length === 0 && asksForAddress(sink.callee);
}

function dangerousOf(effects: readonly EffectOnImport[]): readonly Capability[] {
  const acts = new Set(effects.flatMap((effect) => effect.acts));
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
