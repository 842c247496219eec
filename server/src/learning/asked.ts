import type { ExaminedFacts, HostWants, Question, Resemblance } from '../examination/index.ts';

/** What decides whether an answer is still one to the question: empty where nothing is expected and nothing wanted. */
export function askedOf({ expected, wants }: Question): string {
  const hashes = [...expected].sort().join();
  const asked = [wants?.provenance ? 'provenance' : '', wants?.protection ? 'protection' : ''].join('');
  return asked === '' ? hashes : `${hashes} ${asked}`;
}

/**
 * The one question about a module version for all that ask about it now: a hash
 * that one of them expects is expected, and what one of them wants is wanted.
 * When a document is closed, what it asked `before` goes on being asked, unless
 * the answer, `facts`, is about a copy that the others do not expect.
 */
export function askedByAll(
  questions: Iterable<Question>,
  before: Question,
  facts: ExaminedFacts | null,
): Question {
  const [first, ...others] = questions;
  if (first === undefined) throw new RangeError('nobody asks');
  const all = [first, ...others] as const;
  const now = others.length === 0 ? first.expected : new Set(all.flatMap(({ expected }) => [...expected]));
  const expected = isAnswered(now, before.expected, facts) ? before.expected : now;
  const wants = anyOf([...all.map((question) => question.wants), before.wants]);
  const isOfFirst =
    others.length === 0 &&
    expected.size === now.size &&
    wants.provenance === (first.wants?.provenance ?? false) &&
    wants.protection === (first.wants?.protection ?? false);
  return isOfFirst ? first : new JointQuestion(all, expected, wants);
}

/** Whether an answer to who expected these hashes `before` is one to who expects fewer `now`. */
function isAnswered(
  now: ReadonlySet<string>,
  before: ReadonlySet<string>,
  facts: ExaminedFacts | null,
): boolean {
  for (const hash of now) if (!before.has(hash)) return false;
  return now.size === 0 || facts?.copy.state !== 'hashed' || now.has(facts.copy.h1);
}

function anyOf(wants: readonly (HostWants | undefined)[]): HostWants {
  return {
    provenance: wants.some((one) => one?.provenance),
    protection: wants.some((one) => one?.protection),
  };
}

/** A question of several documents. Names are judged when somebody looks, and not before. */
class JointQuestion implements Question {
  readonly module: Question['module'];
  readonly expected: ReadonlySet<string>;
  readonly wants: HostWants;
  readonly #questions: readonly [Question, ...Question[]];

  constructor(
    questions: readonly [Question, ...Question[]],
    expected: ReadonlySet<string>,
    wants: HostWants,
  ) {
    this.module = questions[0].module;
    this.#questions = questions;
    this.expected = expected;
    this.wants = wants;
  }

  get resembles(): Resemblance | null {
    return this.#questions.map(({ resembles }) => resembles ?? null).find((one) => one !== null) ?? null;
  }

  get isKnown(): boolean {
    return this.#questions.some(({ isKnown }) => isKnown);
  }
}
