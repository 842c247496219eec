/**
 * Behaviour: what happens when somebody imports a package of a module.
 *
 * Rules: nothing is run. All of a module is attacker-controlled: reading never
 * throws, never recurses with the text, is linear in it and bounded in what it
 * keeps; what could not be read or followed is named, never dropped. Code is
 * followed by names: from `init` functions and package-level initialisers,
 * across the packages of the module, through methods, closures and function
 * values as far as they can be told without checking types. What only might run
 * later (a handler that is registered) is no effect of an import.
 *
 * Follows the Go specification, "Package initialization" and "Program
 * execution", and go/build for which files belong to a package.
 */
export { asksForAddress } from './acts.ts';
export { behaviourOnImport } from './behaviour.ts';
export type {
  Assembled,
  AssembledHow,
  EffectOnImport,
  ImportBehaviour,
  Place,
  Weight,
} from './effect.ts';
export type { ModuleSource, SourceFile } from './source.ts';
