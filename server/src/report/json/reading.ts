import type { BehaviourFact, IdentityFact, LikenessFact, ModuleFacts } from '../../verdict/index.ts';

/** What the JSON report tells of a module's own files, and of them beside another module's. Lines are 0-based. */
export function readingOf({ behaviour, identity, likeness, circumstances }: ModuleFacts): object {
  return {
    behaviour: behaviourOf(behaviour),
    identity: identityOf(identity),
    likeness: likenessOf(likeness),
    circumstances,
  };
}

function behaviourOf(fact: BehaviourFact): object {
  return fact.state === 'runs-on-import' ? { state: fact.state, effects: fact.effects } : fact;
}

function identityOf(fact: IdentityFact): object {
  switch (fact.state) {
    case 'own':
      return { state: fact.state, declared: fact.declared };
    case 'other':
      return {
        state: fact.state,
        names: fact.named.path,
        places: fact.named.places,
        declared: fact.declared,
      };
    default:
      return fact;
  }
}

/** Shares are cut to four digits behind the point, so that reports of one audit do not differ in the last bits. */
function likenessOf(fact: LikenessFact): object {
  switch (fact.state) {
    case 'near-copy':
      return { ...fact, share: rounded(fact.share), covered: rounded(fact.covered) };
    case 'unlike':
      return { ...fact, share: rounded(fact.share) };
    default:
      return fact;
  }
}

function rounded(share: number): number {
  return Math.floor(share * 10_000) / 10_000;
}
