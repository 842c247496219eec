import { type CommitTree, GitError, type RefQuestion } from '../ports/index.ts';
import type { UpstreamPlace, UpstreamRepository } from '../sources/index.ts';
import { isLikenessSettled } from './copyContents.ts';
import type { ExaminedFacts } from './examinedFacts.ts';
import { type Located, locate } from './located.ts';
import type { ModuleExamination } from './moduleExamination.ts';
import type { Question } from './question.ts';
import type { Turns } from './turns.ts';
import type { StoredVerdict } from './verdictStore.ts';

/** A version and its place in the repository. */
export interface PlacedQuestion {
  readonly question: Question;
  readonly place: UpstreamPlace;
}

/** One version of the repository on its way. */
interface Examinee extends PlacedQuestion {
  readonly standing: Promise<StoredVerdict | null>;
  readonly located: Promise<Located>;
}

/**
 * All versions of one repository: its refs are listed once for all of them, and
 * the commits that were not compared before are read in one exchange.
 */
export class RepositoryExamination {
  readonly #repository: UpstreamRepository;
  readonly #modules: ModuleExamination;
  readonly #examinees: ReadonlyMap<Question, Examinee>;
  readonly #tagged: Promise<ReadonlyMap<string, CommitTree | GitError>>;

  constructor(
    repository: UpstreamRepository,
    placed: readonly PlacedQuestion[],
    modules: ModuleExamination,
    asking: Turns,
  ) {
    this.#repository = repository;
    this.#modules = modules;
    const listing = asking.take(() => repository.listRefs(refsOf(placed)));
    // Whoever waits for it is told; nobody may be waiting yet.
    listing.catch(() => undefined);
    this.#examinees = new Map(
      placed.map(({ question, place }): [Question, Examinee] => {
        const standing = modules.standingVerdict(question);
        const located = standing.then((verdict) =>
          locate(
            place,
            repository,
            listing,
            verdict?.commit ? { commit: verdict.commit, amongRefs: verdict.amongRefs } : null,
          ),
        );
        return [question, { question, place, standing, located }];
      }),
    );
    const tagged = [...this.#examinees.values()].filter(({ place }) => place.reference.kind === 'tag');
    this.#tagged = this.#readCommits(tagged);
    this.#tagged.catch(() => undefined);
  }

  /** Examines one of the versions. Rejects for faults of this program and for cancellation alone. */
  async examine(question: Question): Promise<ExaminedFacts> {
    const examinee = this.#examinees.get(question);
    if (examinee === undefined) throw new Error(`not of this repository: ${question.module.path}`);
    const { place, standing, located } = examinee;
    const verdict = await standing;
    if (verdict !== null) {
      const facts = await this.#modules.recall(question, place, await located, verdict);
      if (facts !== null) return facts;
    }
    // A commit that has to be searched for does not keep the tags waiting.
    const commits = place.reference.kind === 'tag' ? this.#tagged : this.#readCommits([examinee]);
    return this.#modules.examineAfresh(question, { place, repository: this.#repository, located, commits });
  }

  /** Reads the commits of versions that no stored verdict settles. */
  async #readCommits(examinees: readonly Examinee[]): Promise<ReadonlyMap<string, CommitTree | GitError>> {
    const wanted = new Map<string, Extract<Located, { kind: 'commit' }>>();
    for (const { question, standing, located } of examinees) {
      const [verdict, where] = await Promise.all([standing, located]);
      if (where.kind !== 'commit') continue;
      const isCompared = verdict?.content != null && verdict.commit === where.commit;
      // Whoever is asked anew whom the copy is like compares it with upstream anew as well.
      if (!isCompared || !isLikenessSettled(question, verdict)) wanted.set(where.commit, where);
    }
    const list = [...wanted.values()];
    if (list.length === 0) return new Map();
    const answers = await this.#repository.readCommits(list.map((where) => where.wanted));
    return new Map(
      list.map(({ commit }, index) => {
        const answer = answers[index] ?? new GitError('malformed', 'The repository gave no answer.');
        // Between listing and reading a tag may have moved; what was asked for is what counts.
        if (!(answer instanceof GitError) && answer.id !== commit)
          return [commit, new GitError('missing-object', 'The tag moved while it was read.')];
        return [commit, answer];
      }),
    );
  }
}

/** All refs that the versions need: their tags, or everything where one is a commit without a tag. */
function refsOf(placed: readonly PlacedQuestion[]): RefQuestion {
  const names: string[] = [];
  for (const { place } of placed) {
    if (place.reference.kind !== 'tag') return 'all';
    names.push(place.reference.ref);
  }
  return names;
}
