import type { EffectOnImport } from '../behaviour/index.ts';
import type { DeclaredRelation, NamedModule } from '../identity/index.ts';
import type { NotApplicable, Undetermined } from './undetermined.ts';

/** What happens on the machine of whoever imports a package of the module. */
export type BehaviourFact =
  /** Nothing that is of note. */
  | { readonly state: 'quiet' }
  | { readonly state: 'runs-on-import'; readonly effects: readonly EffectOnImport[] }
  | Undetermined
  | NotApplicable;

/** Which module the module's own texts say that it is. */
export type IdentityFact =
  | { readonly state: 'own'; readonly declared: DeclaredRelation | null }
  | {
      readonly state: 'other';
      readonly named: NamedModule;
      readonly declared: DeclaredRelation | null;
    }
  | Undetermined
  | NotApplicable;

/** What a module's files show without anything to compare them with. */
export interface Reading {
  readonly behaviour: BehaviourFact;
  readonly identity: IdentityFact;
}
