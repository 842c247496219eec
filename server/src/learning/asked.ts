import type { HostWants, Question, Resemblance } from '../examination/index.ts';

/** What decides whether an answer is still one to the question: empty where nothing is expected and nothing wanted. */
export function askedOf({ expected, wants }: Question): string {
  const hashes = [...expected].sort().join();
  const asked = [wants?.provenance ? 'provenance' : '', wants?.protection ? 'protection' : ''].join('');
  return asked === '' ? hashes : `${hashes} ${asked}`;
}

/**
 * The question, wanting of the code host what an earlier one did as well: another
 * document, with another policy, may have asked it.
 */
export function wantingBoth(question: Question, earlier: Question): Question {
  const [now, then] = [question.wants, earlier.wants];
  const wants = {
    provenance: (now?.provenance ?? false) || (then?.provenance ?? false),
    protection: (now?.protection ?? false) || (then?.protection ?? false),
  };
  if (wants.provenance === (now?.provenance ?? false) && wants.protection === (now?.protection ?? false))
    return question;
  return new WantingQuestion(question, wants);
}

/** A question that wants something else. Its name is judged when somebody looks, and not before. */
class WantingQuestion implements Question {
  readonly module: Question['module'];
  readonly wants: HostWants;
  readonly #question: Question;

  constructor(question: Question, wants: HostWants) {
    this.module = question.module;
    this.wants = wants;
    this.#question = question;
  }

  get expected(): ReadonlySet<string> {
    return this.#question.expected;
  }

  get resembles(): Resemblance | null {
    return this.#question.resembles ?? null;
  }

  get isKnown(): boolean {
    return this.#question.isKnown ?? false;
  }
}
