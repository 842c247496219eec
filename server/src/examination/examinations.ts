import type { ModuleVersion } from '../module/index.ts';
import type { Undetermined } from '../verdict/index.ts';
import { compareCopies } from './compareCopies.ts';
import type { CopyDifference } from './copyDifference.ts';
import { type CopySides, readSides } from './copySides.ts';
import type { ExaminedFacts } from './examinedFacts.ts';
import { type ExaminationOptions, Examiner } from './examiner.ts';
import { latestVersion } from './latestVersion.ts';
import { listVersions } from './listVersions.ts';
import type { Question } from './question.ts';
import type { ExaminationServices } from './services.ts';
import { examineVendored, type VendorFact, type VendorQuestion } from './vendoredCopy.ts';

/** Is told of each module version as soon as something was learnt about it. */
export type Learnt = (module: ModuleVersion, facts: ExaminedFacts) => void;

/** What an examination tells besides its facts. */
export interface Examined {
  /** Tag ledgers that could not be used as they are, in sentences. */
  readonly ledgerTroubles: readonly { readonly path: string; readonly detail: string }[];
}

/** How two copies are compared. */
export interface ComparisonOptions {
  readonly offline: boolean;
  readonly signal: AbortSignal;
}

/**
 * Who examines module versions, wherever that is done: questions, answers and
 * options but for the signal are plain data, so that it may be another thread.
 * All methods reject on cancellation, and else for faults of this program alone.
 */
export interface Examinations {
  /**
   * Tells what is stored of module versions and still about the bytes that a
   * build takes, without hashing anything or asking anybody. `learnt` is not
   * called for those of which nothing is stored.
   */
  recall(questions: readonly Question[], options: ExaminationOptions, learnt: Learnt): Promise<void>;
  /** Learns the facts about all of them, as `Examiner.examine`. */
  examine(questions: readonly Question[], options: ExaminationOptions, learnt: Learnt): Promise<Examined>;
  /** As `compareCopies`. */
  compare(
    module: ModuleVersion,
    against: ModuleVersion | null,
    options: ComparisonOptions,
  ): Promise<CopyDifference>;
  /** As `readSides`. */
  sides(module: ModuleVersion, options: ComparisonOptions): Promise<CopySides>;
  /** As `examineVendored`. */
  vendored(question: VendorQuestion, options: ComparisonOptions): Promise<VendorFact>;
  /** As `latestVersion`. */
  newest(path: string, options: ComparisonOptions): Promise<string | Undetermined>;
  /** As `listVersions`. */
  versions(path: string, options: ComparisonOptions): Promise<readonly string[] | Undetermined>;
}

/** Examines in this thread. */
export class OwnExaminations implements Examinations {
  readonly #services: ExaminationServices;

  constructor(services: ExaminationServices) {
    this.#services = services;
  }

  async recall(questions: readonly Question[], options: ExaminationOptions, learnt: Learnt): Promise<void> {
    const examiner = await Examiner.open(this.#services, { ...options, offline: true });
    try {
      await examiner.recall(questions, learnt);
    } finally {
      await examiner.close();
    }
  }

  async examine(
    questions: readonly Question[],
    options: ExaminationOptions,
    learnt: Learnt,
  ): Promise<Examined> {
    const examiner = await Examiner.open(this.#services, options);
    try {
      await examiner.examine(questions, learnt);
    } finally {
      await examiner.close();
    }
    options.signal.throwIfAborted();
    return { ledgerTroubles: examiner.ledgerTroubles };
  }

  compare(
    module: ModuleVersion,
    against: ModuleVersion | null,
    options: ComparisonOptions,
  ): Promise<CopyDifference> {
    return compareCopies(module, against, this.#services, options);
  }

  sides(module: ModuleVersion, options: ComparisonOptions): Promise<CopySides> {
    return readSides(module, this.#services, options);
  }

  vendored(question: VendorQuestion, options: ComparisonOptions): Promise<VendorFact> {
    return examineVendored(question, this.#services, options);
  }

  newest(path: string, options: ComparisonOptions): Promise<string | Undetermined> {
    return latestVersion(path, this.#services, options);
  }

  versions(path: string, options: ComparisonOptions): Promise<readonly string[] | Undetermined> {
    return listVersions(path, this.#services, options);
  }
}
