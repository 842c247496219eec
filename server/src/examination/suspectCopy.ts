import { type Fingerprint, fingerprintOf, type Likeness, likenessOf } from '../likeness/index.ts';
import type { ModuleText, ModuleVersion } from '../module/index.ts';
import { type BehaviourFact, type LikenessFact, type NearCopy, undetermined } from '../verdict/index.ts';
import { gainedBy } from './gainedBy.ts';

/** A module that may be a copy, prepared once and held against several others. */
export class SuspectCopy {
  readonly #text: ModuleText;
  readonly #behaviour: BehaviourFact;
  #fingerprint: Fingerprint | null = null;

  /** `behaviour` is what importing the suspect does. */
  constructor(text: ModuleText, behaviour: BehaviourFact) {
    this.#text = text;
    this.#behaviour = behaviour;
  }

  /** Compares with another module, of which `version` was read. Throws what reading a file throws. */
  heldAgainst(other: ModuleText, version: string): LikenessFact {
    const target = { path: other.modulePath, version };
    this.#fingerprint ??= fingerprintOf(this.#text);
    const likeness = likenessOf(this.#fingerprint, fingerprintOf(other));
    if (!likeness.isComparable) {
      const reason = likeness.reason === 'unreadable' ? 'source-unread' : 'too-little-code';
      return { ...undetermined(reason), target: target.path };
    }
    if (!likeness.isNearCopy) return { state: 'unlike', target, share: likeness.share };
    return {
      ...nearCopyOf(target, likeness),
      ...gainedBy(this.#text, this.#behaviour, other, target, likeness),
    };
  }
}

function nearCopyOf(
  target: ModuleVersion,
  { share, covered, same, changed, added, missing }: Likeness,
): Omit<NearCopy, 'gained' | 'phrase'> {
  return { state: 'near-copy', target, share, covered, same, changed, added, missing };
}
