import type { PatternBreadth } from '../goenv/index.ts';
import { judgeName, type NameIndex, type NameVerdict, patternBreadth, rehearse } from '../typosquat/index.ts';

/** More paths than this are not remembered: a hostile go.mod has as many as it likes. */
const MAX_REMEMBERED = 20_000;

/** Longer paths are judged anew each time, so that what is remembered stays small. UTF-16 units. */
const MAX_PATH_LENGTH = 256;

/**
 * Judges module paths by name, each once. While somebody types, all
 * requirements but one are the ones of a moment ago.
 */
export class NameJudge {
  /** What is wrong with the corpus, one sentence or two each: why a name may pass unjudged. For a person to read. */
  readonly problems: readonly string[];
  /** False without any known module: then names could not be determined at all. */
  readonly canJudge: boolean;
  readonly #makeIndex: () => NameIndex;
  #index: NameIndex | null = null;
  readonly #remembered = new Map<string, NameVerdict>();

  /** `makeIndex` is called once, when the first name is judged or {@link prepare} says so. */
  constructor(makeIndex: () => NameIndex, problems: readonly string[] = [], canJudge = true) {
    this.problems = problems;
    this.canJudge = canJudge;
    this.#makeIndex = makeIndex;
  }

  /** Makes the index now, for whoever has nothing better to do than to wait for the network. */
  prepare(): NameIndex {
    this.#index ??= this.#makeIndex();
    return this.#index;
  }

  /** As `rehearse`, with the index that {@link prepare} has made. */
  rehearse(): Generator<void, void, void> {
    return rehearse(this.prepare());
  }

  /** As `judgeName`. */
  judge(path: string): NameVerdict {
    const known = this.#remembered.get(path);
    if (known !== undefined) return known;
    const verdict = shared(judgeName(path, this.prepare()));
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear();
    if (path.length <= MAX_PATH_LENGTH) this.#remembered.set(path, verdict);
    return verdict;
  }

  /** As `patternBreadth`; the whole list of known modules is looked through. */
  breadthOf(pattern: string): PatternBreadth {
    return patternBreadth(pattern, this.prepare());
  }
}

const KNOWN: NameVerdict = { state: 'known' };
const UNREMARKABLE: NameVerdict = { state: 'unremarkable' };

/** Most verdicts say no more than their state: those are one value each. */
function shared(verdict: NameVerdict): NameVerdict {
  if (verdict.state === 'suspect') return verdict;
  return verdict.state === 'known' ? KNOWN : UNREMARKABLE;
}
