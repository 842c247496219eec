import type { ExaminedFacts, HostWants, Question, Resemblance } from '../examination/index.ts';

/** What decides whether an answer is still one to the question: empty where nothing is expected and nothing wanted. */
export function askedOf({ expected, wants }: Question): string {
  const [first = ''] = expected;
  const hashes = expected.size > 1 ? [...expected].sort().join() : first;
  const asked = `${wants?.provenance ? 'provenance' : ''}${wants?.protection ? 'protection' : ''}`;
  return asked === '' ? hashes : `${hashes} ${asked}`;
}

/**
 * The one question about a module version for all that ask about it now: a hash
 * that one of them expects is expected, and what one of them wants is wanted.
 * When a document is closed, what it asked `before` goes on being asked, unless
 * the answer, `facts`, is about a copy that the others do not expect.
 */
export function askedByAll(
  questions: readonly [Question, ...Question[]],
  before: Question,
  facts: ExaminedFacts | null,
): Question {
  const [first] = questions;
  const isAlone = questions.length === 1;
  const now = isAlone ? first.expected : new Set(questions.flatMap(({ expected }) => [...expected]));
  const expected = isAnswered(now, before.expected, facts) ? before.expected : now;
  const wants = {
    provenance: wanted('provenance', questions, before),
    protection: wanted('protection', questions, before),
  };
  const isOfFirst =
    isAlone &&
    expected.size === now.size &&
    wants.provenance === (first.wants?.provenance ?? false) &&
    wants.protection === (first.wants?.protection ?? false);
  return isOfFirst ? first : new JointQuestion(questions, expected, wants);
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

function wanted(what: keyof HostWants, questions: readonly Question[], before: Question): boolean {
  return before.wants?.[what] === true || questions.some(({ wants }) => wants?.[what]);
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
