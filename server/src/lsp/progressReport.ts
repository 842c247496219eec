import type { LearningProgress } from '../learning/index.ts';
import type { Editor, ShownProgress } from './editor.ts';

/** Fewer module versions than this are asked about without a word: it is done before anybody has read it. */
const LEAST = 4;

/** Shows how far asking has come, as a count. */
export class ProgressReport {
  readonly #editor: Pick<Editor, 'begin'>;
  readonly #cancel: () => void;
  #now: LearningProgress = { done: 0, total: 0 };
  #shown: Promise<ShownProgress | null> | null = null;

  constructor(editor: Pick<Editor, 'begin'>, cancel: () => void) {
    this.#editor = editor;
    this.#cancel = cancel;
  }

  /** How far it has come; both 0 when nothing is under way. */
  get now(): LearningProgress {
    return this.#now;
  }

  report(progress: LearningProgress): void {
    const isDone = progress.done >= progress.total;
    this.#now = isDone ? { done: 0, total: 0 } : progress;
    if (isDone) {
      const shown = this.#shown;
      this.#shown = null;
      void shown?.then((one) => one?.end());
      return;
    }
    if (this.#shown === null && progress.total < LEAST) return;
    this.#shown ??= this.#editor.begin('Modproof', this.#cancel);
    void this.#shown.then((one) => one?.report(`${this.#now.done} of ${this.#now.total} modules`));
  }
}
