import type {
  ComparisonOptions,
  CopyDifference,
  CopySides,
  ExaminationOptions,
  Examinations,
  Examined,
  Learnt,
  Question,
  VendorFact,
  VendorQuestion,
} from '../examination/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import type { Undetermined } from '../verdict/index.ts';

/**
 * Recalls what is stored here, and has all else examined far away: small files
 * of a store are read in little time, and a file that is opened does not wait
 * for a thread to start.
 */
export class SplitExaminations implements Examinations {
  readonly #near: () => Promise<Pick<Examinations, 'recall'>>;
  readonly #far: Examinations;

  constructor(near: () => Promise<Pick<Examinations, 'recall'>>, far: Examinations) {
    this.#near = near;
    this.#far = far;
  }

  async recall(questions: readonly Question[], options: ExaminationOptions, learnt: Learnt): Promise<void> {
    await (await this.#near()).recall(questions, options, learnt);
  }

  examine(questions: readonly Question[], options: ExaminationOptions, learnt: Learnt): Promise<Examined> {
    return this.#far.examine(questions, options, learnt);
  }

  compare(
    module: ModuleVersion,
    against: ModuleVersion | null,
    options: ComparisonOptions,
  ): Promise<CopyDifference> {
    return this.#far.compare(module, against, options);
  }

  sides(module: ModuleVersion, options: ComparisonOptions): Promise<CopySides> {
    return this.#far.sides(module, options);
  }

  vendored(question: VendorQuestion, options: ComparisonOptions): Promise<VendorFact> {
    return this.#far.vendored(question, options);
  }

  newest(path: string, options: ComparisonOptions): Promise<string | Undetermined> {
    return this.#far.newest(path, options);
  }

  versions(path: string, options: ComparisonOptions): Promise<readonly string[] | Undetermined> {
    return this.#far.versions(path, options);
  }
}
